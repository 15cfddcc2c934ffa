import { useState } from 'react';
import type { Settings } from '../../../shared/settings';
import { changeSettings } from '../../change-settings';
import { NumberSetting } from '../../components/NumberSetting';
import { SettingsGroup } from '../../components/SettingsGroup';
import { SwitchField } from '../../components/SwitchField';
import { HOURS } from '../../number-settings';
import { useTranslator } from '../../translation';

interface NotificationsSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** About a working day: what runs longer may have been forgotten. */
const USUAL_HOURS = 10;

export function NotificationsSection({ settings, onChange }: NotificationsSectionProps) {
  const { t } = useTranslator();
  const { tellsRunningAfterHours } = settings;
  // Switched off and on again, it is as before.
  const [lastHours, setLastHours] = useState(tellsRunningAfterHours ?? USUAL_HOURS);

  function setTellsLongRunning(isOn: boolean): void {
    setLastHours(tellsRunningAfterHours ?? lastHours);
    onChange({ tellsRunningAfterHours: isOn ? lastHours : null });
  }

  return (
    <SettingsGroup title={t('settings.telling')}>
      <SwitchField
        label={t('settings.notifications')}
        isOn={settings.notifications}
        onChange={(notifications) => onChange({ notifications })}
      />
      <SwitchField
        label={t('settings.tellsStartedByOthers')}
        isOn={settings.tellsStartedByOthers}
        isDisabled={!settings.notifications}
        onChange={(tellsStartedByOthers) => onChange({ tellsStartedByOthers })}
      />
      <SwitchField
        label={t('settings.tellsLongRunning')}
        isOn={tellsRunningAfterHours !== null}
        isDisabled={!settings.notifications}
        onChange={setTellsLongRunning}
      />
      {tellsRunningAfterHours !== null && (
        <NumberSetting
          field="tellsRunningAfterHours"
          label={t('settings.longRunningHours')}
          value={tellsRunningAfterHours}
          range={HOURS}
          isDisabled={!settings.notifications}
          save={(hours) => changeSettings({ tellsRunningAfterHours: hours })}
        />
      )}
    </SettingsGroup>
  );
}
