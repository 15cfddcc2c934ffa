import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { RULE_LENGTH } from '../group-draft';
import { useTranslator } from '../translation';

interface RuleFieldProps {
  readonly label: string;
  readonly rule: string;
  /** What it matches now, in words. */
  readonly matches: string;
  /** What is wrong with it, in words; then it matches nothing. */
  readonly problem: string | null;
  readonly isDisabled?: boolean;
  readonly onChange: (rule: string) => void;
  readonly onBlur?: () => void;
}

/** A rule that names instances, with what it means now. */
export function RuleField(props: RuleFieldProps) {
  const { label, rule, matches, problem, isDisabled = false, onChange, onBlur } = props;
  const { t } = useTranslator();
  const isBegun = rule.trim() !== '';
  return (
    <TextField
      className="field"
      value={rule}
      isInvalid={!isDisabled && problem !== null}
      isDisabled={isDisabled}
      maxLength={RULE_LENGTH}
      onChange={onChange}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label>{label}</Label>
      <Input className="input mono" spellCheck="false" autoComplete="off" />
      {!isDisabled && isBegun && problem === null && (
        <p className="rule-matches" role="status">
          {matches}
        </p>
      )}
      <FieldError className="field-error">{problem}</FieldError>
      {(isDisabled || !isBegun || problem !== null) && (
        <Text slot="description" className="field-hint">
          {t('rule.hint')}
        </Text>
      )}
    </TextField>
  );
}
