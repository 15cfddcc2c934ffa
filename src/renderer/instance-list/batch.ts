import { assertNever } from '../../shared/assert-never';
import { isPossible, isUnderWay, primaryAction } from '../../shared/instance-look';
import type { Action, InstanceTarget } from '../../shared/model';
import { type Listed, targetOf } from './listed';

/*
 * One action for several instances, followed from the click to its end.
 */

/** What several can be asked at once; a forced stop is for one instance that hangs. */
export const BATCH_ACTIONS = ['start', 'stop', 'reboot', 'hibernate'] as const satisfies readonly Action[];
export type BatchAction = (typeof BATCH_ACTIONS)[number];

export interface Batch {
  readonly action: BatchAction;
  readonly keys: readonly string[];
}

export interface BatchProgress {
  readonly total: number;
  /** As wanted: running, stopped, rebooted. */
  readonly done: number;
  /** On their way. */
  readonly pending: number;
  /** It is only tried out: done is what AWS would allow. */
  readonly isDryRun: boolean;
  readonly failed: readonly InstanceTarget[];
  /** What can still be taken back. */
  readonly undoable: readonly InstanceTarget[];
  /** When the last of these is sent, ms since the epoch; null where there is none. */
  readonly sendsAt: number | null;
}

/** Whether the action would do something to the instance now. */
export function canTake(action: BatchAction, { instance, activity }: Listed): boolean {
  switch (action) {
    case 'start':
    case 'stop':
      return primaryAction(instance, activity) === action;
    case 'reboot':
    case 'hibernate':
      return isPossible(action, instance, activity);
    default:
      return assertNever(action);
  }
}

/**
 * How far it has come. One that was taken back or is not listed any more is neither done nor pending, and what else happens
 * to an instance is not its affair.
 */
export function batchProgress({ action, keys }: Batch, find: (key: string) => Listed | undefined): BatchProgress {
  const failed: InstanceTarget[] = [];
  const undoable: InstanceTarget[] = [];
  let done = 0;
  let pending = 0;
  let isDryRun = false;
  let sendsAt: number | null = null;
  for (const key of keys) {
    const listed = find(key);
    if (listed === undefined) continue;
    const activity = listed.activity?.action === action ? listed.activity : undefined;
    if (activity?.phase === 'trying' || activity?.phase === 'tried') isDryRun = true;
    if (activity?.phase === 'failed' || (activity?.phase === 'tried' && activity.error !== null)) {
      failed.push(targetOf(listed));
    } else if (isUnderWay(activity)) {
      pending += 1;
      if (activity?.phase === 'countdown') {
        undoable.push(targetOf(listed));
        sendsAt = Math.max(sendsAt ?? 0, activity.sendsAt);
      }
    } else if (activity?.phase === 'tried' || (!isUnderWay(listed.activity) && hasArrived(action, listed))) {
      done += 1;
    }
  }
  return { total: keys.length, done, pending, isDryRun, failed, undoable, sendsAt };
}

function hasArrived(action: BatchAction, { instance: { state } }: Listed): boolean {
  switch (action) {
    case 'start':
    case 'reboot':
      return state === 'running';
    case 'stop':
    case 'hibernate':
      return state === 'stopped';
    default:
      return assertNever(action);
  }
}
