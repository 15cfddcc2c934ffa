import { Button } from 'react-aria-components';
import { useTranslator } from '../translation';

/** The end of a form: cancel, or save. */
export function EditorActions({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslator();
  return (
    <div className="form-actions">
      <Button className="button" onPress={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button className="button primary" type="submit">
        {t('action.save')}
      </Button>
    </div>
  );
}
