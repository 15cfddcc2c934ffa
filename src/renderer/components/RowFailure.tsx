import type { Activity, InstanceTarget } from '../../shared/model';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { DismissButton } from './DismissButton';
import { ErrorDetails } from './ErrorDetails';
import { RowButton } from './RowButton';

interface RowFailureProps {
  readonly failure: Extract<Activity, { phase: 'failed' }>;
  readonly target: InstanceTarget;
  /** What the instance is called. */
  readonly name: string;
  readonly isTabStop: boolean;
}

/** What went wrong with the last action, in its row, and what can be done about it. */
export function RowFailure({ failure, target, name, isTabStop }: RowFailureProps) {
  const { t, text } = useTranslator();
  const showStatus = useStatus();
  const { action, error } = failure;

  async function keepTrying(): Promise<void> {
    const answer = await bridge.keepTrying({ scopeId: target.scopeId, instanceIds: [target.instanceId] });
    if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
  }

  return (
    <div className="row-failure" role="alert">
      <div>
        <p className="trouble-message">{t(`failed.${action}Because`, { reason: text(error.message) })}</p>
        <p>{text(error.hint)}</p>
        <ErrorDetails error={error} />
        {action === 'start' && error.code === 'insufficient-capacity' && (
          <RowButton
            className="button keep-trying"
            label={t('action.keepTryingName', { name })}
            isTabStop={isTabStop}
            onPress={() => void keepTrying()}
          >
            {t('action.keepTrying')}
          </RowButton>
        )}
      </div>
      <DismissButton target={target} name={name} isTabStop={isTabStop} />
    </div>
  );
}
