import type { Activity, Instance, InstanceId, Scope, ScopeId, Snapshot } from './model';

/*
 * What is new in a Snapshot against an earlier one: as large as what happened, not as the picture. The picture is
 * immutable, so what is the same object says the same, and nothing of it is looked into.
 */

/** A Snapshot as it differs from an earlier one of revision `from`. */
export interface SnapshotChange {
  /** The revision that it can be applied to; to no other. */
  readonly from: number;
  readonly revision: number;
  /** What else is new in the picture, each part as a whole. */
  readonly parts: Partial<Omit<Snapshot, 'revision' | 'scopes'>>;
  readonly newScopes: readonly Scope[];
  readonly scopes: readonly ScopeChange[];
  /** All of them, where another set or order of scopes is there now; null for the same as before. */
  readonly scopeOrder: readonly ScopeId[] | null;
}

interface ScopeChange {
  readonly id: ScopeId;
  readonly parts: Partial<Omit<Scope, 'instances' | 'activities'>>;
  readonly gone: readonly InstanceId[];
  /** In the order of their places. The others stand, as they did, between them. */
  readonly placed: readonly PlacedInstance[];
  /** Null where nothing is under way any more. */
  readonly activities: Readonly<Record<InstanceId, Activity | null>>;
}

/** An instance and its index in the list: as a whole where it is new or says something new, by its ID where it only moved. */
interface PlacedInstance {
  readonly at: number;
  readonly instance: Instance | InstanceId;
}

/** What leads from one picture to another. The IDs of scopes, and of instances in a scope, are unique in each. */
export function snapshotChange(before: Snapshot, after: Snapshot): SnapshotChange {
  const { revision: from, scopes: scopesBefore, ...othersBefore } = before;
  const { revision, scopes: scopesAfter, ...othersAfter } = after;
  const known = new Map(scopesBefore.map((scope) => [scope.id, scope]));
  const isSameOrder =
    scopesBefore.length === scopesAfter.length && scopesAfter.every(({ id }, at) => id === scopesBefore[at]?.id);
  return {
    from,
    revision,
    parts: changedParts(othersBefore, othersAfter),
    newScopes: scopesAfter.filter(({ id }) => !known.has(id)),
    scopes: scopesAfter.flatMap((scope) => {
      const was = known.get(scope.id);
      return was === undefined || was === scope ? [] : [scopeChange(was, scope)];
    }),
    scopeOrder: isSameOrder ? null : scopesAfter.map(({ id }) => id),
  };
}

/**
 * The picture after a change: equal to the one that the change was made for, and what the change does not name is the
 * very same object as before.
 *
 * @throws RangeError where the change is one of another picture than this
 */
export function applyChange(snapshot: Snapshot, change: SnapshotChange): Snapshot {
  if (change.from !== snapshot.revision) {
    throw new RangeError(`A change of revision ${change.from} does not fit revision ${snapshot.revision}`);
  }
  const changes = new Map(change.scopes.map((scope) => [scope.id, scope]));
  const changed = snapshot.scopes.map((scope) => {
    const own = changes.get(scope.id);
    return own === undefined ? scope : changedScope(scope, own);
  });
  const scopes = change.scopeOrder === null ? changed : inOrder([...changed, ...change.newScopes], change.scopeOrder);
  const isSame = change.scopeOrder === null && change.scopes.length === 0;
  return { ...snapshot, ...change.parts, revision: change.revision, scopes: isSame ? snapshot.scopes : scopes };
}

function inOrder(scopes: readonly Scope[], order: readonly ScopeId[]): readonly Scope[] {
  const byId = new Map(scopes.map((scope) => [scope.id, scope]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

function changedParts<Parts extends object>(before: Parts, after: Parts): Partial<Parts> {
  const changed: Partial<Parts> = {};
  for (const key in after) if (after[key] !== before[key]) changed[key] = after[key];
  return changed;
}

function scopeChange(before: Scope, after: Scope): ScopeChange {
  const { instances: instancesBefore, activities: activitiesBefore, ...othersBefore } = before;
  const { instances: instancesAfter, activities: activitiesAfter, ...othersAfter } = after;
  return {
    id: after.id,
    parts: changedParts(othersBefore, othersAfter),
    ...instanceChanges(instancesBefore, instancesAfter),
    activities: activityChanges(activitiesBefore, activitiesAfter),
  };
}

function instanceChanges(
  before: readonly Instance[],
  after: readonly Instance[],
): Pick<ScopeChange, 'gone' | 'placed'> {
  const { from, fromEnd } = differingPart(before, after);
  const was = before.slice(from, before.length - fromEnd);
  const is = after.slice(from, after.length - fromEnd);
  const [were, are] = [new Set(was), new Set(is)];
  const ids = new Set(is.map(({ instanceId }) => instanceId));
  // Both parts have the same ones of those that say nothing new: where they differ, one has moved past another.
  const stayedBefore = was.filter((instance) => are.has(instance));
  let stayed = 0;
  return {
    gone: was.flatMap(({ instanceId }) => (ids.has(instanceId) ? [] : [instanceId])),
    placed: is.flatMap((instance, index): readonly PlacedInstance[] => {
      const at = from + index;
      if (!were.has(instance)) return [{ at, instance }];
      const hasMoved = stayedBefore[stayed] !== instance;
      stayed += 1;
      return hasMoved ? [{ at, instance: instance.instanceId }] : [];
    }),
  };
}

/** How many are the same at the beginning and at the end: most of them, and they need no closer look. */
function differingPart<Item>(
  before: readonly Item[],
  after: readonly Item[],
): { readonly from: number; readonly fromEnd: number } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let fromEnd = 0;
  while (fromEnd < most - from && before.at(-1 - fromEnd) === after.at(-1 - fromEnd)) fromEnd += 1;
  return { from, fromEnd };
}

function activityChanges(before: Scope['activities'], after: Scope['activities']): ScopeChange['activities'] {
  if (before === after) return {};
  const ended = Object.keys(before).flatMap((id) => (Object.hasOwn(after, id) ? [] : [[id, null] as const]));
  return { ...Object.fromEntries(ended), ...changedParts(before, after) };
}

function changedScope(scope: Scope, change: ScopeChange): Scope {
  return {
    ...scope,
    ...change.parts,
    instances: changedInstances(scope.instances, change),
    activities: changedActivities(scope.activities, change.activities),
  };
}

function changedInstances(before: readonly Instance[], { gone, placed }: ScopeChange): readonly Instance[] {
  if (gone.length === 0 && placed.length === 0) return before;
  const idOf = (instance: Instance | InstanceId): InstanceId =>
    typeof instance === 'string' ? instance : instance.instanceId;
  const taken = new Set([...gone, ...placed.map(({ instance }) => idOf(instance))]);
  const known = new Map(before.map((instance) => [instance.instanceId, instance]));
  const stayed = before.filter(({ instanceId }) => !taken.has(instanceId));
  const after: Instance[] = [];
  let next = 0;
  for (const { at, instance } of placed) {
    const between = stayed.slice(next, next + at - after.length);
    next += between.length;
    after.push(...between);
    const is = typeof instance === 'string' ? known.get(instance) : instance;
    if (is !== undefined) after.push(is);
  }
  return after.concat(stayed.slice(next));
}

function changedActivities(before: Scope['activities'], changes: ScopeChange['activities']): Scope['activities'] {
  const entries = Object.entries<Activity | null>(changes);
  if (entries.length === 0) return before;
  const others = Object.entries(before).filter(([id]) => !Object.hasOwn(changes, id));
  return Object.fromEntries([...others, ...entries.flatMap(([id, is]) => (is === null ? [] : [[id, is] as const]))]);
}
