import { Switch } from 'react-aria-components';

interface SwitchFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchField({ label, isOn, isDisabled = false, onChange }: SwitchFieldProps) {
  return (
    <Switch className="switch" isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <span>{label}</span>
      <span className="switch-track" aria-hidden="true" />
    </Switch>
  );
}
