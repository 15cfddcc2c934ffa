import { useId } from 'react';
import { Switch } from 'react-aria-components';

interface SwitchFieldProps {
  readonly label: string;
  /** What it means, under its label. */
  readonly hint?: string;
  /** Why it could not be changed, in words. */
  readonly problem?: string | null;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchField({ label, hint, problem = null, isOn, isDisabled = false, onChange }: SwitchFieldProps) {
  const hintId = useId();
  const control = (
    <Switch
      className="switch"
      isSelected={isOn}
      isDisabled={isDisabled}
      onChange={onChange}
      {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
    >
      <span>{label}</span>
      <span className="switch-track" aria-hidden="true" />
    </Switch>
  );
  if (hint === undefined && problem === null) return control;
  return (
    <div>
      {control}
      {hint !== undefined && (
        <p id={hintId} className="field-hint switch-hint">
          {hint}
        </p>
      )}
      {problem !== null && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
