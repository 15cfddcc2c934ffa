import { assertNever } from './assert-never';
import type { Activity, Instance } from './model';

/** How an instance looks to a person: what AWS last said, or what was asked for while that is under way. */
export type InstanceLook =
  | 'running'
  | 'stopped'
  /** AWS says so. */
  | 'pending'
  | 'stopping'
  /** Asked for; AWS does not show it yet. */
  | 'start-requested'
  | 'stop-requested'
  | 'rebooting'
  /** AWS had no capacity; it is asked again. */
  | 'start-waiting'
  /** A stop that can still be taken back. */
  | 'stop-countdown'
  | 'shutting-down'
  | 'terminated';

/** The truth of one instance: AWS's state unless an action is under way that AWS does not show yet. */
export function instanceLook(instance: Instance, activity: Activity | undefined): InstanceLook {
  if (activity === undefined || !isUnderWay(activity) || activity.phase === 'trying') return instance.state;
  if (activity.phase === 'waiting') return 'start-waiting';
  if (activity.phase === 'countdown') return 'stop-countdown';
  switch (activity.action) {
    case 'start':
      return activity.phase === 'accepted' && activity.hasProgressed ? 'pending' : 'start-requested';
    case 'stop':
    case 'force-stop':
    case 'hibernate':
      return activity.phase === 'accepted' && activity.hasProgressed ? 'stopping' : 'stop-requested';
    case 'reboot':
      return 'rebooting';
    default:
      return assertNever(activity);
  }
}

/** Whether an action is on its way, so that another would be one too many. */
export function isUnderWay(activity: Activity | undefined): boolean {
  return activity !== undefined && !isOver(activity);
}

const isOver = ({ phase }: Activity): boolean => phase === 'failed' || phase === 'checking' || phase === 'tried';

/** What one click on an instance does now; null where nothing can be done. */
export type PrimaryAction = 'start' | 'stop' | 'undo-stop' | 'stop-trying' | null;

export function primaryAction(instance: Instance, activity: Activity | undefined): PrimaryAction {
  if (activity?.phase === 'countdown') return 'undo-stop';
  if (activity?.phase === 'waiting') return 'stop-trying';
  if (isUnderWay(activity)) return null;
  if (instance.state === 'running') return 'stop';
  if (instance.state === 'stopped') return 'start';
  return null;
}

/** Whether one of the rarer actions makes sense now. A forced stop is also for a stop that does not come to its end. */
export function isPossible(
  action: 'force-stop' | 'hibernate' | 'reboot',
  instance: Instance,
  activity: Activity | undefined,
): boolean {
  const isFree = !isUnderWay(activity);
  switch (action) {
    case 'force-stop': {
      const isStopping = activity?.action === 'stop' || activity?.action === 'hibernate';
      const hasHung = isStopping && activity.phase !== 'sending' && activity.phase !== 'trying';
      return (instance.state === 'running' || instance.state === 'stopping') && (isFree || hasHung);
    }
    case 'hibernate':
      return instance.isHibernationConfigured && instance.state === 'running' && isFree;
    case 'reboot':
      return instance.state === 'running' && isFree;
    default:
      return assertNever(action);
  }
}
