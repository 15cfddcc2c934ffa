import type { InstanceField } from '../shared/contract';
import { bridge } from './bridge';
import type { ActionTarget } from './components/ActionButton';
import { useStatus } from './status-line';
import { useTranslator } from './translation';

/** Copies something of an instance and says so in the foot of the window. */
export function useCopyField(target: ActionTarget): (field: InstanceField) => void {
  const { t } = useTranslator();
  const showStatus = useStatus();
  return (field) => {
    void bridge.copyInstanceField({ ...target, field }).then((copied) => {
      showStatus(
        copied.ok
          ? { kind: 'done', text: t('copy.done', { text: copied.value }) }
          : { kind: 'failed', error: copied.error },
      );
    });
  };
}
