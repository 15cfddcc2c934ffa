import { Button, Label, Radio, RadioGroup } from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import { LANGUAGES, type Profile, type Settings, type Snapshot, STOP_BEHAVIORS, THEMES } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { hasDemo } from '../../shared/state-counts';
import { bridge } from '../bridge';
import { ClickTargetField } from '../components/ClickTargetField';
import { ColorDot } from '../components/ColorDot';
import { PageHead } from '../components/PageHead';
import { ShortcutField } from '../components/ShortcutField';
import { sourceText } from '../credential-text';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

interface SettingsViewProps {
  readonly snapshot: Snapshot;
  readonly onBack: () => void;
  readonly onAddProfile: () => void;
  readonly onEditProfile: (profile: Profile) => void;
  readonly onOpenJournal: () => void;
}

/** The names of languages are written in themselves, so that each is found by who needs it. */
const LANGUAGE_NAMES = { en: 'English', ko: '한국어' } as const;

/** Profiles and settings; each change takes effect at once and is kept. */
export function SettingsView({ snapshot, onBack, onAddProfile, onEditProfile, onOpenJournal }: SettingsViewProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const { settings } = snapshot;

  function change(patch: Partial<Settings>): void {
    void bridge.updateSettings({ ...settings, ...patch }).then((saved) => {
      if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
    });
  }

  async function chooseShortcut(shortcut: string | null): Promise<AppError | null> {
    const saved = await bridge.updateSettings({ ...settings, shortcut });
    return saved.ok ? null : saved.error;
  }

  async function openDemo(): Promise<void> {
    const opened = await bridge.openDemoAccount();
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  return (
    <main className="page">
      <PageHead title={t('settings.title')} onBack={onBack} />
      <section className="section" aria-labelledby="settings-profiles">
        <h2 id="settings-profiles">{t('settings.profiles')}</h2>
        {snapshot.profiles.length === 0 && <p className="page-intro">{t('settings.noProfile')}</p>}
        <ul className="choices">
          {snapshot.profiles.map((profile) => (
            <ProfileItem
              key={profile.id}
              profile={profile}
              isOnlyOne={snapshot.profiles.length === 1}
              onEdit={() => onEditProfile(profile)}
            />
          ))}
        </ul>
        <div className="section-actions">
          <Button className="button" onPress={onAddProfile}>
            {t('settings.addProfile')}
          </Button>
          {!hasDemo(snapshot) && (
            <Button className="link-button" onPress={() => void openDemo()}>
              {t('settings.openDemo')}
            </Button>
          )}
        </div>
      </section>
      <section className="section" aria-labelledby="settings-general">
        <h2 id="settings-general">{t('settings.general')}</h2>
        <Choices
          label={t('settings.language')}
          value={settings.language}
          options={[
            ['system', t('settings.languageSystem')],
            ...LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]] as const),
          ]}
          onChange={(language) => change({ language })}
        />
        <Choices
          label={t('settings.theme')}
          value={settings.theme}
          options={THEMES.map((theme) => [theme, t(`settings.theme.${theme}`)] as const)}
          onChange={(theme) => change({ theme })}
        />
        <Choices
          label={t('settings.stopping')}
          value={settings.stopBehavior}
          options={STOP_BEHAVIORS.map((behavior) => [behavior, t(`settings.stop.${behavior}`)] as const)}
          onChange={(stopBehavior) => change({ stopBehavior })}
        />
        <Choices
          label={t('settings.notifications')}
          value={settings.notifications ? 'on' : 'off'}
          options={(['on', 'off'] as const).map((choice) => [choice, t(`settings.notifications.${choice}`)] as const)}
          onChange={(choice) => change({ notifications: choice === 'on' })}
        />
        <ShortcutField shortcut={settings.shortcut} onChange={chooseShortcut} />
        <ClickTargetField snapshot={snapshot} onClear={() => change({ clickTarget: null })} />
      </section>
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

function ProfileItem({
  profile,
  isOnlyOne,
  onEdit,
}: {
  readonly profile: Profile;
  readonly isOnlyOne: boolean;
  readonly onEdit: () => void;
}) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const { id, name } = profile;

  async function remove(): Promise<void> {
    const { id: _id, ...draft } = profile;
    const removed = await bridge.removeProfile({ id });
    if (!removed.ok) {
      showStatus({ kind: 'failed', error: removed.error });
      return;
    }
    const putBack = () => void (draft.source.kind === 'demo' ? bridge.openDemoAccount() : bridge.addProfile(draft));
    showStatus({ kind: 'done', text: t('settings.removed', { name }), undo: putBack });
  }

  const isDemo = profile.source.kind === 'demo';
  return (
    <li className="choice">
      <div>
        <p className="name">
          <ColorDot color={profile.color} /> {name}
        </p>
        <p className="meta">
          {sourceText(profile.source, translator)} ·{' '}
          {profile.regions.map((region, index) => (
            <span key={region} className="whole">
              {regionLabel(region, translator)}
              {index < profile.regions.length - 1 && ', '}
            </span>
          ))}
        </p>
        {isDemo && isOnlyOne && <p className="meta">{t('settings.demoShown')}</p>}
      </div>
      {!isDemo && (
        <Button className="button" aria-label={t('settings.editName', { name })} onPress={onEdit}>
          {t('settings.edit')}
        </Button>
      )}
      {!(isDemo && isOnlyOne) && (
        <Button className="button" aria-label={t('settings.removeName', { name })} onPress={() => void remove()}>
          {t('settings.remove')}
        </Button>
      )}
    </li>
  );
}

function Choices<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <RadioGroup
      className="choices-row"
      value={value}
      orientation="horizontal"
      onChange={(chosen) => {
        const option = options.find(([key]) => key === chosen);
        if (option !== undefined) onChange(option[0]);
      }}
    >
      <Label>{label}</Label>
      <div className="segments">
        {options.map(([key, text]) => (
          <Radio key={key} value={key} className="segment">
            {text}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
