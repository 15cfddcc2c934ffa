import type { AppError } from '../../shared/errors';
import { useTranslator } from '../translation';

/** AWS's own words, for those who search for them or ask its support. */
export function ErrorDetails({ error }: { readonly error: AppError }) {
  const { t } = useTranslator();
  if (error.detail === null && error.requestId === null) return null;
  return (
    <p className="error-details">
      {error.awsCode !== null && `${error.awsCode}: `}
      {error.detail}
      {error.requestId !== null && <span className="request-id"> {t('list.requestId', { id: error.requestId })}</span>}
    </p>
  );
}
