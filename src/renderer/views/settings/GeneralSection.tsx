import { Button } from 'react-aria-components';
import { LANGUAGES, languageName } from '../../../shared/locales/languages';
import type { Snapshot } from '../../../shared/model';
import { type Settings, THEMES } from '../../../shared/settings';
import { bridge } from '../../bridge';
import { changeSettings } from '../../change-settings';
import { Choices } from '../../components/Choices';
import { ClickTargetField } from '../../components/ClickTargetField';
import { LaunchAtLoginField } from '../../components/LaunchAtLoginField';
import { SettingsGroup } from '../../components/SettingsGroup';
import { ShortcutField } from '../../components/ShortcutField';
import { SwitchField } from '../../components/SwitchField';
import { useTranslator } from '../../translation';

interface GeneralSectionProps {
  readonly snapshot: Snapshot;
  readonly onChange: (change: Partial<Settings>) => void;
}

export function GeneralSection({ snapshot, onChange }: GeneralSectionProps) {
  const { t } = useTranslator();
  const { settings } = snapshot;
  return (
    <>
      <SettingsGroup title={t('settings.lookAndLanguage')}>
        <Choices
          label={t('settings.language')}
          value={settings.language}
          options={[
            ['system', t('settings.languageSystem')],
            ...LANGUAGES.map((language) => [language, languageName(language)] as const),
          ]}
          onChange={(language) => onChange({ language })}
        />
        <Choices
          label={t('settings.theme')}
          value={settings.theme}
          options={THEMES.map((theme) => [theme, t(`settings.theme.${theme}`)] as const)}
          onChange={(theme) => onChange({ theme })}
        />
      </SettingsGroup>
      <SettingsGroup title={t('settings.starting')}>
        <LaunchAtLoginField />
        <SwitchField
          label={t('settings.startsHidden')}
          hint={t('settings.startsHiddenHint')}
          isOn={settings.startsHidden}
          onChange={(startsHidden) => onChange({ startsHidden })}
        />
      </SettingsGroup>
      <SettingsGroup title={t('settings.reaching')}>
        <ShortcutField
          shortcut={settings.shortcut}
          onChange={async (shortcut) => {
            const saved = await changeSettings({ shortcut });
            return saved.ok ? null : saved.error;
          }}
        />
        <ClickTargetField snapshot={snapshot} onClear={() => onChange({ clickTarget: null })} />
      </SettingsGroup>
      <Button className="button" onPress={() => void bridge.quit()}>
        {t('settings.quit')}
      </Button>
    </>
  );
}
