import { isDryRunOf } from '../shared/dry-run';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { Group, GroupRun } from '../shared/group';
import { groupMembers } from '../shared/group-members';
import { isUnderWay, primaryAction } from '../shared/instance-look';
import {
  type ActionId,
  type ActionSource,
  type Activity,
  findTarget,
  type GroupId,
  type InstanceId,
  type InstanceTarget,
  instanceLabel,
  type Located,
  type ScopeId,
  type Snapshot,
  targetKey,
} from '../shared/model';
import type { InstanceActions } from './instance-actions';
import { withNotice } from './notices';
import type { Store } from './store';

export interface GroupRunsParts {
  readonly store: Store;
  readonly actions: Pick<InstanceActions, 'request' | 'takeBack'>;
  readonly newActionId: () => ActionId;
}

export interface GroupRequest {
  readonly id: GroupId;
  readonly action: 'start' | 'stop';
  readonly source: ActionSource;
  /** Sends a stop at once, whatever the setting. */
  readonly isConfirmed: boolean;
  /** What was asked about before it began (`groupTargets`): nothing else is touched, whatever becomes of it meanwhile. */
  readonly targets: readonly InstanceTarget[];
}

interface Run {
  readonly request: GroupRequest;
  readonly name: string;
  /** In the order in which they are gone through. */
  readonly steps: readonly (readonly InstanceTarget[])[];
  index: number;
  /** What the step that is under way has asked for so far. */
  sent: readonly InstanceTarget[];
  /** Its calls have not been answered yet. */
  isSending: boolean;
}

/**
 * Starts and stops groups: one call for each scope of a step, and the next step when the one before it has come to its
 * end. Where something of a step fails, the steps after it are not begun, and a note says so.
 */
export class GroupRuns {
  readonly #parts: GroupRunsParts;
  readonly #unsubscribe: () => void;
  readonly #runs = new Map<GroupId, Run>();

  constructor(parts: GroupRunsParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.subscribe(() => {
      for (const run of [...this.#runs.values()]) this.#goOn(run);
    });
  }

  stop(): void {
    this.#unsubscribe();
    this.#runs.clear();
  }

  /** Begins; the answer does not wait for the end. A group that is under way already is left alone. */
  begin(request: GroupRequest): Result<null> {
    const { store } = this.#parts;
    const group = store.get().groups.find(({ id }) => id === request.id);
    if (group === undefined) return fail(appError('group-not-found'));
    if (this.#runs.has(group.id)) return ok(null);
    const asked = new Set(request.targets.map(targetKey));
    const steps = stepsOf(group, store.get(), request.action)
      .map((step) => step.filter((target) => asked.has(targetKey(target))))
      .filter((step) => step.length > 0);
    if (steps.length === 0) return ok(null);
    if (isDryRunOf(store.get(), steps.flat())) {
      this.#tryOut(request, steps.flat());
      return ok(null);
    }
    const run: Run = { request, name: group.name, steps, index: 0, sent: [], isSending: true };
    this.#runs.set(group.id, run);
    const { action } = request;
    this.#show(group.id, () => ({ groupId: group.id, action, step: 1, stepCount: steps.length, actionIds: [] }));
    this.#send(run, dueIn(run, store.get()));
    return ok(null);
  }

  /** The steps that have not begun yet are not begun, stops that count down are taken back; what is sent comes to its end. */
  cancel(id: GroupId): Result<null> {
    const { store, actions } = this.#parts;
    const run = store.get().groupRuns.find(({ groupId }) => groupId === id);
    this.#end(id);
    // Its own only: an instance of the group may be counting down because somebody stopped it by itself.
    if (run !== undefined) actions.takeBack(run.actionIds);
    return ok(null);
  }

  /** All steps at once: what changes nothing need not wait for anything. */
  #tryOut({ action, source }: GroupRequest, targets: readonly InstanceTarget[]): void {
    const { store, actions } = this.#parts;
    const wanted = targets.filter((target) => isWanted(store.get(), target, action));
    for (const [scopeId, instanceIds] of byScope(wanted)) {
      void actions.request({ scopeId, instanceIds, action, source, isDryRun: true });
    }
  }

  #send(run: Run, due: readonly InstanceTarget[]): void {
    const { actions, newActionId } = this.#parts;
    const { request, index } = run;
    const { action, source } = request;
    const calls = [...byScope(due)].map(([scopeId, instanceIds]) => {
      // Only the first step can be taken back as a whole: what follows has been seen coming.
      const isConfirmed = request.isConfirmed || index > 0;
      return { scopeId, instanceIds, action, source, isConfirmed, actionId: newActionId() };
    });
    run.isSending = true;
    run.sent = [...run.sent, ...due];
    const actionIds = calls.map(({ actionId }) => actionId);
    this.#show(request.id, (shown) => ({ ...shown, step: index + 1, actionIds: [...shown.actionIds, ...actionIds] }));
    void Promise.all(calls.map((call) => actions.request(call))).then(() => {
      run.isSending = false;
      this.#goOn(run);
    });
  }

  #goOn(run: Run): void {
    const { store } = this.#parts;
    const { id } = run.request;
    if (this.#runs.get(id) !== run || run.isSending) return;
    const targets = run.steps[run.index] ?? [];
    const snapshot = store.get();
    if (targets.some((target) => isGoingOn(snapshot, target))) return;
    const failed = run.sent.filter((target) => hasFailed(snapshot, target));
    // Somebody has taken it back, or given up waiting: they do not want the rest either.
    const isTakenBack = run.sent.some((target) => isWanted(snapshot, target, run.request.action));
    // One that was still on its way somewhere when the step began has got there.
    const late = failed.length > 0 || isTakenBack ? [] : dueIn(run, snapshot);
    if (late.length > 0) {
      this.#send(run, late);
      return;
    }
    const hasMore = run.index + 1 < run.steps.length;
    if (!hasMore || failed.length > 0 || isTakenBack) {
      this.#end(id);
      if (hasMore && failed.length > 0) this.#note(run, failed);
      return;
    }
    run.index += 1;
    run.sent = [];
    this.#send(run, dueIn(run, snapshot));
  }

  #end(id: GroupId): void {
    if (!this.#runs.delete(id)) return;
    this.#parts.store.update((snapshot) => ({
      ...snapshot,
      groupRuns: snapshot.groupRuns.filter(({ groupId }) => groupId !== id),
    }));
  }

  #note(run: Run, failed: readonly InstanceTarget[]): void {
    const { store } = this.#parts;
    const names = failed.map((target) => nameOf(store.get(), target)).join(', ');
    const values = { name: run.name, step: run.index + 1, steps: run.steps.length, names };
    const notice = { id: `group-${run.request.id}`, text: { key: 'notice.groupHalted', values } } as const;
    store.update((snapshot) => withNotice(snapshot, notice));
  }

  #show(id: GroupId, change: (shown: GroupRun) => GroupRun): void {
    this.#parts.store.update((snapshot) => {
      const shown = snapshot.groupRuns.find(({ groupId }) => groupId === id);
      const before = shown ?? { groupId: id, action: 'start', step: 1, stepCount: 1, actionIds: [] };
      const others = snapshot.groupRuns.filter(({ groupId }) => groupId !== id);
      return { ...snapshot, groupRuns: [...others, change(before)] };
    });
  }
}

/**
 * The members that there is something to do about, or to wait for, in the order in which they are gone through; none
 * where there is nothing to do.
 */
function stepsOf(group: Group, snapshot: Snapshot, action: 'start' | 'stop'): Run['steps'] {
  const { steps } = groupMembers(group, snapshot.scopes);
  const ordered = action === 'start' ? steps : steps.toReversed();
  if (!ordered.flat().some((target) => isWanted(snapshot, target, action))) return [];
  return ordered
    .map((step) => step.filter((target) => isWanted(snapshot, target, action) || isGoingOn(snapshot, target)))
    .filter((step) => step.length > 0);
}

/** What of a group a start, or a stop, would change or wait for. */
export const groupTargets = (group: Group, snapshot: Snapshot, action: 'start' | 'stop'): readonly InstanceTarget[] =>
  stepsOf(group, snapshot, action).flat();

/** What of the step that is under way can be asked for now, and was not yet. */
function dueIn({ request, steps, index, sent }: Run, snapshot: Snapshot): readonly InstanceTarget[] {
  return (steps[index] ?? []).filter((target) => isWanted(snapshot, target, request.action) && !sent.includes(target));
}

function isWanted(snapshot: Snapshot, target: InstanceTarget, action: 'start' | 'stop'): boolean {
  const found = findTarget(snapshot, target);
  return found !== undefined && primaryAction(found.instance, activityOf(found)) === action;
}

/**
 * Whoever set it going. One that is not known to be usable yet is waited for as well: what comes next may need it.
 */
function isGoingOn(snapshot: Snapshot, target: InstanceTarget): boolean {
  const found = findTarget(snapshot, target);
  if (found === undefined) return false;
  const activity = activityOf(found);
  const { state } = found.instance;
  return isUnderWay(activity) || activity?.phase === 'checking' || state === 'pending' || state === 'stopping';
}

function hasFailed(snapshot: Snapshot, target: InstanceTarget): boolean {
  const found = findTarget(snapshot, target);
  return found !== undefined && activityOf(found)?.phase === 'failed';
}

const activityOf = ({ scope, instance }: Located): Activity | undefined => scope.activities[instance.instanceId];

function nameOf(snapshot: Snapshot, target: InstanceTarget): string {
  const found = findTarget(snapshot, target);
  return found === undefined ? target.instanceId : instanceLabel(found.instance);
}

function byScope(targets: readonly InstanceTarget[]): ReadonlyMap<ScopeId, readonly InstanceId[]> {
  const scopes = new Map<ScopeId, InstanceId[]>();
  for (const { scopeId, instanceId } of targets) scopes.set(scopeId, [...(scopes.get(scopeId) ?? []), instanceId]);
  return scopes;
}
