import { Label, Radio, RadioGroup, Text } from 'react-aria-components';

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choices<Value extends string>({ label, hint, value, options, onChange }: ChoicesProps<Value>) {
  return (
    <RadioGroup
      className="choices-row"
      value={value}
      orientation="horizontal"
      onChange={(chosen) => {
        const option = options.find(([key]) => key === chosen);
        if (option !== undefined) onChange(option[0]);
      }}
    >
      <Label>{label}</Label>
      <div className="segments">
        {options.map(([key, text]) => (
          <Radio key={key} value={key} className="segment">
            {text}
          </Radio>
        ))}
      </div>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}
