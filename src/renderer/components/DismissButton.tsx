import type { InstanceTarget } from '../../shared/model';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

/** Takes away what a row says about its last action. */
export function DismissButton({ target, isTabStop }: { readonly target: InstanceTarget; readonly isTabStop: boolean }) {
  const { t } = useTranslator();
  return (
    <RowButton
      className="icon-button small"
      label={t('action.dismiss')}
      isTabStop={isTabStop}
      onPress={() => void bridge.dismissFailure(target)}
    >
      <Icon name="close" size={12} />
    </RowButton>
  );
}
