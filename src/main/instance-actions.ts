import { assertNever } from '../shared/assert-never';
import { type AppError, appError, fail, ok, type Result } from '../shared/errors';
import { isUnderWay } from '../shared/instance-look';
import { type Action, type Activity, findInstance, findScope, type InstanceId, type ScopeId } from '../shared/model';
import type { ScopeClient, StateChange } from './aws/scope-client';
import { isFateUnknown } from './aws/sdk-errors';
import type { Clock } from './clock';
import { withActivity } from './scope-changes';
import type { Store } from './store';

/** How long a stop can be taken back before it is sent. */
const UNDO_MS = 5_000;

export interface InstanceActionsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
  /** Told when AWS has taken something, so that it is followed to its end. */
  readonly follow: (scope: ScopeId) => void;
}

/** A stop that is counting down, for instances of one scope. */
interface Countdown {
  readonly scopeId: ScopeId;
  /** Sends what was not taken back, now. */
  readonly send: () => void;
}

/**
 * Sends actions to AWS, each once: an instance with an action under way takes no other. Many instances of a scope go in
 * one call; where one of them makes AWS refuse the whole call, the batch is split so that the good ones go through.
 */
export class InstanceActions {
  readonly #parts: InstanceActionsParts;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #countdowns = new Set<Countdown>();
  #isEnding = false;

  constructor(parts: InstanceActionsParts) {
    this.#parts = parts;
  }

  start(scopeId: ScopeId, ids: readonly InstanceId[]): Promise<Result<null>> {
    return this.#begin(scopeId, ids, 'start');
  }

  reboot(scopeId: ScopeId, ids: readonly InstanceId[]): Promise<Result<null>> {
    return this.#begin(scopeId, ids, 'reboot');
  }

  /** Sends at once or after a countdown, by the person's setting; with a countdown the answer does not wait for it. */
  async stop(scopeId: ScopeId, ids: readonly InstanceId[]): Promise<Result<null>> {
    const { store, clock } = this.#parts;
    if (store.get().settings.stopBehavior === 'at-once' || this.#isEnding) return this.#begin(scopeId, ids, 'stop');

    const idle = this.#idle(scopeId, ids);
    if (!idle.ok || idle.value.length === 0) return idle.ok ? ok(null) : idle;
    const sendsAt = clock.now() + UNDO_MS;
    this.#mark(scopeId, idle.value, { phase: 'countdown', action: 'stop', sendsAt });
    const countdown: Countdown = {
      scopeId,
      send: () => {
        if (!this.#countdowns.delete(countdown)) return;
        cancelTimer();
        this.#sendCountedDown(scopeId, idle.value, sendsAt);
      },
    };
    const cancelTimer = clock.after(UNDO_MS, countdown.send);
    this.#countdowns.add(countdown);
    return ok(null);
  }

  /** Takes back stops that are still counting down; one that was sent already stays sent. */
  undoStop(scopeId: ScopeId, ids: readonly InstanceId[]): Result<null> {
    const scope = findScope(this.#parts.store.get(), scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    for (const id of ids) {
      if (scope.activities[id]?.phase === 'countdown') this.#mark(scopeId, [id], null);
    }
    return ok(null);
  }

  /** Sends what is counting down in these scopes now, before they go: a stop that was asked for is not lost. */
  sendCountdowns(scopeIds: readonly ScopeId[]): void {
    for (const countdown of [...this.#countdowns]) {
      if (scopeIds.includes(countdown.scopeId)) countdown.send();
    }
  }

  /** Before the app ends: sends all that is counting down, and waits until nothing is under way any more. */
  async flush(): Promise<void> {
    this.#isEnding = true;
    for (const countdown of [...this.#countdowns]) countdown.send();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Only those still in this very countdown: undone ones, and ones undone and stopped again, are not in it. */
  #sendCountedDown(scopeId: ScopeId, ids: readonly InstanceId[], sendsAt: number): void {
    const activities = findScope(this.#parts.store.get(), scopeId)?.activities ?? {};
    const due = ids.filter((id) => {
      const activity = activities[id];
      return activity?.phase === 'countdown' && activity.sendsAt === sendsAt;
    });
    if (due.length > 0) void this.#track(this.#send(scopeId, due, 'stop', this.#parts.clientFor(scopeId)));
  }

  async #begin(scopeId: ScopeId, ids: readonly InstanceId[], action: Action): Promise<Result<null>> {
    const idle = this.#idle(scopeId, ids);
    if (!idle.ok) return idle;
    if (idle.value.length === 0) return ok(null);
    return this.#track(this.#send(scopeId, idle.value, action, this.#parts.clientFor(scopeId)));
  }

  #track(sent: Promise<Result<null>>): Promise<Result<null>> {
    this.#underWay.add(sent);
    return sent.finally(() => this.#underWay.delete(sent));
  }

  /** Those with nothing under way, each once. An instance that is not there makes the whole request wrong. */
  #idle(scopeId: ScopeId, ids: readonly InstanceId[]): Result<readonly InstanceId[]> {
    const scope = findScope(this.#parts.store.get(), scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    const missing = ids.find((id) => findInstance(scope, id) === undefined);
    if (missing !== undefined) return fail(appError('instance-not-found', { values: { where: scope.region } }));
    return ok([...new Set(ids)].filter((id) => !isUnderWay(scope.activities[id])));
  }

  /** With the client that the scope had when the action began: its Profile may be changed meanwhile. */
  async #send(
    scopeId: ScopeId,
    ids: readonly InstanceId[],
    action: Action,
    client: ScopeClient,
  ): Promise<Result<null>> {
    const { clock } = this.#parts;
    this.#mark(scopeId, ids, { phase: 'sending', action, since: clock.now() });
    const answer = await call(client, ids, action);
    if (answer.ok) {
      this.#accept(scopeId, ids, action, answer.value);
      return ok(null);
    }
    if (ids.length > 1 && isAboutSingleInstances(answer.error)) {
      const half = Math.ceil(ids.length / 2);
      // One after the other: EC2's bucket for these calls holds five.
      const first = await this.#send(scopeId, ids.slice(0, half), action, client);
      const second = await this.#send(scopeId, ids.slice(half), action, client);
      return first.ok ? second : first;
    }
    this.#refuse(scopeId, ids, action, answer.error);
    return answer;
  }

  #accept(scopeId: ScopeId, ids: readonly InstanceId[], action: Action, changes: readonly StateChange[]): void {
    const since = this.#parts.clock.now();
    for (const id of ids) {
      const state = changes.find((change) => change.instanceId === id)?.currentState;
      const hasProgressed = state === 'pending' || state === 'stopping';
      this.#mark(scopeId, [id], action === 'reboot' ? null : { phase: 'accepted', action, since, hasProgressed });
    }
    this.#parts.follow(scopeId);
  }

  #refuse(scopeId: ScopeId, ids: readonly InstanceId[], action: Action, error: AppError): void {
    const now = this.#parts.clock.now();
    if (isFateUnknown(error) && action !== 'reboot') {
      this.#mark(scopeId, ids, { phase: 'unverified', action, since: now });
      this.#parts.follow(scopeId);
    } else {
      const told = isFateUnknown(error) ? appError('outcome-unknown', { detail: error.detail }) : error;
      this.#mark(scopeId, ids, { phase: 'failed', action, at: now, error: told });
    }
  }

  #mark(scopeId: ScopeId, ids: readonly InstanceId[], activity: Activity | null): void {
    this.#parts.store.updateScope(scopeId, (scope) =>
      ids.reduce((marked, id) => withActivity(marked, id, activity), scope),
    );
  }
}

async function call(
  client: ScopeClient,
  ids: readonly InstanceId[],
  action: Action,
): Promise<Result<readonly StateChange[]>> {
  switch (action) {
    case 'start':
      return client.startInstances(ids);
    case 'stop':
      return client.stopInstances(ids);
    case 'reboot': {
      const answer = await client.rebootInstances(ids);
      return answer.ok ? ok([]) : answer;
    }
    default:
      return assertNever(action);
  }
}

/** Errors with which AWS refuses a whole call because of some of its instances. */
function isAboutSingleInstances(error: AppError): boolean {
  return (
    error.code === 'instance-not-found' ||
    error.code === 'instance-id-malformed' ||
    error.code === 'incorrect-state' ||
    error.code === 'stop-protected' ||
    error.code === 'not-permitted' ||
    error.code === 'unsupported-operation' ||
    error.code === 'insufficient-capacity'
  );
}
