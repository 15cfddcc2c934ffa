import { assertNever } from './assert-never';
import { type InstanceLook, instanceLook } from './instance-look';
import type { Profile, ProfileId, Scope, Snapshot } from './model';

export interface StateCounts {
  readonly running: number;
  readonly starting: number;
  readonly stopping: number;
  readonly stopped: number;
}

/** What people tell states apart by; what is under way counts as what it was asked to become. */
export const STATE_GROUPS = ['running', 'starting', 'stopping', 'stopped', 'going'] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];

export function stateGroup(look: InstanceLook): StateGroup {
  switch (look) {
    case 'running':
    case 'stop-countdown':
    case 'rebooting':
      return 'running';
    case 'pending':
    case 'start-requested':
    case 'start-waiting':
      return 'starting';
    case 'stopping':
    case 'stop-requested':
      return 'stopping';
    case 'stopped':
      return 'stopped';
    case 'shutting-down':
    case 'terminated':
      return 'going';
    default:
      return assertNever(look);
  }
}

/** Counts by look, for the tooltip and the window's head; instances that are going for good are not counted. */
export function countStates(scopes: readonly Scope[]): StateCounts {
  const counts = { running: 0, starting: 0, stopping: 0, stopped: 0 };
  for (const scope of scopes) {
    const own = countsOf(scope);
    for (const group of COUNTED) counts[group] += own[group];
  }
  return counts;
}

const COUNTED = ['running', 'starting', 'stopping', 'stopped'] as const satisfies readonly (keyof StateCounts)[];

const knownCounts = new WeakMap<Scope, StateCounts>();

/** Of most scopes nothing has changed since they were counted last. */
function countsOf(scope: Scope): StateCounts {
  const known = knownCounts.get(scope);
  if (known !== undefined) return known;
  const counts = { running: 0, starting: 0, stopping: 0, stopped: 0, going: 0 };
  for (const instance of scope.instances) {
    counts[stateGroup(instanceLook(instance, scope.activities[instance.instanceId]))] += 1;
  }
  knownCounts.set(scope, counts);
  return counts;
}

/** Whether nothing at all is known of a scope: it may hold any number of instances. */
export function isUnknown(scope: Scope): boolean {
  return isLoading(scope) || (scope.freshness.kind === 'failed' && scope.freshness.asOf === null);
}

/** Whether the first answer is still to come; one that refers to another scope waits for none. */
export const isLoading = ({ freshness, sameAs }: Scope): boolean => freshness.kind === 'loading' && sameAs === null;

/** The scopes in which a Profile's instances are: where they are listed under another Profile, that one's. */
export function scopesOfProfile({ scopes }: Pick<Snapshot, 'scopes'>, id: ProfileId): readonly Scope[] {
  const own = scopes.filter(({ profileId }) => profileId === id);
  return own.map((scope) => scopes.find((other) => other.id === scope.sameAs) ?? scope);
}

/** The Profile under which the instances of a scope are listed; null where that is its own. */
export function sameProfile(scope: Scope, { scopes, profiles }: Pick<Snapshot, 'scopes' | 'profiles'>): Profile | null {
  const listed = scopes.find(({ id }) => id === scope.sameAs);
  return profiles.find(({ id }) => id === listed?.profileId) ?? null;
}

/** Whether any Profile shown is the demo account, which must be labelled as such everywhere. */
export function hasDemo(snapshot: Pick<Snapshot, 'profiles'>): boolean {
  return snapshot.profiles.some((profile) => profile.source.kind === 'demo');
}
