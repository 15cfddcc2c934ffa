import { type AppError, appError } from '../../shared/errors';
import type { SettledOutcome } from '../../shared/journal';
import {
  type Action,
  type ActionId,
  type Activity,
  findInstance,
  type Instance,
  type InstanceId,
  type Scope,
  toInstanceId,
} from '../../shared/model';

/** The end of an action for one instance. */
export interface SettledAction {
  readonly actionId: ActionId;
  readonly instanceId: InstanceId;
  readonly outcome: SettledOutcome;
  readonly error: AppError | null;
}

type End = Pick<SettledAction, 'outcome' | 'error'>;

const UNFOLLOWED: End = { outcome: 'unfollowed', error: null };
const REACHED: End = { outcome: 'reached', error: null };
const CANCELLED: End = { outcome: 'cancelled', error: null };

/** The actions that came to their end between two pictures of the scopes. */
export function settledActions(before: readonly Scope[], after: readonly Scope[]): readonly SettledAction[] {
  if (before === after) return [];
  const afterById = new Map(after.map((scope) => [scope.id, scope]));
  return before.flatMap((was) => {
    const is = afterById.get(was.id);
    if (is?.activities === was.activities) return [];
    return Object.entries(was.activities).flatMap(([key, activity]) => {
      const instanceId = toInstanceId(key);
      const end = isFollowed(activity) ? endOf(activity, instanceId, is) : null;
      return end === null ? [] : [{ actionId: activity.actionId, instanceId, ...end }];
    });
  });
}

/** From its sending to the state that was wanted: before, nothing is asked of AWS; afterwards, the action has ended. */
function isFollowed({ phase }: Activity): boolean {
  return phase === 'sending' || phase === 'accepted' || phase === 'unverified' || phase === 'waiting';
}

function endOf(was: Activity, instanceId: InstanceId, scope: Scope | undefined): End | null {
  if (scope === undefined) return UNFOLLOWED;
  const is = scope.activities[instanceId];
  // Another action took its place: nobody looks for the state that this one wanted.
  if (is !== undefined && is.actionId !== was.actionId) return UNFOLLOWED;
  if (is?.phase === 'failed') return { outcome: 'failed', error: is.error };
  if (is?.phase === 'checking') return REACHED;
  if (is !== undefined) return null;
  return endWithout(was, findInstance(scope, instanceId), scope);
}

/** Its activity is cleared: the instance's state tells why. */
function endWithout(was: Activity, instance: Instance | undefined, scope: Scope): End {
  // A picture without a listing is a new one: its Profile signs in elsewhere now.
  if (instance === undefined && scope.freshness.kind === 'loading') return UNFOLLOWED;
  if (was.action === 'reboot') return REACHED;
  if (instance === undefined || instance.state === 'terminated' || instance.state === 'shutting-down') {
    return { outcome: 'failed', error: appError('instance-gone') };
  }
  if (isOnTheWayOrThere(was.action, instance)) return REACHED;
  return was.phase === 'waiting' ? CANCELLED : UNFOLLOWED;
}

/** Also on the way: while a start waited for capacity, somebody else has started the instance. */
function isOnTheWayOrThere(action: Action, { state }: Instance): boolean {
  return action === 'start' ? state === 'running' || state === 'pending' : state === 'stopped';
}
