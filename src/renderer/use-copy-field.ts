import type { InstanceField } from '../shared/contract';
import type { Result } from '../shared/errors';
import { plainText } from '../shared/plain-text';
import { bridge } from './bridge';
import type { ActionTarget } from './components/ActionButton';
import { useStatus } from './status-line';
import { useTranslator } from './translation';

/** Copies something of an instance and says so in the foot of the window. */
export function useCopyField(target: ActionTarget): (field: InstanceField) => void {
  const tellCopied = useTellCopied();
  return (field) => tellCopied(bridge.copyInstanceField({ ...target, field }));
}

/** Says in the foot of the window what was copied, or why nothing was. */
export function useTellCopied(): (asked: Promise<Result<string>>) => void {
  const { t } = useTranslator();
  const showStatus = useStatus();
  return (asked) => {
    void asked.then((copied) => {
      showStatus(
        copied.ok
          ? { kind: 'done', text: t('copy.done', { text: plainText(copied.value) }) }
          : { kind: 'failed', error: copied.error },
      );
    });
  };
}
