import { isDryRunOf } from '../shared/dry-run';
import { appError, fail, ok, type Result } from '../shared/errors';
import {
  type Action,
  type ActionSource,
  findScope,
  type InstanceId,
  type InstanceTarget,
  type ScopeId,
  type Snapshot,
  targetKey,
} from '../shared/model';
import type { Confirmations } from './confirmations';
import type { ActionRequest, InstanceActions } from './instance-actions';
import type { Store } from './store';

/** EC2 takes no more in one call. */
const MOST_PER_CALL = 1000;

export interface RequestActionParts {
  readonly store: Store;
  readonly actions: Pick<InstanceActions, 'request' | 'canBegin'>;
  readonly confirmations: Pick<Confirmations, 'guard'>;
}

/**
 * Asks for an action on instances of any scopes: one question for all of them where one is asked, then one call for each scope
 * (and each thousand). Where one of them is of a dry-run Profile, all are only tried out. Answers with the first refusal;
 * what became of each instance is in the snapshot.
 */
export async function requestAction(
  { store, actions, confirmations }: RequestActionParts,
  action: Action,
  targets: readonly InstanceTarget[],
  source: ActionSource,
): Promise<Result<null>> {
  const isDryRun = isDryRunOf(store.get(), targets);
  /** What is still there: one that has gone while a question stood takes none of the others with it. */
  function requestsNow(): readonly ActionRequest[] {
    const there = listedAmong(store.get(), targets);
    const asked = there.length === 0 ? targets : there;
    return callsFor(asked).map((call) => ({ ...call, action, source, isDryRun }));
  }
  // A command that was typed is meant: it neither counts down nor asks.
  const isTyped = source === 'command-line';
  async function send(isConfirmed: boolean): Promise<Result<null>> {
    const requests = requestsNow();
    const sent = requests.reduce((sum, { instanceIds }) => sum + instanceIds.length, 0);
    const answers = await Promise.all(
      requests.map((request) => actions.request({ ...request, isConfirmed: isConfirmed || isTyped })),
    );
    return (
      firstRefusal(answers) ??
      (sent < new Set(targets.map(targetKey)).size ? someAreGone(store.get(), targets) : ok(null))
    );
  }
  // A second click on what is under way asks no question.
  if (!requestsNow().some((request) => actions.canBegin(request))) return send(false);
  return confirmations.guard({ action, targets, group: null, source }, send);
}

function listedAmong({ scopes }: Snapshot, targets: readonly InstanceTarget[]): readonly InstanceTarget[] {
  const wanted = new Set(targets.map(targetKey));
  return scopes.flatMap(({ id: scopeId, instances }) =>
    instances.map(({ instanceId }) => ({ scopeId, instanceId })).filter((target) => wanted.has(targetKey(target))),
  );
}

function someAreGone(snapshot: Snapshot, [first]: readonly InstanceTarget[]): Result<never> {
  const scope = first === undefined ? undefined : findScope(snapshot, first.scopeId);
  return fail(appError('instance-not-found', { values: { where: scope?.region ?? '' } }));
}

function firstRefusal(answers: readonly Result<unknown>[]): Result<never> | null {
  for (const answer of answers) if (!answer.ok) return answer;
  return null;
}

/** The targets of each scope together, each once, in calls that EC2 takes. */
export function callsFor(
  targets: readonly InstanceTarget[],
): readonly { readonly scopeId: ScopeId; readonly instanceIds: readonly InstanceId[] }[] {
  const scopes = new Map<ScopeId, Set<InstanceId>>();
  for (const { scopeId, instanceId } of targets) {
    const known = scopes.get(scopeId) ?? new Set();
    scopes.set(scopeId, known.add(instanceId));
  }
  return [...scopes].flatMap(([scopeId, ids]) => {
    const all = [...ids];
    const parts = Array.from({ length: Math.ceil(all.length / MOST_PER_CALL) }, (_, part) =>
      all.slice(part * MOST_PER_CALL, (part + 1) * MOST_PER_CALL),
    );
    return parts.map((instanceIds) => ({ scopeId, instanceIds }));
  });
}
