import type { Instance, Scope, Snapshot } from '../shared/model';

/**
 * The next snapshot with the instances of the last one wherever they say the same: every snapshot comes over IPC as a copy,
 * and a row is drawn again only where its instance is another object.
 */
export function keepIdentity(last: Snapshot | null, next: Snapshot): Snapshot {
  if (last === null) return next;
  const lastScopes = new Map(last.scopes.map((scope) => [scope.id, scope]));
  return {
    ...next,
    scopes: next.scopes.map((scope) => {
      const before = lastScopes.get(scope.id);
      return before === undefined ? scope : { ...scope, instances: keepInstances(before, scope) };
    }),
  };
}

function keepInstances(before: Scope, after: Scope): readonly Instance[] {
  const known = new Map(before.instances.map((instance) => [instance.instanceId, instance]));
  return after.instances.map((instance) => {
    const last = known.get(instance.instanceId);
    return last !== undefined && JSON.stringify(last) === JSON.stringify(instance) ? last : instance;
  });
}
