import type { AppError } from '../../shared/errors';
import { type Action, findInstance, type Instance, type Region, type Scope } from '../../shared/model';

/** What became of an action that was followed to its end. */
export type EndedAction =
  | { readonly outcome: 'reached'; readonly action: Action; readonly region: Region; readonly instance: Instance }
  | {
      readonly outcome: 'failed';
      readonly action: Action;
      readonly region: Region;
      readonly instance: Instance;
      readonly error: AppError;
    };

/** The actions that came to their end between two pictures of the scopes, in the order of the second. */
export function endedActions(before: readonly Scope[], after: readonly Scope[]): readonly EndedAction[] {
  return after.flatMap((scope) => {
    const earlier = before.find((candidate) => candidate.id === scope.id);
    if (earlier === undefined || earlier.activities === scope.activities) return [];
    return scope.instances.flatMap((instance) => endOf(earlier, scope, instance) ?? []);
  });
}

function endOf(before: Scope, after: Scope, { instanceId }: Instance): EndedAction | null {
  const was = before.activities[instanceId];
  const is = after.activities[instanceId];
  const instance = findInstance(after, instanceId);
  if (was === undefined || instance === undefined || was.phase === 'countdown' || was.phase === 'failed') return null;
  const common = { action: was.action, region: after.region, instance };
  if (is?.phase === 'failed') return { ...common, outcome: 'failed', error: is.error };
  // A reboot is over as soon as it is sent: there is no end that could be told.
  if (is === undefined && was.action !== 'reboot') return { ...common, outcome: 'reached' };
  return null;
}
