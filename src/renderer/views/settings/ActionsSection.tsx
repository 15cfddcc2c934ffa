import { READY_CONDITIONS, type Snapshot } from '../../../shared/model';
import { STOP_BEHAVIORS } from '../../../shared/settings';
import { changeSettings, type SettingsChange } from '../../change-settings';
import { Choices } from '../../components/Choices';
import { NumberSetting } from '../../components/NumberSetting';
import { ProtectionFields } from '../../components/ProtectionFields';
import { SettingsGroup } from '../../components/SettingsGroup';
import { PORTS } from '../../number-settings';
import { useTranslator } from '../../translation';

interface ActionsSectionProps {
  readonly snapshot: Snapshot;
  readonly onChange: (change: SettingsChange) => void;
}

/** What a stop waits for, what is protected from it, and when a start is done. */
export function ActionsSection({ snapshot, onChange }: ActionsSectionProps) {
  const { t } = useTranslator();
  const { settings } = snapshot;
  return (
    <>
      <SettingsGroup title={t('settings.stoppingTitle')}>
        <Choices
          label={t('settings.stopping')}
          value={settings.stopBehavior}
          options={STOP_BEHAVIORS.map((behavior) => [behavior, t(`settings.stop.${behavior}`)] as const)}
          onChange={(stopBehavior) => onChange({ stopBehavior })}
        />
      </SettingsGroup>
      <SettingsGroup title={t('settings.protection')} intro={t('settings.protectionIntro')}>
        <ProtectionFields snapshot={snapshot} onChange={onChange} />
      </SettingsGroup>
      <SettingsGroup title={t('settings.readyTitle')}>
        <Choices
          label={t('settings.readyWhen')}
          hint={t('settings.readyWhenHint')}
          value={settings.readyWhen}
          options={READY_CONDITIONS.map((condition) => [condition, t(`settings.readyWhen.${condition}`)] as const)}
          onChange={(readyWhen) => onChange({ readyWhen })}
        />
        {settings.readyWhen === 'tcp-port' && (
          <NumberSetting
            field="readyPort"
            label={t('settings.readyPort')}
            value={settings.readyPort}
            range={PORTS}
            save={(readyPort) => changeSettings({ readyPort })}
          />
        )}
      </SettingsGroup>
    </>
  );
}
