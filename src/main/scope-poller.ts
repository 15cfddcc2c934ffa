import type { AppError } from '../shared/errors';
import {
  findScope,
  type InstanceId,
  type ReadyCondition,
  type Scope,
  type ScopeId,
  toInstanceId,
} from '../shared/model';
import type { ScopeClient } from './aws/scope-client';
import type { Clock } from './clock';
import { followDelay, followTurn, hasChanged, listDelay, planFor, retryDelay, withChange } from './polling-plan';
import type { RequestPacer } from './request-pacer';
import { changingInstanceIds, withDescribed, withFailure, withListing, withRefreshing } from './scope-changes';
import type { Store } from './store';

/** A picture that is younger than this need not be taken again because the window opens. */
const FRESH_MS = 5_000;

/** The longest wait for one's turn in a Region; only a clock that was set back would make it longer. */
const LONGEST_TURN_MS = 60_000;

export interface ScopePollerParts {
  readonly store: Store;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
  readonly isWindowVisible: () => boolean;
  readonly pacer: RequestPacer;
  /** While this holds for a scope, no request of it begins and no timer runs. */
  readonly isPaused: (scope: ScopeId) => boolean;
  /** Whether the computer sleeps: not even somebody who asks gets an answer. */
  readonly isAsleep: () => boolean;
}

/** Asks AWS about one scope, one request at a time. */
export class ScopePoller {
  readonly #id: ScopeId;
  readonly #parts: ScopePollerParts;
  #cancelTimer = (): void => {};
  #request: Promise<void> | null = null;
  #isListing = false;
  #isStopped = false;
  /** Until it is begun, or begun again after a pause, nothing happens on its own. */
  #isWaiting = true;
  #followRounds = 0;
  #asked: ReadonlySet<InstanceId> = new Set();
  #failures = 0;
  /** Calls about changing instances that were throttled in a row: listings draw on another bucket, and may go well. */
  #followsThrottled = 0;
  #isThrottled = false;
  #changeTimes: readonly number[] = [];
  /** When the last listing was answered, ms since the epoch. */
  #listedAt = Number.NEGATIVE_INFINITY;
  /** The pause before the next listing: from when, and how long, ms. */
  #listPause = { since: 0, ms: 0 };
  #listings = 0;
  /** When the call by ID that is reserved may be sent, ms since the epoch; null where none is. */
  #turnAt: number | null = null;

  constructor(id: ScopeId, parts: ScopePollerParts) {
    this.#id = id;
    this.#parts = parts;
  }

  /** How many listings have begun. */
  get listings(): number {
    return this.#listings;
  }

  get isChanging(): boolean {
    return this.#changing().length > 0;
  }

  /** A listing that begins now, or right after the request that is under way: its answer may be from before a pause. */
  async begin(): Promise<void> {
    if (this.#request !== null) await this.#request;
    await this.refresh();
  }

  /** A listing that begins now or is under way already; nothing while paused. */
  async refresh({ isAsked = false } = {}): Promise<void> {
    if (this.#request !== null && this.#isListing) {
      // It may have begun before a pause that is over: then nothing else would set it going again.
      if (!this.#parts.isPaused(this.#id)) this.#isWaiting = false;
      return this.#request;
    }
    if (this.#request !== null) await this.#request;
    const isPaused = this.#parts.isPaused(this.#id);
    if (this.#isStopped || (isAsked ? this.#parts.isAsleep() : isPaused)) return;
    this.#isWaiting = isPaused;
    return this.#run(() => this.#list(), true);
  }

  follow(): void {
    this.#followRounds = 0;
    this.#sawChange();
    if (this.#parts.isPaused(this.#id)) return;
    this.#isWaiting = false;
    if (this.#request === null) this.#schedule();
  }

  /** The window has opened: pauses are those of a visible window. Answers whether a listing is worth while at once. */
  lookedAt(): boolean {
    if (this.#isWaiting) return true;
    // AWS asked for a pause: that somebody looks does not end it.
    if (this.#failures > 0 && this.#isThrottled) return false;
    if (this.#request !== null && this.#isListing) return false;
    if (this.#failures === 0) this.#listSooner();
    if (this.#request === null) this.#schedule();
    const age = this.#parts.clock.now() - this.#listedAt;
    return age > FRESH_MS || age < 0;
  }

  /** Nothing more happens until it is begun again; an answer that is under way is still taken. */
  pause(): void {
    this.#isWaiting = true;
    this.#cancelTimer();
  }

  /** The bounds of the pauses have changed: the pause that runs is one of the new ones. */
  replan(): void {
    if (this.#failures > 0) return;
    this.#listPause = { since: this.#listPause.since, ms: this.#listDelay() };
    if (this.#request === null) this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  #run(task: () => Promise<void>, isListing: boolean): Promise<void> {
    if (this.#request !== null) return this.#request;
    this.#cancelTimer();
    this.#isListing = isListing;
    this.#request = task().finally(() => {
      this.#request = null;
      this.#schedule();
    });
    return this.#request;
  }

  #schedule(): void {
    this.#cancelTimer();
    if (this.#isStopped || this.#isWaiting) return;
    const { clock, random } = this.#parts;
    const { since, ms } = this.#listPause;
    // Never longer than the pause that was meant, also when the computer's clock was set back.
    const untilList = Math.min(Math.max(0, since + ms - clock.now()), ms);
    const { isChanging } = this;
    if (!isChanging) this.#followRounds = 0;
    // Within a round, the next call about those who still wait for their turn comes soon.
    const rounds = this.#asked.size > 0 ? 0 : this.#followRounds;
    // While AWS refuses to answer, nothing is followed either: the pause before the next listing holds for both.
    const untilTurn = this.#turnAt === null ? null : Math.max(0, Math.min(this.#turnAt - clock.now(), LONGEST_TURN_MS));
    const untilLook = untilTurn ?? followDelay(rounds, random());
    const untilFollow = isChanging && this.#failures === 0 ? untilLook : Number.POSITIVE_INFINITY;
    this.#cancelTimer = clock.after(Math.min(untilList, untilFollow), () => {
      void (untilFollow < untilList
        ? this.#run(() => this.#describeChanging(), false)
        : this.#run(() => this.#list(), true));
    });
  }

  async #list(): Promise<void> {
    const { store, clock, clientFor } = this.#parts;
    this.#listings += 1;
    store.updateScope(this.#id, withRefreshing);
    const client = clientFor(this.#id);
    const askedAt = clock.now();
    const answer = await client.listInstances(() => this.#underWay());
    if (this.#isStopped) return;
    const now = clock.now();
    this.#listedAt = now;
    if (!answer.ok) return this.#failed(this.#failures + 1, answer.error);
    this.#failures = 0;
    const isChange = this.#show((scope) =>
      withListing(scope, answer.value, { askedAt, now, readyWhen: this.#readyWhen() }),
    );
    // A scope that was never seen before counts as one that has just changed.
    if (isChange || this.#changeTimes.length === 0) this.#changeTimes = withChange(this.#changeTimes, now);
    this.#listPause = { since: now, ms: this.#listDelay() };
  }

  async #describeChanging(): Promise<void> {
    const { clock, clientFor } = this.#parts;
    const { ids, asked } = followTurn(this.#changing(), this.#asked);
    if (ids.length > 0 && this.#mustWait()) return;
    this.#asked = asked;
    if (ids.length === 0) return;
    if (asked.size === 0) this.#followRounds += 1;
    const client = clientFor(this.#id);
    const askedAt = clock.now();
    const answer = await client.describeInstances(ids);
    if (this.#isStopped) return;
    const now = clock.now();
    if (answer.ok) {
      this.#followsThrottled = 0;
      if (this.#show((scope) => withDescribed(scope, answer.value, { askedAt, now, readyWhen: this.#readyWhen() })))
        this.#sawChange();
    } else if (answer.error.code === 'throttled') {
      this.#followsThrottled += 1;
      this.#failed(this.#followsThrottled, answer.error);
    } else {
      // One of them is gone, or AWS is in trouble: the listing finds out which, and says so.
      this.#listPause = { since: now, ms: 0 };
    }
  }

  /** Whether the Region's calls by ID are spent for now; then one is reserved, and the next look comes with it. */
  #mustWait(): boolean {
    const { clock, pacer } = this.#parts;
    const scope = this.#scope();
    if (this.#turnAt !== null || scope === undefined) {
      this.#turnAt = null;
      return false;
    }
    const wait = pacer.reserve(scope.region, clock.now());
    this.#turnAt = wait > 0 ? clock.now() + wait : null;
    return wait > 0;
  }

  /** Shows what went wrong and when AWS is asked again. */
  #failed(failures: number, error: AppError): void {
    const { store, clock, random } = this.#parts;
    this.#failures = failures;
    const isThrottled = error.code === 'throttled';
    this.#isThrottled = isThrottled;
    const pause = { since: clock.now(), ms: retryDelay({ failures, isThrottled }, random()) };
    this.#listPause = pause;
    store.updateScope(this.#id, (scope) => withFailure(scope, error, pause.since + pause.ms));
  }

  /** Puts an answer into the store; answers whether a person sees a difference. */
  #show(change: (scope: Scope) => Scope): boolean {
    const before = this.#scope()?.instances ?? [];
    this.#parts.store.updateScope(this.#id, change);
    return hasChanged(before, this.#scope()?.instances ?? []);
  }

  /** Where something changes, more may change soon: the next listing comes accordingly. */
  #sawChange(): void {
    this.#changeTimes = withChange(this.#changeTimes, this.#parts.clock.now());
    if (this.#failures === 0) this.#listSooner();
  }

  #listSooner(): void {
    const { since, ms } = this.#listPause;
    const now = this.#parts.clock.now();
    const delay = this.#listDelay();
    if (now + delay < since + ms) this.#listPause = { since: now, ms: delay };
  }

  /** The pause before a listing while AWS answers. */
  #listDelay(): number {
    const { clock, isWindowVisible } = this.#parts;
    const now = clock.now();
    const changeAges = this.isChanging ? [0] : this.#changeTimes.map((time) => now - time);
    return listDelay({ changeAges, isWindowVisible: isWindowVisible() }, planFor(this.#parts.store.get().settings));
  }

  #readyWhen(): ReadyCondition {
    return this.#parts.store.get().settings.readyWhen;
  }

  #scope(): Scope | undefined {
    return findScope(this.#parts.store.get(), this.#id);
  }

  /** The instances that something is under way with, or went wrong with, whatever the Profile's filter is. */
  #underWay(): readonly InstanceId[] {
    return Object.keys(this.#scope()?.activities ?? {}).map(toInstanceId);
  }

  #changing(): readonly InstanceId[] {
    const scope = this.#scope();
    return scope === undefined ? [] : changingInstanceIds(scope);
  }
}
