import { assertNever } from '../../shared/assert-never';
import type { ActRequest, CommandLineAction } from '../../shared/command-line-protocol';
import type { CommandFunctions } from '../../shared/contract';
import { type AppError, appError, type Result } from '../../shared/errors';
import { isUnderWay } from '../../shared/instance-look';
import {
  type Activity,
  findScope,
  findTarget,
  type InstanceId,
  type InstanceState,
  type InstanceTarget,
  type ScopeId,
  type Snapshot,
} from '../../shared/model';
import type { Clock } from '../clock';
import type { Store } from '../store';
import type { Outcome } from './report';
import { until } from './until';

/** EC2 takes no more IDs in one call. */
const MOST_IDS = 1000;

export interface CarryOutParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly commands: Pick<CommandFunctions, 'startInstances' | 'stopInstances' | 'rebootInstances'>;
  /** Whether AWS would allow it; nothing is changed. */
  readonly dryRun: (scope: ScopeId, ids: readonly InstanceId[], action: CommandLineAction) => Promise<Result<null>>;
}

export type Outcomes = ReadonlyMap<InstanceTarget, Outcome>;

/** Asks AWS whether the action would be allowed. */
export async function tryOut(
  action: CommandLineAction,
  targets: readonly InstanceTarget[],
  { dryRun }: CarryOutParts,
): Promise<Outcomes> {
  return outcomesOf(targets, async (scopeId, batch) => {
    const answer = await dryRun(scopeId, idsOf(batch), action);
    return batch.map(() =>
      answer.ok ? { result: 'allowed', error: null } : { result: 'failed', error: answer.error },
    );
  });
}

/** Sends the action, one call for each scope. An instance with another action under way takes no other. */
export async function send(
  action: CommandLineAction,
  targets: readonly InstanceTarget[],
  { store, commands }: CarryOutParts,
): Promise<Outcomes> {
  return outcomesOf(targets, async (scopeId, batch) => {
    const before = batch.map((target) => activityOf(store.get(), target));
    const answer = await sendOne(commands, action, scopeId, idsOf(batch));
    const after = batch.map((target) => activityOf(store.get(), target));
    const refusals = after.map((activity, index) => (activity === before[index] ? null : errorOf(activity)));
    // Refused as a whole, before anything was sent: no instance has a mark of its own.
    const isWhole = !answer.ok && refusals.every((refusal) => refusal === null);
    return batch.map((_target, index): Outcome => {
      const previous = before[index];
      if (previous !== undefined && isUnderWay(previous) && previous.action !== action) {
        return { result: 'failed', error: appError('action-under-way') };
      }
      const error = isWhole && !answer.ok ? answer.error : (refusals[index] ?? null);
      if (error !== null) return { result: 'failed', error };
      if (after[index]?.phase === 'tried') return { result: 'allowed', error: null };
      return { result: after[index] === undefined ? 'done' : 'sent', error: null };
    });
  });
}

/** Follows what was sent to its end: usable, stopped, or failed. `onChange` is called with every snapshot. */
export async function follow(
  { action, waitSeconds }: ActRequest,
  sent: Outcomes,
  { store, clock }: CarryOutParts,
  signal: AbortSignal,
  onChange: (targets: readonly InstanceTarget[], snapshot: Snapshot) => void,
): Promise<Outcomes> {
  const outcomes = new Map(sent);
  const followed = (): InstanceTarget[] =>
    [...outcomes].filter(([, { result }]) => result === 'sent').map(([target]) => target);
  const isOver = (snapshot: Snapshot): boolean => {
    onChange(followed(), snapshot);
    for (const target of followed()) {
      const outcome = endOf(action, target, snapshot);
      if (outcome !== null) outcomes.set(target, outcome);
    }
    return followed().length === 0;
  };
  await until(store, isOver, { clock, limitMs: (waitSeconds ?? 0) * 1000, signal });
  for (const target of followed()) outcomes.set(target, { result: 'timed-out', error: appError('wait-timed-out') });
  return outcomes;
}

/** What has become of it; null while it is on its way. */
function endOf(action: CommandLineAction, target: InstanceTarget, snapshot: Snapshot): Outcome | null {
  const activity = activityOf(snapshot, target);
  const error = errorOf(activity);
  if (error !== null) return { result: 'failed', error };
  if (activity !== undefined) return null;
  const found = findTarget(snapshot, target);
  if (found === undefined) return { result: 'failed', error: appError('instance-gone') };
  // Somebody may have taken it back, or given up, in the window.
  if (!WANTED[action].includes(found.instance.state)) return { result: 'failed', error: appError('state-not-reached') };
  return { result: 'done', error: null };
}

const WANTED: Readonly<Record<CommandLineAction, readonly InstanceState[]>> = {
  start: ['running'],
  stop: ['stopped'],
  reboot: ['running', 'pending'],
};

async function outcomesOf(
  targets: readonly InstanceTarget[],
  run: (scopeId: ScopeId, batch: readonly InstanceTarget[]) => Promise<readonly Outcome[]>,
): Promise<Outcomes> {
  const scopeIds = [...new Set(targets.map(({ scopeId }) => scopeId))];
  const batches = scopeIds.flatMap((scopeId) => {
    const own = targets.filter((target) => target.scopeId === scopeId);
    const count = Math.ceil(own.length / MOST_IDS);
    return Array.from({ length: count }, (_, index) => own.slice(index * MOST_IDS, (index + 1) * MOST_IDS));
  });
  const outcomes = await Promise.all(
    batches.map(async (batch) => {
      const [first] = batch;
      const all = first === undefined ? [] : await run(first.scopeId, batch);
      return all.flatMap((outcome, index) => {
        const target = batch[index];
        return target === undefined ? [] : [[target, outcome] as const];
      });
    }),
  );
  return new Map(outcomes.flat());
}

async function sendOne(
  commands: CarryOutParts['commands'],
  action: CommandLineAction,
  scopeId: ScopeId,
  instanceIds: InstanceId[],
): Promise<Result<null>> {
  switch (action) {
    case 'start':
      return commands.startInstances({ scopeId, instanceIds });
    case 'stop':
      return commands.stopInstances({ scopeId, instanceIds });
    case 'reboot':
      return commands.rebootInstances({ scopeId, instanceIds });
    default:
      return assertNever(action);
  }
}

const idsOf = (targets: readonly InstanceTarget[]): InstanceId[] => targets.map(({ instanceId }) => instanceId);

const activityOf = (snapshot: Snapshot, { scopeId, instanceId }: InstanceTarget): Activity | undefined =>
  findScope(snapshot, scopeId)?.activities[instanceId];

/** Why it failed, or would. */
const errorOf = (activity: Activity | undefined): AppError | null =>
  activity?.phase === 'failed' || activity?.phase === 'tried' ? activity.error : null;
