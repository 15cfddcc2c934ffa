import type { Activity, InstanceTarget } from '../../shared/model';
import { useTranslator } from '../translation';
import { DismissButton } from './DismissButton';
import { ErrorDetails } from './ErrorDetails';

interface RowVerdictProps {
  readonly tried: Extract<Activity, { phase: 'tried' }>;
  readonly target: InstanceTarget;
  /** What the instance is called. */
  readonly name: string;
  readonly isTabStop: boolean;
}

/** What AWS said to a dry run, in the row of its instance. */
export function RowVerdict({ tried: { action, error }, target, name, isTabStop }: RowVerdictProps) {
  const { t, text } = useTranslator();
  return (
    <div className="row-failure" role="status">
      <div>
        {error === null ? (
          <p>{t(`dryRun.allowed.${action}`)}</p>
        ) : (
          <>
            <p className="trouble-message">{t(`dryRun.refused.${action}`, { reason: text(error.message) })}</p>
            <p>{text(error.hint)}</p>
            <ErrorDetails error={error} />
          </>
        )}
      </div>
      <DismissButton target={target} name={name} isTabStop={isTabStop} />
    </div>
  );
}
