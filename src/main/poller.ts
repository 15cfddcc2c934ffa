import type { ScopeId } from '../shared/model';
import { findScope } from '../shared/model';
import type { ScopeClient } from './aws/scope-client';
import type { Clock } from './clock';
import { changingInstanceIds, withDescribed, withFailure, withListing, withRefreshing } from './scope-changes';
import type { Store } from './store';

/** How often a scope is listed while nothing happens. */
const LIST_EVERY_MS = 60_000;
/** The first look at a changing instance, and the longest time between two. */
const FOLLOW_FIRST_MS = 1_000;
const FOLLOW_LONGEST_MS = 10_000;
const FOLLOW_GROWTH = 1.4;
/** After a failure: doubled each time, up to the longest, with full jitter above the half. */
const RETRY_FIRST_MS = 5_000;
const RETRY_LONGEST_MS = 5 * 60_000;
/** Security teams alert on DescribeInstances in more Regions than this within 30 s: more scopes begin later. */
const MOST_SCOPES_AT_ONCE = 10;
const STAGGER_MS = 30_000;
/** EC2 takes at most this many IDs in one call. */
const MOST_IDS = 1000;

export interface PollerParts {
  readonly store: Store;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
}

/** When to ask AWS what: one ScopePoller per scope, so that a slow scope holds up no other. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #scopes = new Map<ScopeId, ScopePoller>();

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  /** Starts what the store has newly got, stops what it has no more; `restart` names scopes to begin afresh. */
  sync(restart: readonly ScopeId[] = []): void {
    const wanted = new Set(this.#parts.store.get().scopes.map((scope) => scope.id));
    for (const [id, poller] of this.#scopes) {
      if (wanted.has(id) && !restart.includes(id)) continue;
      poller.stop();
      this.#scopes.delete(id);
    }
    const added = [...wanted].filter((id) => !this.#scopes.has(id));
    for (const [index, id] of added.entries()) {
      const poller = new ScopePoller(id, this.#parts);
      this.#scopes.set(id, poller);
      poller.start(Math.floor(index / MOST_SCOPES_AT_ONCE) * STAGGER_MS);
    }
  }

  /** Lists one scope, or all of them, now; resolves when the answers are in the store. */
  async refresh(id: ScopeId | null): Promise<void> {
    const chosen = [...this.#scopes].filter(([scope]) => id === null || scope === id);
    await Promise.all(chosen.map(([, poller]) => poller.refresh()));
  }

  /** Something was just changed in this scope: look often until it has settled. */
  follow(id: ScopeId): void {
    this.#scopes.get(id)?.follow();
  }

  stop(): void {
    for (const poller of this.#scopes.values()) poller.stop();
    this.#scopes.clear();
  }
}

/** Asks AWS about one scope, one request at a time. */
class ScopePoller {
  readonly #id: ScopeId;
  readonly #parts: PollerParts;
  #cancelTimer = (): void => {};
  #request: Promise<void> | null = null;
  #isListing = false;
  #isStopped = false;
  #followRounds = 0;
  #failures = 0;
  #listAt = 0;

  constructor(id: ScopeId, parts: PollerParts) {
    this.#id = id;
    this.#parts = parts;
  }

  /** Begins after `delayMs`. */
  start(delayMs: number): void {
    if (delayMs === 0) void this.refresh();
    else this.#cancelTimer = this.#parts.clock.after(delayMs, () => void this.refresh());
  }

  /** A listing that begins now or is under way already. */
  async refresh(): Promise<void> {
    if (this.#request !== null && this.#isListing) return this.#request;
    if (this.#request !== null) await this.#request;
    if (this.#isStopped) return;
    return this.#run(() => this.#list(), true);
  }

  follow(): void {
    this.#followRounds = 0;
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
      if (!this.#isStopped) this.#schedule();
    });
    return this.#request;
  }

  #schedule(): void {
    this.#cancelTimer();
    const { clock } = this.#parts;
    // Never longer than the longest pause there is, also when the computer's clock was set back.
    const untilList = Math.min(Math.max(0, this.#listAt - clock.now()), RETRY_LONGEST_MS);
    const isChanging = this.#changing().length > 0;
    if (!isChanging) this.#followRounds = 0;
    // While AWS refuses to answer, nothing is followed either: the pause before the next listing holds for both.
    const untilFollow = isChanging && this.#failures === 0 ? this.#followDelay() : Number.POSITIVE_INFINITY;
    this.#cancelTimer = clock.after(Math.min(untilList, untilFollow), () => {
      void (untilFollow < untilList
        ? this.#run(() => this.#describeChanging(), false)
        : this.#run(() => this.#list(), true));
    });
  }

  async #list(): Promise<void> {
    const { store, clock, clientFor } = this.#parts;
    store.updateScope(this.#id, withRefreshing);
    const client = clientFor(this.#id);
    const askedAt = clock.now();
    const answer = await client.listInstances();
    if (this.#isStopped) return;
    const now = clock.now();
    if (answer.ok) {
      this.#failures = 0;
      this.#listAt = now + LIST_EVERY_MS;
      store.updateScope(this.#id, (scope) => withListing(scope, answer.value, askedAt, now));
    } else {
      this.#failures += 1;
      this.#listAt = now + this.#retryDelay();
      store.updateScope(this.#id, (scope) => withFailure(scope, answer.error, this.#listAt));
    }
  }

  async #describeChanging(): Promise<void> {
    const { store, clock, clientFor } = this.#parts;
    const ids = this.#changing();
    if (ids.length === 0) return;
    this.#followRounds += 1;
    const client = clientFor(this.#id);
    const askedAt = clock.now();
    const answer = await client.describeInstances(ids.slice(0, MOST_IDS));
    if (this.#isStopped) return;
    if (answer.ok) {
      store.updateScope(this.#id, (scope) => withDescribed(scope, answer.value, askedAt, clock.now()));
    } else {
      // One of them is gone, or AWS is in trouble: the listing finds out which, and says so.
      this.#listAt = clock.now();
    }
  }

  #changing() {
    const scope = findScope(this.#parts.store.get(), this.#id);
    return scope === undefined ? [] : changingInstanceIds(scope);
  }

  #followDelay(): number {
    const delay = Math.min(FOLLOW_LONGEST_MS, FOLLOW_FIRST_MS * FOLLOW_GROWTH ** this.#followRounds);
    return delay * (0.9 + 0.2 * this.#parts.random());
  }

  #retryDelay(): number {
    const longest = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** (this.#failures - 1));
    return longest * (0.5 + 0.5 * this.#parts.random());
  }
}
