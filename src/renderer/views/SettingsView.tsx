import { Button } from 'react-aria-components';
import type { ProfilesFileContents } from '../../shared/credential-facts';
import type { Group, Profile, ProfileDraft, Snapshot } from '../../shared/model';
import { bridge } from '../bridge';
import { changeSettings, type SettingsChange } from '../change-settings';
import { PageHead } from '../components/PageHead';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { GeneralSection } from './settings/GeneralSection';
import { GroupsSection } from './settings/GroupsSection';
import { NotificationsSection } from './settings/NotificationsSection';
import { PollingSection } from './settings/PollingSection';
import { ProfilesSection } from './settings/ProfilesSection';
import { ProtectionSection } from './settings/ProtectionSection';

interface SettingsViewProps {
  readonly snapshot: Snapshot;
  readonly onBack: () => void;
  readonly onAddProfile: (draft?: ProfileDraft) => void;
  readonly onEditProfile: (profile: Profile) => void;
  readonly onImportProfiles: (contents: ProfilesFileContents) => void;
  readonly onAddGroup: () => void;
  readonly onEditGroup: (group: Group) => void;
  readonly onOpenJournal: () => void;
}

/** Profiles, groups and settings; each change takes effect at once and is kept. */
export function SettingsView(props: SettingsViewProps) {
  const { snapshot, onBack, onAddProfile, onEditProfile, onImportProfiles } = props;
  const { onAddGroup, onEditGroup, onOpenJournal } = props;
  const { t } = useTranslator();
  const showStatus = useStatus();
  const { settings } = snapshot;

  function change(changed: SettingsChange): void {
    void changeSettings(changed).then((saved) => {
      if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
    });
  }

  return (
    <main className="page">
      <PageHead title={t('settings.title')} onBack={onBack} />
      <ProfilesSection snapshot={snapshot} onAdd={onAddProfile} onEdit={onEditProfile} onImport={onImportProfiles} />
      <GroupsSection snapshot={snapshot} onAdd={onAddGroup} onEdit={onEditGroup} />
      <GeneralSection snapshot={snapshot} onChange={change} />
      <ProtectionSection snapshot={snapshot} onChange={change} />
      <NotificationsSection settings={settings} onChange={change} />
      <PollingSection settings={settings} onChange={change} />
      <div className="section section-actions">
        <Button className="button" onPress={onOpenJournal}>
          {t('journal.open')}
        </Button>
        <Button className="button" onPress={() => void bridge.quit()}>
          {t('settings.quit')}
        </Button>
      </div>
    </main>
  );
}
