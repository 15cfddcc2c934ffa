import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { Result } from '../../shared/errors';
import { type NumberRange, wholeNumber } from '../number-settings';
import { useTranslator } from '../translation';
import { useKeptText } from '../use-kept-text';

interface NumberSettingProps {
  /** Names the field, once in the app. */
  readonly field: string;
  readonly label: string;
  readonly value: number;
  readonly range: NumberRange;
  readonly isDisabled?: boolean;
  /** What stands against a number that is in range. */
  readonly problemOf?: (number: number) => string | null;
  readonly save: (number: number) => Promise<Result<unknown>>;
}

/** A whole number among the settings: kept once it is left or after a pause; one that cannot be is told why. */
export function NumberSetting(props: NumberSettingProps) {
  const { field, label, value, range, isDisabled = false, problemOf = () => null, save } = props;
  const { t, text: toText } = useTranslator();
  const isValid = (text: string): boolean => {
    const number = wholeNumber(text, range);
    return number !== null && problemOf(number) === null;
  };
  const { text, error, onChange, onBlur } = useKeptText({
    field,
    kept: String(value),
    isValid,
    save: (written) => save(wholeNumber(written, range) ?? value),
  });
  const number = wholeNumber(text, range);
  const problem = number === null ? t('settings.wholeNumber', { ...range }) : problemOf(number);
  const shown = problem ?? (error === null ? null : `${toText(error.message)}. ${toText(error.hint)}`);

  return (
    <TextField
      className="field setting number-setting"
      value={text}
      isInvalid={!isDisabled && shown !== null}
      isDisabled={isDisabled}
      onChange={onChange}
      onBlur={onBlur}
      maxLength={9}
    >
      <Label>{label}</Label>
      <Input className="input" inputMode="numeric" autoComplete="off" />
      <FieldError className="field-error">{shown}</FieldError>
    </TextField>
  );
}
