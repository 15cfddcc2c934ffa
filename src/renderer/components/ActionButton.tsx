import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import { instanceLook, type PrimaryAction, primaryAction } from '../../shared/instance-look';
import { type Activity, type Instance, type InstanceId, instanceLabel, type ScopeId } from '../../shared/model';
import type { Permissions } from '../../shared/permissions';
import type { Translator } from '../../shared/translator';
import { bridge } from '../bridge';
import { type StatusMessage, useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

export interface ActionTarget {
  readonly scopeId: ScopeId;
  readonly instanceId: InstanceId;
}

interface ActionButtonProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly target: ActionTarget;
  readonly isDryRun: boolean;
  /** What AWS is known to say against it; null where it may work. */
  readonly denial: AppError | null;
  readonly isTabStop: boolean;
}

/** The one button of an instance: start, stop, take the stop back, or what is under way. Its width never changes. */
export function ActionButton({ instance, activity, target, isDryRun, denial, isTabStop }: ActionButtonProps) {
  const translator = useTranslator();
  const { t, text } = translator;
  const showStatus = useStatus();
  const name = instanceLabel(instance);
  const action = primaryAction(instance, activity);
  const className = isDryRun ? 'button action dry-run' : 'button action';
  const labelled = (text: string): string => (isDryRun ? t('dryRun.label', { action: text }) : text);
  const press = (): void => runPrimaryAction(action, target, denial, showStatus);
  const whyNot = denial === null ? undefined : t('permission.reason', { reason: text(denial.message) });

  switch (action) {
    case 'start':
      return (
        <RowButton
          className={`${className} go`}
          label={labelled(t('action.startName', { name }))}
          whyNot={whyNot}
          isTabStop={isTabStop}
          onPress={press}
        >
          <Icon name="start" size={11} />
          {labelled(t('action.start'))}
        </RowButton>
      );
    case 'stop':
      return (
        <RowButton
          className={className}
          label={labelled(t('action.stopName', { name }))}
          whyNot={whyNot}
          isTabStop={isTabStop}
          onPress={press}
        >
          <Icon name="stop" size={11} />
          {labelled(t('action.stop'))}
        </RowButton>
      );
    case 'undo-stop':
      return (
        <RowButton className="button action undo" isTabStop={isTabStop} onPress={press}>
          {/* The seconds tick for the eye only; a screen reader would read every one of them. */}
          <span aria-hidden="true">
            <UndoSeconds activity={activity} />
          </span>
          <span className="visually-hidden">{t('action.undoStopName', { name })}</span>
        </RowButton>
      );
    case 'stop-trying':
      return (
        <RowButton
          className="button action"
          label={t('action.stopTryingName', { name })}
          isTabStop={isTabStop}
          onPress={press}
        >
          {t('action.stop-trying')}
        </RowButton>
      );
    case null:
      if (isGoing(instance)) return null;
      return (
        <RowButton className={className} isTabStop={isTabStop} isDisabled>
          {waitingText(instance, activity, translator)}
        </RowButton>
      );
    default:
      return assertNever(action);
  }
}

/** Does what a click on the button does; what AWS says against it comes back in the row. */
export function runPrimaryAction(
  action: PrimaryAction,
  { scopeId, instanceId }: ActionTarget,
  denial: AppError | null,
  showStatus: (message: StatusMessage | null) => void,
): void {
  if (action === null) return;
  if (denial !== null) {
    showStatus({ kind: 'failed', error: whyDenied(denial) });
    return;
  }
  const input = { scopeId, instanceIds: [instanceId] };
  const send = {
    start: bridge.startInstances,
    stop: bridge.stopInstances,
    'undo-stop': bridge.undoStop,
    'stop-trying': bridge.stopTrying,
  }[action];
  showStatus(null);
  void send(input).then((answer) => {
    // What AWS refused stands in the row; what never got that far has no other place than the foot.
    if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
  });
}

/** The reason, and where AWS can be asked again. */
export const whyDenied = (denial: AppError): AppError => ({
  ...denial,
  hint: { key: 'permission.checkHint', values: {} },
});

/** What of the instance's one button AWS is known to refuse. */
export function primaryDenial(action: PrimaryAction, of: Permissions['of'], isDryRun: boolean): AppError | null {
  if (isDryRun || (action !== 'start' && action !== 'stop')) return null;
  const permission = of[action];
  return permission.verdict === 'denied' ? permission.error : null;
}

/** Nothing can be done with it any more. */
const isGoing = ({ state }: Instance): boolean => state === 'shutting-down' || state === 'terminated';

function UndoSeconds({ activity }: { readonly activity: Activity | undefined }) {
  const { t } = useTranslator();
  const now = useNow(200);
  const sendsAt = activity?.phase === 'countdown' ? activity.sendsAt : now;
  return t('action.undoSeconds', { seconds: Math.max(0, Math.ceil((sendsAt - now) / 1000)) });
}

function waitingText(instance: Instance, activity: Activity | undefined, { t }: Translator): string {
  if (activity?.phase === 'trying') return t('dryRun.trying');
  const look = instanceLook(instance, activity);
  switch (look) {
    case 'pending':
    case 'start-requested':
    case 'start-waiting':
      return t('action.starting');
    case 'stopping':
    case 'stop-requested':
      return t('action.stopping');
    case 'rebooting':
      return t('action.rebooting');
    case 'running':
    case 'stopped':
    case 'stop-countdown':
    case 'shutting-down':
    case 'terminated':
      return '–';
    default:
      return assertNever(look);
  }
}
