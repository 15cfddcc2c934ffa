import type { AppError } from '../../shared/errors';
import {
  type Action,
  type ActionId,
  type Activity,
  findInstance,
  type Instance,
  type Region,
  type Scope,
  type ScopeId,
} from '../../shared/model';

/** What became of an action that was followed to its end. */
export type EndedAction = {
  readonly actionId: ActionId;
  readonly action: Action;
  readonly scopeId: ScopeId;
  readonly region: Region;
  readonly instance: Instance;
} & (
  | {
      readonly outcome: 'reached';
      /** Known to be usable, not only to run. */
      readonly wasChecked: boolean;
    }
  | { readonly outcome: 'failed'; readonly error: AppError }
);

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
  if (was === undefined || instance === undefined || !hasEnd(was)) return null;
  // A forced stop that has taken the place of a stop: the stop itself has come to no end.
  if (is !== undefined && is.actionId !== was.actionId) return null;
  const { actionId, action } = was;
  const common = { actionId, action, scopeId: after.id, region: after.region, instance };
  if (is?.phase === 'failed') return { ...common, outcome: 'failed', error: is.error };
  if (is !== undefined || !isNews(was, instance)) return null;
  return { ...common, outcome: 'reached', wasChecked: was.phase === 'checking' };
}

/** A dry run changes nothing, so that there is no end of it to tell. */
const hasEnd = ({ phase }: Activity): boolean =>
  phase !== 'countdown' && phase !== 'failed' && phase !== 'trying' && phase !== 'tried';

function isNews({ action, phase }: Activity, { state }: Instance): boolean {
  // A reboot is over as soon as it is sent, and what a person has given up waiting for they know of.
  if (action === 'reboot' || phase === 'waiting') return false;
  // One that was switched off again before it was known to be usable.
  return phase !== 'checking' || state === 'running';
}
