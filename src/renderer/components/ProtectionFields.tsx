import { parseRule } from '../../shared/instance-rule';
import type { Snapshot } from '../../shared/model';
import { changeSettings, type SettingsChange } from '../change-settings';
import { matchesText, ruleTargets } from '../target-names';
import { useTranslator } from '../translation';
import { useKeptText } from '../use-kept-text';
import { RuleField } from './RuleField';
import { SwitchField } from './SwitchField';

interface ProtectionFieldsProps {
  readonly snapshot: Snapshot;
  readonly onChange: (change: SettingsChange) => void;
}

/** A rule that is not understood is not kept: it would protect nothing, where the one before it did. */
export function ProtectionFields({ snapshot, onChange }: ProtectionFieldsProps) {
  const translator = useTranslator();
  const { t } = translator;
  const { protection } = snapshot.settings;
  const { text, error, ...typing } = useKeptText({
    field: 'protection',
    kept: protection.rule,
    isValid: (rule) => parseRule(rule).ok,
    save: (rule) => changeSettings((settings) => ({ protection: { ...settings.protection, rule: rule.trim() } })),
  });
  const parsed = parseRule(text);
  const inForce = t('settings.ruleInForce', { rule: protection.rule });
  const refusal = error === null ? null : `${translator.text(error.message)}. ${translator.text(error.hint)}`;

  return (
    <>
      <SwitchField
        label={t('settings.protectionOn')}
        isOn={protection.isOn}
        onChange={(isOn) => onChange((settings) => ({ protection: { ...settings.protection, isOn } }))}
      />
      <RuleField
        label={t('settings.protectionRule')}
        rule={text}
        matches={matchesText(ruleTargets(text, snapshot.scopes), snapshot.scopes, translator)}
        problem={parsed.ok ? refusal : `${t(`rule.${parsed.error}`)}. ${inForce}`}
        isDisabled={!protection.isOn}
        {...typing}
      />
    </>
  );
}
