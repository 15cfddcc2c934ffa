import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { assertNever } from '../../shared/assert-never';
import type { ProfilesFileContents } from '../../shared/credential-facts';
import type { Group } from '../../shared/group';
import type { Profile, ProfileDraft, Snapshot } from '../../shared/model';
import { changeSettings, type SettingsChange } from '../change-settings';
import { PageHead } from '../components/PageHead';
import {
  lastSettingsSection,
  rememberSettingsSection,
  SETTINGS_SECTIONS,
  type SettingsSection,
} from '../settings-section';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useMedia } from '../use-media';
import { AboutSection } from './settings/AboutSection';
import { ActionsSection } from './settings/ActionsSection';
import { GeneralSection } from './settings/GeneralSection';
import { GroupsSection } from './settings/GroupsSection';
import { JournalSection } from './settings/JournalSection';
import { NotificationsSection } from './settings/NotificationsSection';
import { PollingSection } from './settings/PollingSection';
import { ProfilesSection } from './settings/ProfilesSection';
import { SshSection } from './settings/SshSection';

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

/** From here on the parts stand beside what they hold; `settings.css` has the same width. */
const WIDE = '(min-width: 760px)';

/** Profiles, groups and settings; each change takes effect at once and is kept. */
export function SettingsView(props: SettingsViewProps) {
  const { snapshot, onBack, onAddProfile, onEditProfile, onImportProfiles } = props;
  const { onAddGroup, onEditGroup, onOpenJournal } = props;
  const { t } = useTranslator();
  const showStatus = useStatus();
  const { settings } = snapshot;
  const isWide = useMedia(WIDE);
  const [section, setSection] = useState(lastSettingsSection);

  function select(chosen: SettingsSection): void {
    rememberSettingsSection(chosen);
    setSection(chosen);
  }

  function change(changed: SettingsChange): void {
    void changeSettings(changed).then((saved) => {
      if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
    });
  }

  function panel(): ReactNode {
    switch (section) {
      case 'profiles':
        return (
          <ProfilesSection
            snapshot={snapshot}
            onAdd={onAddProfile}
            onEdit={onEditProfile}
            onImport={onImportProfiles}
          />
        );
      case 'groups':
        return <GroupsSection snapshot={snapshot} onAdd={onAddGroup} onEdit={onEditGroup} />;
      case 'general':
        return <GeneralSection snapshot={snapshot} onChange={change} />;
      case 'actions':
        return <ActionsSection snapshot={snapshot} onChange={change} />;
      case 'notifications':
        return <NotificationsSection settings={settings} onChange={change} />;
      case 'polling':
        return <PollingSection settings={settings} onChange={change} />;
      case 'ssh':
        return <SshSection ssh={settings.ssh} />;
      case 'journal':
        return <JournalSection onOpen={onOpenJournal} />;
      case 'about':
        return <AboutSection />;
      default:
        return assertNever(section);
    }
  }

  return (
    <main className="page settings">
      <PageHead title={t('settings.title')} onBack={onBack} />
      <Tabs
        className="settings-tabs"
        orientation={isWide ? 'vertical' : 'horizontal'}
        selectedKey={section}
        onSelectionChange={(key) => select(SETTINGS_SECTIONS.find((known) => known === key) ?? section)}
      >
        <TabList className="settings-nav" aria-label={t('settings.sections')}>
          {SETTINGS_SECTIONS.map((id) => (
            <Tab key={id} id={id} className="settings-tab">
              {t(`settings.section.${id}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={section} id={section} className="settings-panel">
          {panel()}
        </TabPanel>
      </Tabs>
    </main>
  );
}
