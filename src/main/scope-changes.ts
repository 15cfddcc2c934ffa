import { isDeepStrictEqual } from 'node:util';
import type { AppError } from '../shared/errors';
import {
  type Activity,
  type Instance,
  type InstanceId,
  type Profile,
  type Region,
  type Scope,
  type Snapshot,
  scopeId,
  toInstanceId,
} from '../shared/model';
import { naturalOrder } from '../shared/natural-order';
import { UNASKED_PERMISSIONS } from '../shared/permissions';
import { sameInstance } from '../shared/same-instance';
import { type Asked, settleActivity } from './settle-activity';

/*
 * What can happen to a scope, as pure changes of its picture: what says the same stays the same object, down to the
 * instance, for the window is sent what is another one. Times are ms since the epoch, UTC.
 */

export function newScope(profile: Profile, region: Region): Scope {
  return {
    id: scopeId(profile.id, region),
    profileId: profile.id,
    region,
    sameAs: null,
    freshness: { kind: 'loading' },
    isRefreshing: false,
    instances: [],
    activities: {},
    permissions: UNASKED_PERMISSIONS,
  };
}

/**
 * The scopes of these Profiles, in their order. A scope that was there before keeps its data, unless its Profile now
 * signs in or asks elsewhere: no data of an old account stays under a new name. With another filter only what is under way
 * stays.
 */
export function scopesOf(
  profiles: readonly Profile[],
  previousProfiles: readonly Profile[],
  previous: readonly Scope[],
): readonly Scope[] {
  return profiles.flatMap((profile) => {
    const before = previousProfiles.find((candidate) => candidate.id === profile.id);
    const isSameAccount = before !== undefined && reachesTheSameAccount(before, profile);
    return profile.regions.map((region) => {
      const kept = previous.find((scope) => scope.id === scopeId(profile.id, region));
      if (kept === undefined || !isSameAccount) return newScope(profile, region);
      return showsTheSameInstances(before, profile) ? kept : withoutIdle(kept);
    });
  });
}

/** Whether both sign in the same way at the same endpoint (name and colour aside). */
export function reachesTheSameAccount(a: Profile, b: Profile): boolean {
  return JSON.stringify([a.source, a.endpointUrl]) === JSON.stringify([b.source, b.endpointUrl]);
}

/** What is known of how these Profiles sign in: nothing of one that does so otherwise now. */
export function accessOf(
  profiles: readonly Profile[],
  previousProfiles: readonly Profile[],
  previous: Snapshot['access'],
): Snapshot['access'] {
  const kept = profiles.flatMap((profile) => {
    const before = previousProfiles.find((candidate) => candidate.id === profile.id);
    const access = previous[profile.id];
    const isKept = access !== undefined && before !== undefined && reachesTheSameAccount(before, profile);
    return isKept ? [[profile.id, access] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** Whether the same list comes back for both: the same account through the same filter. */
export const showsTheSameInstances = (a: Profile, b: Profile): boolean =>
  reachesTheSameAccount(a, b) && a.filter === b.filter;

/** Another filter lists other instances; what is under way is followed all the same. */
function withoutIdle(scope: Scope): Scope {
  const instances = scope.instances.filter(({ instanceId }) => scope.activities[instanceId] !== undefined);
  return { ...scope, instances, freshness: { kind: 'loading' }, isRefreshing: false };
}

export const withRefreshing = (scope: Scope): Scope => ({ ...scope, isRefreshing: true });

/** AWS's answer to a listing. */
export function withListing(scope: Scope, listed: readonly Instance[], asked: Asked): Scope {
  // Pages of one listing may name an instance twice, when one has come or gone meanwhile.
  const unique = [...new Map(listed.map((instance) => [instance.instanceId, instance])).values()];
  const kept = keptWhereSame(scope.instances, unique);
  const instances = kept === scope.instances ? kept : kept.toSorted(byNameThenId);
  return {
    ...scope,
    instances,
    activities: settled(scope, instances, () => true, asked),
    freshness: { kind: 'current', asOf: asked.now },
    isRefreshing: false,
  };
}

/** AWS's answer about some instances only; the others stay as they are. */
export function withDescribed(scope: Scope, described: readonly Instance[], asked: Asked): Scope {
  const byId = new Map(described.map((instance) => [instance.instanceId, instance]));
  const instances = keptWhereSame(
    scope.instances,
    scope.instances.map((instance) => byId.get(instance.instanceId) ?? instance),
  );
  const activities = settled(scope, described, (id) => byId.has(id), asked);
  const saysTheSame = instances === scope.instances && activities === scope.activities;
  return saysTheSame ? scope : { ...scope, instances, activities };
}

/** These, with the objects of before wherever they say the same; the very list of before where all of them do. */
function keptWhereSame(before: readonly Instance[], after: readonly Instance[]): readonly Instance[] {
  const known = new Map(before.map((instance) => [instance.instanceId, instance]));
  const kept = after.map((instance) => {
    const was = known.get(instance.instanceId);
    return was !== undefined && (was === instance || sameInstance(was, instance)) ? was : instance;
  });
  const isSame = kept.length === before.length && kept.every((instance) => known.get(instance.instanceId) === instance);
  return isSame ? before : kept;
}

/** A listing failed: what was known stays, marked as old. */
export function withFailure(scope: Scope, error: AppError, retryAt: number): Scope {
  const asOf = scope.freshness.kind === 'loading' ? null : scope.freshness.asOf;
  return { ...scope, freshness: { kind: 'failed', error, asOf, retryAt }, isRefreshing: false };
}

/** Sets what is under way with an instance, or clears it. */
export function withActivity(scope: Scope, id: InstanceId, activity: Activity | null): Scope {
  const { [id]: _replaced, ...others } = scope.activities;
  return { ...scope, activities: activity === null ? others : { ...others, [id]: activity } };
}

/** The same for several instances at once. */
export function withActivities(scope: Scope, ids: readonly InstanceId[], activity: Activity | null): Scope {
  if (ids.length === 0) return scope;
  const changed = new Set<string>(ids);
  const others = Object.entries(scope.activities).filter(([id]) => !changed.has(id));
  const marked = activity === null ? [] : ids.map((id) => [id, activity] as const);
  return { ...scope, activities: Object.fromEntries([...others, ...marked]) };
}

/** The instances that are changing by our action or by AWS's own word: those worth asking about often. */
export function changingInstanceIds(scope: Scope): InstanceId[] {
  return scope.instances
    .filter(({ instanceId, state }) => {
      const activity = scope.activities[instanceId];
      const isFollowed = activity?.phase === 'accepted' || activity?.phase === 'unverified';
      return isFollowed || state === 'pending' || state === 'stopping' || state === 'shutting-down';
    })
    .map(({ instanceId }) => instanceId);
}

/** What became of the activities of the asked instances; those of others stay. Gone instances have none. */
function settled(
  scope: Scope,
  described: readonly Instance[],
  isAsked: (id: InstanceId) => boolean,
  asked: Asked,
): Scope['activities'] {
  const activities = Object.entries(scope.activities);
  if (activities.length === 0) return scope.activities;
  const byId = new Map(described.map((instance) => [instance.instanceId, instance]));
  const after = activities.map(([key, activity]) => {
    const id = toInstanceId(key);
    const settledTo = isAsked(id) ? settleActivity(activity, byId.get(id), asked) : activity;
    return [id, isDeepStrictEqual(settledTo, activity) ? activity : settledTo] as const;
  });
  if (after.every(([, activity], at) => activity === activities[at]?.[1])) return scope.activities;
  return Object.fromEntries(after.flatMap(([id, activity]) => (activity === null ? [] : [[id, activity]])));
}

/** A stable order in which a person finds things: by name as people sort them (web-2 before web-10), then by ID. */
function byNameThenId(a: Instance, b: Instance): number {
  if (a.name !== null && b.name !== null) return naturalOrder(a.name, b.name) || order(a, b);
  if (a.name === null && b.name === null) return order(a, b);
  return a.name === null ? 1 : -1;
}

const order = (a: Instance, b: Instance): number => (a.instanceId < b.instanceId ? -1 : 1);
