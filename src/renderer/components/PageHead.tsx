import { Button } from 'react-aria-components';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

/** The head of a page that one came to from the list. */
export function PageHead({ title, onBack }: { readonly title: string; readonly onBack: () => void }) {
  const { t } = useTranslator();
  return (
    <header className="page-head">
      <Button className="icon-button" aria-label={t('action.back')} onPress={onBack}>
        <Icon name="back" />
      </Button>
      <h1>{title}</h1>
    </header>
  );
}
