import { type Instance, type Scope, targetKey } from '../../shared/model';

/** When each instance was last seen active, ms since the epoch, by its target's key; older ones are forgotten. */
export type RecentlyActive = ReadonlyMap<string, number>;

/** Long enough that the menu is as it was for who opens it again to start what they have just stopped. */
const STAY_MS = 5 * 60_000;

/** Whether it runs, changes or just failed. */
export function isActive(scope: Scope, { instanceId, state }: Instance): boolean {
  return (state !== 'stopped' && state !== 'terminated') || scope.activities[instanceId] !== undefined;
}

/** What the menu's section of running ones holds beside those: one that stops keeps its place for a while. */
export function withActive(recent: RecentlyActive, scopes: readonly Scope[], now: number): RecentlyActive {
  const kept = [...recent].filter(([, at]) => now - at < STAY_MS);
  const active = scopes.flatMap((scope) =>
    scope.instances
      .filter((instance) => isActive(scope, instance))
      .map(({ instanceId }) => [targetKey({ scopeId: scope.id, instanceId }), now] as const),
  );
  return new Map([...kept, ...active]);
}
