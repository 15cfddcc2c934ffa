import { Button } from 'react-aria-components';
import type { ProfilesFileContents } from '../../../shared/credential-facts';
import { freeProfileName } from '../../../shared/free-profile-name';
import type { Profile, ProfileDraft, Snapshot } from '../../../shared/model';
import { hasDemo } from '../../../shared/state-counts';
import { bridge } from '../../bridge';
import { ProfileItem } from '../../components/ProfileItem';
import { useStatus } from '../../status-line';
import { useTranslator } from '../../translation';

interface ProfilesSectionProps {
  readonly snapshot: Snapshot;
  /** With a draft to begin with, where there is one. */
  readonly onAdd: (draft?: ProfileDraft) => void;
  readonly onEdit: (profile: Profile) => void;
  readonly onImport: (contents: ProfilesFileContents) => void;
}

/** The Profiles, switched on or not, in the order in which they stand everywhere. */
export function ProfilesSection({ snapshot, onAdd, onEdit, onImport }: ProfilesSectionProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const { allProfiles } = snapshot;
  const hasOwn = allProfiles.some(({ source }) => source.kind !== 'demo');

  async function openDemo(): Promise<void> {
    const opened = await bridge.openDemoAccount();
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  function duplicate({ id: _id, ...draft }: Profile): void {
    const names = allProfiles.map(({ name }) => name);
    onAdd({ ...draft, name: freeProfileName(draft.name, names), isEnabled: true });
  }

  async function exportAll(): Promise<void> {
    const exported = await bridge.exportProfiles();
    if (!exported.ok) showStatus({ kind: 'failed', error: exported.error });
    else if (exported.value !== null) {
      showStatus({ kind: 'done', text: t('journal.exported', { file: exported.value }) });
    }
  }

  async function importFile(): Promise<void> {
    const read = await bridge.readProfilesFile();
    showStatus(read.ok ? null : { kind: 'failed', error: read.error });
    if (read.ok && read.value !== null) onImport(read.value);
  }

  return (
    <section className="section" aria-labelledby="settings-profiles">
      <h2 id="settings-profiles">{t('settings.profiles')}</h2>
      {allProfiles.length === 0 && <p className="page-intro">{t('settings.noProfile')}</p>}
      <ul className="choices">
        {allProfiles.map((profile, index) => (
          <ProfileItem
            key={profile.id}
            profile={profile}
            access={snapshot.access[profile.id]}
            index={index}
            count={allProfiles.length}
            scopes={snapshot.scopes}
            onEdit={() => onEdit(profile)}
            onDuplicate={() => duplicate(profile)}
          />
        ))}
      </ul>
      {allProfiles.length > 1 && <p className="field-hint setting-gap">{t('settings.orderHint')}</p>}
      <div className="section-actions">
        <Button className="button" onPress={() => onAdd()}>
          {t('settings.addProfile')}
        </Button>
        <Button className="button" onPress={() => void importFile()}>
          {t('settings.import')}
        </Button>
        {hasOwn && (
          <Button className="button" onPress={() => void exportAll()}>
            {t('settings.export')}
          </Button>
        )}
        {!hasDemo({ profiles: allProfiles }) && (
          <Button className="link-button" onPress={() => void openDemo()}>
            {t('settings.openDemo')}
          </Button>
        )}
      </div>
    </section>
  );
}
