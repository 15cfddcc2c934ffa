import type { InstanceTarget } from '../../shared/model';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

interface DismissButtonProps {
  readonly target: InstanceTarget;
  /** What the instance is called. */
  readonly name: string;
  readonly isTabStop: boolean;
}

/** Takes away what a row says about its last action. */
export function DismissButton({ target, name, isTabStop }: DismissButtonProps) {
  const { t } = useTranslator();
  return (
    <RowButton
      className="icon-button small"
      label={t('action.dismissName', { name })}
      isTabStop={isTabStop}
      onPress={() => void bridge.dismissFailure(target)}
    >
      <Icon name="close" size={12} />
    </RowButton>
  );
}
