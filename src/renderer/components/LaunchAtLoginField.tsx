import { useTranslator } from '../translation';
import { useLaunchAtLogin } from '../use-launch-at-login';
import { SwitchField } from './SwitchField';

/** The switch shows what the system says, never what was only asked for. */
export function LaunchAtLoginField() {
  const { t, text } = useTranslator();
  const { isOn, error, change } = useLaunchAtLogin();
  return (
    <SwitchField
      label={t('settings.launchAtLogin')}
      hint={t('settings.launchAtLoginHint')}
      problem={error === null ? null : `${text(error.message)}. ${text(error.hint)}`}
      isOn={isOn ?? false}
      isDisabled={isOn === null}
      onChange={(wanted) => void change(wanted)}
    />
  );
}
