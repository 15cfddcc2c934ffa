import type { Instance, Scope } from '../../shared/model';

/** An instance that runs, or begins to, without having been started here. */
export interface StartedByOther {
  readonly scope: Scope;
  readonly instance: Instance;
}

/**
 * The instances that somebody else has started between two pictures of the scopes. What a scope held when it was first
 * listed is no news.
 */
export function startedByOthers(before: readonly Scope[], after: readonly Scope[]): readonly StartedByOther[] {
  return after.flatMap((scope) => {
    const earlier = before.find((candidate) => candidate.id === scope.id);
    if (earlier === undefined || earlier.instances === scope.instances || !wasListed(earlier)) return [];
    const known = new Map(earlier.instances.map((instance) => [instance.instanceId, instance]));
    return scope.instances
      .filter((instance) => {
        const was = known.get(instance.instanceId);
        const isOn = instance.state === 'running' || instance.state === 'pending';
        const wasOn = was !== undefined && (was.state === 'running' || was.state === 'pending');
        const isOurs = earlier.activities[instance.instanceId] ?? scope.activities[instance.instanceId];
        return isOn && !wasOn && isOurs === undefined;
      })
      .map((instance) => ({ scope, instance }));
  });
}

const wasListed = ({ freshness }: Scope): boolean =>
  freshness.kind === 'current' || (freshness.kind === 'failed' && freshness.asOf !== null);
