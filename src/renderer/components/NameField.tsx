import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { useTranslator } from '../translation';

interface NameFieldProps {
  readonly value: string;
  /** What is wrong with it, in words; null where nothing is. */
  readonly problem: string | null;
  readonly maxLength: number;
  readonly onChange: (name: string) => void;
}

/** The name of what is edited: the first field of its form. */
export function NameField({ value, problem, maxLength, onChange }: NameFieldProps) {
  const { t } = useTranslator();
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      maxLength={maxLength}
      autoFocus
    >
      <Label>{t('editor.name')}</Label>
      <Input className="input" />
      <FieldError className="field-error">{problem}</FieldError>
    </TextField>
  );
}
