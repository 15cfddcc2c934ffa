import type { Snapshot } from '../../../shared/model';
import { LANGUAGES, type Settings, STOP_BEHAVIORS, THEMES } from '../../../shared/settings';
import { changeSettings } from '../../change-settings';
import { Choices } from '../../components/Choices';
import { ClickTargetField } from '../../components/ClickTargetField';
import { ShortcutField } from '../../components/ShortcutField';
import { useTranslator } from '../../translation';

interface GeneralSectionProps {
  readonly snapshot: Snapshot;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** The names of languages are written in themselves, so that each is found by who needs it. */
const LANGUAGE_NAMES = { en: 'English', ko: '한국어' } as const;

export function GeneralSection({ snapshot, onChange }: GeneralSectionProps) {
  const { t } = useTranslator();
  const { settings } = snapshot;
  return (
    <section className="section" aria-labelledby="settings-general">
      <h2 id="settings-general">{t('settings.general')}</h2>
      <Choices
        label={t('settings.language')}
        value={settings.language}
        options={[
          ['system', t('settings.languageSystem')],
          ...LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]] as const),
        ]}
        onChange={(language) => onChange({ language })}
      />
      <Choices
        label={t('settings.theme')}
        value={settings.theme}
        options={THEMES.map((theme) => [theme, t(`settings.theme.${theme}`)] as const)}
        onChange={(theme) => onChange({ theme })}
      />
      <Choices
        label={t('settings.stopping')}
        value={settings.stopBehavior}
        options={STOP_BEHAVIORS.map((behavior) => [behavior, t(`settings.stop.${behavior}`)] as const)}
        onChange={(stopBehavior) => onChange({ stopBehavior })}
      />
      <ShortcutField
        shortcut={settings.shortcut}
        onChange={async (shortcut) => {
          const saved = await changeSettings({ shortcut });
          return saved.ok ? null : saved.error;
        }}
      />
      <ClickTargetField snapshot={snapshot} onClear={() => onChange({ clickTarget: null })} />
    </section>
  );
}
