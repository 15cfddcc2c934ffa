import { isDryRunScope } from '../shared/dry-run';
import { type AppError, appError, fail, ok, type Result } from '../shared/errors';
import { isUnderWay } from '../shared/instance-look';
import {
  type Action,
  type ActionId,
  type ActionSource,
  type Activity,
  findScope,
  type InstanceId,
  type Scope,
  type ScopeId,
  toInstanceId,
} from '../shared/model';
import { denialOf } from '../shared/permissions';
import { ActionCalls } from './action-calls';
import type { ScopeClient } from './aws/scope-client';
import { capacityDelay } from './capacity-delay';
import type { Clock } from './clock';
import { DelayedActions } from './delayed-actions';
import { withActivities } from './scope-changes';
import type { ActionRecorder, SentAction } from './sent-action';
import type { Store } from './store';

/** How long a stop can be taken back before it is sent. */
const UNDO_MS = 5_000;

export interface InstanceActionsParts {
  readonly store: Store;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
  /** Told when AWS has taken something, so that it is followed to its end. */
  readonly follow: (scope: ScopeId) => void;
  readonly recorder: ActionRecorder;
  /** An ID that no other action has. */
  readonly newActionId: () => ActionId;
}

/** What a person asks for, and where they ask for it. */
export interface ActionRequest {
  readonly scopeId: ScopeId;
  readonly instanceIds: readonly InstanceId[];
  readonly action: Action;
  readonly source: ActionSource;
  /** Sends a stop at once, whatever the setting: it was asked for with a question answered, or typed as a command. */
  readonly isConfirmed?: boolean;
  /** Only tried out, whatever its Profile says: a part of something that is tried out as a whole. */
  readonly isDryRun?: boolean;
  /** Given where the caller must know it before anything is sent; else a new one. */
  readonly actionId?: ActionId;
}

/**
 * Takes what a person asks for, each once: an instance with an action under way takes no other (but a forced stop, which
 * is for stops that do not come to their end). `ActionCalls` sends it.
 */
export class InstanceActions {
  readonly #parts: InstanceActionsParts;
  readonly #calls: ActionCalls;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #delayed: DelayedActions;
  #isEnding = false;

  constructor(parts: InstanceActionsParts) {
    this.#parts = parts;
    this.#calls = new ActionCalls(parts);
    this.#delayed = new DelayedActions(parts.clock);
  }

  /**
   * Sends the action. A stop is sent at once or after a countdown, by the person's setting; the answer does not wait for
   * a countdown. One that is sent at once takes the place of the same action that counts down, for its own instances only:
   * what is answered as sent cannot be taken back. In a dry-run Profile it is only tried out, at once. Fails with `scope-not-found`, `instance-not-found`, or what AWS says
   * against it.
   */
  async request(request: ActionRequest): Promise<Result<ActionId | null>> {
    const { store } = this.#parts;
    const idle = this.#idle(request);
    if (!idle.ok || idle.value.length === 0) return idle.ok ? ok(null) : idle;
    const denial = this.#denial(request);
    if (denial !== null) return this.#refuse(request, idle.value, denial);
    const sent = this.#newAction(request);
    const canCountDown = sent.action === 'stop' || sent.action === 'hibernate';
    const isUndoable = store.get().settings.stopBehavior === 'undo' && !isMeantNow(request);
    if (sent.isDryRun || !canCountDown || !isUndoable || this.#isEnding) return this.#send(sent, idle.value);
    this.#countDown(sent, sent.action, idle.value);
    return ok(sent.actionId);
  }

  /** Whether there is anything that a request would do. */
  canBegin(request: ActionRequest): boolean {
    const idle = this.#idle(request);
    return idle.ok && idle.value.length > 0 && this.#denial(request) === null;
  }

  /** Takes back stops that are still counting down; one that was sent already stays sent. */
  undoStop(scopeId: ScopeId, ids: readonly InstanceId[]): Result<null> {
    return this.#clear(scopeId, ids, 'countdown');
  }

  /** Takes back what of these actions is still counting down. */
  takeBack(actionIds: readonly ActionId[]): void {
    for (const { id, activities } of this.#parts.store.get().scopes) {
      const own = Object.entries(activities)
        .filter(([, { actionId, phase }]) => phase === 'countdown' && actionIds.includes(actionId))
        .map(([instanceId]) => toInstanceId(instanceId));
      if (own.length > 0) this.#mark(id, own, null);
    }
  }

  /** Tries starts again and again that AWS had no capacity for, with growing pauses, until it has. */
  keepTrying(scopeId: ScopeId, ids: readonly InstanceId[], source: ActionSource): Result<null> {
    const scope = findScope(this.#parts.store.get(), scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    const refused = [...new Set(ids)].filter((id) => {
      const activity = scope.activities[id];
      return activity?.phase === 'failed' && activity.error.code === 'insufficient-capacity';
    });
    if (refused.length === 0 || this.#isEnding) return ok(null);
    const sent = this.#newAction({ scopeId, instanceIds: refused, action: 'start', source });
    if (sent.isDryRun) {
      void this.#send(sent, refused);
      return ok(null);
    }
    this.#wait(sent, refused, 1);
    void this.#track(this.#parts.recorder.begun(sent, refused));
    return ok(null);
  }

  /** Gives up on starts that wait for capacity. */
  stopTrying(scopeId: ScopeId, ids: readonly InstanceId[]): Result<null> {
    return this.#clear(scopeId, ids, 'waiting');
  }

  /** Sends what is counting down in these scopes now, before they go: a stop that was asked for is not lost. */
  sendCountdowns(scopeIds: readonly ScopeId[]): void {
    this.#delayed.end((scopeId) => scopeIds.includes(scopeId));
  }

  /** Before the app ends: sends all that is counting down, and waits until nothing is under way any more. */
  async flush(): Promise<void> {
    this.#isEnding = true;
    this.#delayed.end(() => true);
    for (const { id, activities } of this.#parts.store.get().scopes) {
      this.#clear(id, Object.keys(activities).map(toInstanceId), 'waiting');
    }
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #denial({ scopeId, action, isDryRun }: ActionRequest): AppError | null {
    const snapshot = this.#parts.store.get();
    const scope = findScope(snapshot, scopeId);
    return scope === undefined || isDryRun === true ? null : denialOf(snapshot, scope, action);
  }

  /** What AWS is known to refuse is not sent: the rows tell why. */
  #refuse({ scopeId, action, actionId }: ActionRequest, ids: readonly InstanceId[], error: AppError): Result<never> {
    const { clock, newActionId } = this.#parts;
    this.#mark(scopeId, ids, {
      phase: 'failed',
      actionId: actionId ?? newActionId(),
      action,
      at: clock.now(),
      error,
    });
    return fail(error);
  }

  /** With the client that the scope has when the action begins: its Profile may be changed meanwhile. */
  #newAction(request: ActionRequest): SentAction {
    const { clientFor, newActionId } = this.#parts;
    const { scopeId, action, source, actionId } = request;
    const isDryRun = this.#isDryRun(request);
    return { actionId: actionId ?? newActionId(), scopeId, action, source, client: clientFor(scopeId), isDryRun };
  }

  #isDryRun({ scopeId, isDryRun }: Pick<ActionRequest, 'scopeId' | 'isDryRun'>): boolean {
    return isDryRun === true || isDryRunScope(this.#parts.store.get(), scopeId);
  }

  #countDown(sent: SentAction, action: 'stop' | 'hibernate', ids: readonly InstanceId[]): void {
    const sendsAt = this.#parts.clock.now() + UNDO_MS;
    this.#mark(sent.scopeId, ids, { phase: 'countdown', actionId: sent.actionId, action, sendsAt });
    this.#delayed.add(sent.scopeId, 'countdown', UNDO_MS, () => {
      // Undone ones, and ones undone and stopped again, are not in it any more.
      const due = this.#stillIn(sent, ids, 'countdown');
      if (due.length > 0) void this.#send(sent, due);
    });
  }

  #wait(sent: SentAction, ids: readonly InstanceId[], attempts: number): void {
    const { clock, random } = this.#parts;
    const delay = capacityDelay(attempts, random());
    this.#mark(sent.scopeId, ids, waitingActivity(sent, attempts, clock.now(), delay));
    this.#delayed.add(sent.scopeId, 'capacity', delay, () => void this.#track(this.#tryAgain(sent, ids, attempts)));
  }

  async #tryAgain(sent: SentAction, ids: readonly InstanceId[], attempts: number): Promise<void> {
    const due = this.#stillIn(sent, ids, 'waiting');
    if (due.length === 0) return;
    const { clock, random } = this.#parts;
    const again = attempts + 1;
    // Those that AWS refuses wait at once, so that nobody takes them for failed while it is asked about the others.
    const untilCapacity = () =>
      this.#isEnding ? null : waitingActivity(sent, again, clock.now(), capacityDelay(again, random()));
    this.#calls.markSending(sent, due);
    await this.#calls.send({ ...sent, untilCapacity }, due);
    const waiting = this.#stillIn(sent, due, 'waiting');
    if (waiting.length > 0) this.#wait(sent, waiting, again);
  }

  async #send(asked: SentAction, ids: readonly InstanceId[]): Promise<Result<ActionId>> {
    // A dry run that was switched on during a countdown holds for it too: nothing is sent that nobody expects any more.
    const sent = { ...asked, isDryRun: this.#isDryRun(asked) };
    const carriedOut = async () => {
      this.#calls.markSending(sent, ids);
      await this.#parts.recorder.begun(sent, ids);
      return this.#calls.send(sent, ids);
    };
    const { refused } = await this.#track(carriedOut());
    const [first] = refused;
    return first === undefined ? ok(sent.actionId) : fail(first.error);
  }

  #stillIn(sent: SentAction, ids: readonly InstanceId[], phase: Activity['phase']): readonly InstanceId[] {
    const activities = findScope(this.#parts.store.get(), sent.scopeId)?.activities ?? {};
    return ids.filter((id) => activities[id]?.phase === phase && activities[id].actionId === sent.actionId);
  }

  #clear(scopeId: ScopeId, ids: readonly InstanceId[], phase: Activity['phase']): Result<null> {
    const scope = findScope(this.#parts.store.get(), scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    const chosen = ids.filter((id) => scope.activities[id]?.phase === phase);
    if (chosen.length > 0) this.#mark(scopeId, chosen, null);
    return ok(null);
  }

  #track<Answer>(sent: Promise<Answer>): Promise<Answer> {
    this.#underWay.add(sent);
    return sent.finally(() => this.#underWay.delete(sent));
  }

  /** Those that it may begin for, each once. An instance that is not there makes the whole request wrong. */
  #idle(request: ActionRequest): Result<readonly InstanceId[]> {
    const { scopeId, instanceIds } = request;
    const scope = findScope(this.#parts.store.get(), scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    const listed = new Set(scope.instances.map(({ instanceId }) => instanceId));
    const missing = instanceIds.find((id) => !listed.has(id));
    if (missing !== undefined) return fail(appError('instance-not-found', { values: { where: scope.region } }));
    const isDryRun = this.#isDryRun(request);
    // What is tried out takes the place of nothing that is really under way.
    const isFree = (id: InstanceId): boolean =>
      isDryRun ? !isUnderWay(scope.activities[id]) : mayBegin(scope, id, request);
    return ok([...new Set(instanceIds)].filter(isFree));
  }

  #mark(scopeId: ScopeId, ids: readonly InstanceId[], activity: Activity | null): void {
    this.#parts.store.updateScope(scopeId, (scope) => withActivities(scope, ids, activity));
  }
}

function waitingActivity({ actionId }: SentAction, attempts: number, since: number, delayMs: number) {
  const retryAt = since + delayMs;
  return { phase: 'waiting', actionId, action: 'start', since, attempts, retryAt } as const;
}

/** Whether it is sent without a countdown. */
const isMeantNow = ({ source, isConfirmed }: ActionRequest): boolean =>
  isConfirmed === true || source === 'command-line';

function mayBegin(scope: Scope, id: InstanceId, request: ActionRequest): boolean {
  const activity = scope.activities[id];
  if (activity === undefined || !isUnderWay(activity)) return true;
  if (activity.phase === 'countdown' && activity.action === request.action) return isMeantNow(request);
  // A stop that hangs is what a forced one is for; one that is on its way to AWS is not overtaken.
  return (
    request.action === 'force-stop' &&
    (activity.action === 'stop' || activity.action === 'hibernate') &&
    activity.phase !== 'sending'
  );
}
