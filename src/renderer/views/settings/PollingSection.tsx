import type { Settings } from '../../../shared/settings';
import { changeSettings } from '../../change-settings';
import { NumberSetting } from '../../components/NumberSetting';
import { SettingsGroup } from '../../components/SettingsGroup';
import { SwitchField } from '../../components/SwitchField';
import { POLL_SECONDS } from '../../number-settings';
import { useTranslator } from '../../translation';

interface PollingSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

export function PollingSection({ settings, onChange }: PollingSectionProps) {
  const { t } = useTranslator();
  const { shortestPollSeconds, longestPollSeconds } = settings;
  return (
    <SettingsGroup title={t('settings.polling')} intro={t('settings.pollHint')}>
      <div className="number-pair">
        <NumberSetting
          field="shortestPollSeconds"
          label={t('settings.shortestPoll')}
          value={shortestPollSeconds}
          range={POLL_SECONDS}
          problemOf={(seconds) => (seconds > longestPollSeconds ? t('settings.pollOrder') : null)}
          save={(seconds) => changeSettings({ shortestPollSeconds: seconds })}
        />
        <NumberSetting
          field="longestPollSeconds"
          label={t('settings.longestPoll')}
          value={longestPollSeconds}
          range={POLL_SECONDS}
          problemOf={(seconds) => (seconds < shortestPollSeconds ? t('settings.pollOrder') : null)}
          save={(seconds) => changeSettings({ longestPollSeconds: seconds })}
        />
      </div>
      <SwitchField
        label={t('settings.pausesWhenLocked')}
        isOn={settings.pausesWhenLocked}
        onChange={(pausesWhenLocked) => onChange({ pausesWhenLocked })}
      />
    </SettingsGroup>
  );
}
