import { instanceLook } from '../../shared/instance-look';
import type { Activity, Instance } from '../../shared/model';
import { stateTone } from '../components/StateMark';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';

/*
 * What is told of an instance in a few words, in the list and in its details.
 */

interface FactsProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
}

interface StateTextProps extends FactsProps {
  /** The port that is waited for where a start is checked by it. */
  readonly readyPort: number;
}

/** The state in words, and what an action on its way waits for. */
export function StateText({ instance, activity, readyPort }: StateTextProps) {
  const { t } = useTranslator();
  const look = instanceLook(instance, activity);
  return (
    <>
      <em className={`tone-${stateTone(look, false)}`}>{t(`look.${look}`)}</em>
      {activity?.phase === 'checking' && ` · ${t(`row.checking.${activity.readyWhen}`, { port: readyPort })}`}
      {activity?.phase === 'waiting' && <NextAttempt activity={activity} />}
    </>
  );
}

/** How often a start without capacity was tried, and when it is again. */
function NextAttempt({ activity }: { readonly activity: Extract<Activity, { phase: 'waiting' }> }) {
  const { t } = useTranslator();
  const now = useNow(1000);
  const { attempts } = activity;
  const seconds = Math.ceil((activity.retryAt - now) / 1000);
  return ` · ${seconds > 0 ? t('row.waiting', { attempts, seconds }) : t('row.waitingNow', { attempts })}`;
}

/** `2a` for the eye, where the Region stands near; the whole name for screen readers, tooltips and copies. */
export function AvailabilityZone({ zone }: { readonly zone: string }) {
  const short = zone.match(/\d+[a-z]+$/)?.[0] ?? zone;
  return (
    <span title={zone}>
      <span className="visually-hidden">{zone.slice(0, zone.length - short.length)}</span>
      {short}
    </span>
  );
}

/** Ages need no finer clock than this. */
const AGE_EVERY_MS = 30_000;

/** How long it has been up, how long ago it was stopped, or how long an action has been under way; null where nobody knows. */
export function useAge({ instance, activity }: FactsProps): string | null {
  const { t, duration, ago, stopwatch } = useTranslator();
  const since = activity !== undefined && 'since' in activity ? activity.since : null;
  const now = useNow(since === null ? AGE_EVERY_MS : 1000);
  if (since !== null) return stopwatch(now - since);
  if (instance.state === 'running' && instance.launchTime !== null) {
    return t('list.up', { duration: duration(Math.max(0, now - instance.launchTime)) });
  }
  if (instance.state === 'stopped' && instance.stateTransitionTime !== null) {
    return ago(Math.max(0, now - instance.stateTransitionTime));
  }
  return null;
}
