import { assertNever } from '../shared/assert-never';
import { appError } from '../shared/errors';
import type { Action, Activity, Instance, ReadyCondition } from '../shared/model';

/** How long an accepted action may show no effect: EC2 is eventually consistent, its answers may be old. */
const ACCEPTED_HOLD_MS = 60_000;
/** How long to look for the effect of a request that got no answer. */
const UNVERIFIED_LIMIT_MS = 30_000;
/** How old a picture may be that EC2 still gives. */
const OLDEST_PICTURE_MS = 10_000;

/** When the Describe was sent and answered, ms since the epoch. */
export interface Asked {
  readonly askedAt: number;
  readonly now: number;
  /** When a started instance counts as usable. */
  readonly readyWhen: ReadyCondition;
}

/**
 * What becomes of an activity after a Describe: the same or a further phase, or null once it has reached its end.
 * `instance` is what AWS said, undefined where AWS does not list it any more.
 */
export function settleActivity(activity: Activity, instance: Instance | undefined, asked: Asked): Activity | null {
  switch (activity.phase) {
    case 'countdown':
      return mayRun(instance) ? activity : null;
    case 'sending':
    case 'trying':
      return activity;
    case 'tried':
      // A verdict is no state that could be reached: it stands until it is dismissed, or something else is asked for.
      return instance === undefined ? null : activity;
    case 'waiting':
      // Somebody else may have started it meanwhile; gone for good, there is nothing to wait for.
      return instance?.state === 'stopped' || instance?.state === 'stopping' ? activity : null;
    case 'checking':
      return mayRun(instance) ? activity : null;
    case 'failed':
      // A failed reboot is shown until it is dismissed: no state tells that it has been made good.
      if (activity.action === 'reboot') return instance === undefined ? null : activity;
      // That it runs is no news to one that is not usable.
      if (activity.error.code === 'not-usable') return mayRun(instance) ? activity : null;
      return instance === undefined || hasReached(activity.action, instance) ? null : activity;
    case 'accepted':
    case 'unverified':
      // An answer to a question asked before the action says nothing about it.
      return asked.askedAt < activity.since ? activity : follow(activity, instance, asked);
    default:
      return assertNever(activity);
  }
}

/** An answer of EC2 may be older than the one before it: what was seen running is not yet something else when it is pending. */
const mayRun = (instance: Instance | undefined): boolean =>
  instance?.state === 'running' || instance?.state === 'pending';

type Followed = Extract<Activity, { phase: 'accepted' | 'unverified' }>;

function follow(activity: Followed, instance: Instance | undefined, asked: Asked): Activity | null {
  const { actionId, action, since } = activity;
  const { now, readyWhen } = asked;
  const isAboutThis = asked.askedAt - since >= OLDEST_PICTURE_MS;
  // One that has just been launched is missing in a picture from before.
  if (instance === undefined && !isAboutThis) return activity;
  if (instance === undefined || instance.state === 'terminated' || instance.state === 'shutting-down') {
    return { phase: 'failed', actionId, action, at: now, error: appError('instance-gone') };
  }
  if (hasReached(action, instance)) {
    const isUsable = action !== 'start' || readyWhen === 'running';
    return isUsable ? null : { phase: 'checking', actionId, action, since: now, readyWhen };
  }
  if (isOnTheWay(action, instance)) return { phase: 'accepted', actionId, action, since, hasProgressed: true };

  // A picture from before the start may show how an earlier one has ended.
  if (isAboutThis && hasFallenBack(activity, instance)) {
    return { phase: 'failed', actionId, action, at: now, error: noEffect(activity, instance) };
  }

  const limit = activity.phase === 'unverified' ? UNVERIFIED_LIMIT_MS : ACCEPTED_HOLD_MS;
  if (now - since < limit) return activity;
  return { phase: 'failed', actionId, action, at: now, error: noEffect(activity, instance) };
}

function hasReached(action: Action, instance: Instance): boolean {
  switch (action) {
    case 'start':
      return instance.state === 'running';
    case 'stop':
    case 'force-stop':
    case 'hibernate':
      return instance.state === 'stopped';
    case 'reboot':
      // A reboot changes no state: once AWS has taken it, there is nothing more to see.
      return true;
    default:
      return assertNever(action);
  }
}

function isOnTheWay(action: Action, instance: Instance): boolean {
  return instance.state === (action === 'start' ? 'pending' : 'stopping');
}

/** A start that was seen on its way, and that EC2 itself has ended. */
function hasFallenBack(activity: Followed, { state, stateReason }: Instance): boolean {
  const isStartedOnce = activity.action === 'start' && activity.phase === 'accepted' && activity.hasProgressed;
  return isStartedOnce && state === 'stopped' && stateReason?.startsWith('Server.') === true;
}

function noEffect(activity: Followed, instance: Instance) {
  if (activity.phase === 'unverified') return appError('outcome-unknown', { retryable: true });
  if (instance.stateReason?.startsWith('Server.InsufficientInstanceCapacity')) {
    return appError('insufficient-capacity', { retryable: true, detail: instance.stateReason });
  }
  return appError(activity.action === 'start' ? 'start-failed' : 'state-not-reached', {
    retryable: true,
    detail: instance.stateReason,
  });
}
