import { Button } from 'react-aria-components';
import { SettingsGroup } from '../../components/SettingsGroup';
import { useTranslator } from '../../translation';

/** What the journal keeps, and the way to it: there it is searched and exported. */
export function JournalSection({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslator();
  return (
    <SettingsGroup title={t('journal.title')}>
      <div>
        <p>{t('settings.journalIntro')}</p>
        <div className="section-actions">
          <Button className="button" onPress={onOpen}>
            {t('journal.open')}
          </Button>
        </div>
      </div>
    </SettingsGroup>
  );
}
