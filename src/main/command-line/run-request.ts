import { assertNever } from '../../shared/assert-never';
import type {
  ActRequest,
  CommandLineAnswer,
  CommandLineProgress,
  CommandLineRequest,
  Selection,
} from '../../shared/command-line-protocol';
import type { CommandFunctions } from '../../shared/contract';
import type { AppError } from '../../shared/errors';
import { type InstanceLook, instanceLook } from '../../shared/instance-look';
import {
  findInstance,
  findScope,
  findTarget,
  type InstanceTarget,
  instanceLabel,
  type Scope,
  type Snapshot,
} from '../../shared/model';
import { reportError } from '../../shared/report-error';
import { translatorFor } from '../../shared/translator';
import { type CarryOutParts, follow, send, tryOut } from './carry-out';
import { type Outcome, reportInstance, reportScope } from './report';
import { type Found, type Selected, selectInstances, selectScopes } from './select-instances';
import { until } from './until';

/** How long a command waits for the first listing of the scopes it is about, ms. */
const LISTING_LIMIT_MS = 30_000;
/** What was listed longer ago than this is listed again before an instance is said not to be there, ms. */
const RECENT_MS = 5_000;

export interface RunRequestParts extends CarryOutParts {
  readonly commands: CarryOutParts['commands'] & Pick<CommandFunctions, 'refresh'>;
}

/** Carries out one command of the command line. `signal` tells that nobody waits for the answer any more. */
export async function runRequest(
  request: CommandLineRequest,
  parts: RunRequestParts,
  onProgress: (progress: CommandLineProgress) => void,
  signal: AbortSignal,
): Promise<CommandLineAnswer> {
  const { store } = parts;
  if (request.command === 'hello') return refusalOf(store.get(), null);
  await listed(request, parts, signal);
  switch (request.command) {
    case 'show': {
      const selected = await select(request, { takesSeveral: true, forAction: false }, parts);
      return answerOf(store.get(), selected, () => null);
    }
    case 'act':
      return act(request, parts, onProgress, signal);
    default:
      return assertNever(request);
  }
}

/** An answer that says no more than this error. */
export function refusalOf(snapshot: Snapshot, error: AppError | null): CommandLineAnswer {
  return answerOf(snapshot, { scopes: [], found: [], error }, () => null);
}

/** Waits until something is known of every scope that is asked about, and asks AWS anew where that is wanted. */
async function listed(
  request: Selection & { readonly fresh: boolean },
  { store, clock, commands }: RunRequestParts,
  signal: AbortSignal,
): Promise<void> {
  const isListed = (snapshot: Snapshot): boolean =>
    !snapshot.isStarting && selectScopes(snapshot, request).every(({ freshness }) => freshness.kind !== 'loading');
  const wasListed = isListed(store.get());
  await until(store, isListed, { clock, limitMs: LISTING_LIMIT_MS, signal });
  // What was listed while we waited is as fresh as can be.
  if (!request.fresh || !wasListed) return;
  await Promise.all(selectScopes(store.get(), request).map(({ id }) => commands.refresh({ scopeId: id })));
}

/** What was asked for. An instance may have been made only just now: before it is said not to be there, AWS is asked. */
async function select(
  request: Selection,
  rules: Parameters<typeof selectInstances>[2],
  { store, clock, commands }: RunRequestParts,
): Promise<Selected> {
  const selected = selectInstances(store.get(), request, rules);
  const old = selected.scopes.filter(
    ({ freshness }) => freshness.kind === 'current' && clock.now() - freshness.asOf > RECENT_MS,
  );
  if (selected.error?.code !== 'no-match' || old.length === 0) return selected;
  await Promise.all(old.map(({ id }) => commands.refresh({ scopeId: id })));
  return selectInstances(store.get(), request, rules);
}

async function act(
  request: ActRequest,
  parts: RunRequestParts,
  onProgress: (progress: CommandLineProgress) => void,
  signal: AbortSignal,
): Promise<CommandLineAnswer> {
  const { store } = parts;
  const selected = await select(request, { takesSeveral: request.all, forAction: true }, parts);
  if (selected.error !== null || signal.aborted) return answerOf(store.get(), selected, () => null);
  const targets = selected.found.map(({ scope, instance }) => ({ scopeId: scope.id, instanceId: instance.instanceId }));
  const answered = request.dryRun
    ? await tryOut(request.action, targets, parts)
    : await send(request.action, targets, parts);
  const outcomes =
    request.waitSeconds === null || request.dryRun
      ? answered
      : await follow(request, answered, parts, signal, tellingOf(onProgress, store.get()));
  const snapshot = store.get();
  return answerOf(snapshot, { ...selected, found: selected.found.map((found) => asNow(snapshot, found)) }, (index) => {
    const target = targets[index];
    return target === undefined ? null : (outcomes.get(target) ?? null);
  });
}

/** Tells of every instance that looks different than before, in the app's language. */
function tellingOf(onProgress: (progress: CommandLineProgress) => void, first: Snapshot) {
  const looks = new Map<InstanceTarget, InstanceLook>();
  return (targets: readonly InstanceTarget[], snapshot: Snapshot): void => {
    for (const target of targets) {
      const found = findTarget(snapshot, target);
      if (found === undefined) continue;
      const { scope, instance } = found;
      const look = instanceLook(instance, scope.activities[target.instanceId]);
      if (looks.get(target) === look) continue;
      looks.set(target, look);
      onProgress({
        kind: 'progress',
        name: instanceLabel(instance),
        instanceId: target.instanceId,
        look: translatorFor(first.language).t(`look.${look}`),
      });
    }
  };
}

/** The same instance in the newest picture; as it was last seen where it has gone. */
function asNow(snapshot: Snapshot, found: Found): Found {
  const scope = findScope(snapshot, found.scope.id);
  const instance = scope === undefined ? undefined : findInstance(scope, found.instance.instanceId);
  return scope === undefined || instance === undefined ? found : { ...found, scope, instance };
}

function answerOf(
  snapshot: Snapshot,
  { scopes, found, error }: Selected,
  outcomeOf: (index: number) => Outcome | null,
): CommandLineAnswer {
  const translator = translatorFor(snapshot.language);
  const current = scopes.map((scope): Scope => findScope(snapshot, scope.id) ?? scope);
  return {
    kind: 'answer',
    language: snapshot.language,
    instances: found.map((one, index) => reportInstance(one, outcomeOf(index), translator)),
    scopes: current.map((scope) => reportScope(snapshot, scope, translator)),
    error: error === null ? null : reportError(error, translator),
  };
}
