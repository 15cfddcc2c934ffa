import { instanceLook } from './instance-look';
import type { Scope, Snapshot } from './model';

export interface StateCounts {
  readonly running: number;
  readonly starting: number;
  readonly stopping: number;
  readonly stopped: number;
}

/** Counts by look, for the tooltip and the window's head; instances that are going for good are not counted. */
export function countStates(scopes: readonly Scope[]): StateCounts {
  const counts = { running: 0, starting: 0, stopping: 0, stopped: 0 };
  for (const scope of scopes) {
    for (const instance of scope.instances) {
      const look = instanceLook(instance, scope.activities[instance.instanceId]);
      if (look === 'running' || look === 'stop-countdown' || look === 'rebooting') counts.running += 1;
      else if (look === 'pending' || look === 'start-requested' || look === 'start-waiting') counts.starting += 1;
      else if (look === 'stopping' || look === 'stop-requested') counts.stopping += 1;
      else if (look === 'stopped') counts.stopped += 1;
    }
  }
  return counts;
}

/** Whether nothing at all is known of a scope: it may hold any number of instances. */
export function isUnknown(scope: Scope): boolean {
  return scope.freshness.kind === 'loading' || (scope.freshness.kind === 'failed' && scope.freshness.asOf === null);
}

/** Whether any Profile shown is the demo account, which must be labelled as such everywhere. */
export function hasDemo(snapshot: Pick<Snapshot, 'profiles'>): boolean {
  return snapshot.profiles.some((profile) => profile.source.kind === 'demo');
}
