import { useState } from 'react';
import { READY_CONDITIONS } from '../../../shared/model';
import type { Settings } from '../../../shared/settings';
import { changeSettings } from '../../change-settings';
import { Choices } from '../../components/Choices';
import { NumberSetting } from '../../components/NumberSetting';
import { SwitchField } from '../../components/SwitchField';
import { HOURS, PORTS } from '../../number-settings';
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
    <section className="section" aria-labelledby="settings-notifications">
      <h2 id="settings-notifications">{t('settings.telling')}</h2>
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
      <div className="setting-gap">
        <Choices
          label={t('settings.readyWhen')}
          hint={t('settings.readyWhenHint')}
          value={settings.readyWhen}
          options={READY_CONDITIONS.map((condition) => [condition, t(`settings.readyWhen.${condition}`)] as const)}
          onChange={(readyWhen) => onChange({ readyWhen })}
        />
      </div>
      {settings.readyWhen === 'tcp-port' && (
        <NumberSetting
          field="readyPort"
          label={t('settings.readyPort')}
          value={settings.readyPort}
          range={PORTS}
          save={(readyPort) => changeSettings({ readyPort })}
        />
      )}
    </section>
  );
}
