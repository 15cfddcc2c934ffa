import type { ScopeId } from '../shared/model';
import type { ScopeClient } from './aws/scope-client';
import type { Clock } from './clock';
import { MOST_SCOPES_AT_ONCE, staggerDelay } from './polling-plan';
import type { RequestPacer } from './request-pacer';
import { ScopePoller, type ScopePollerParts } from './scope-poller';
import type { Store } from './store';

/** Why nothing is asked for a while. Several may hold at the same time. */
export type PauseReason = 'suspend' | 'lock' | 'offline';

export interface PollerParts {
  readonly store: Store;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
  readonly pacer: RequestPacer;
  /** Whether a scope is asked on this computer itself, which no network is needed for. */
  readonly isLocal: (scope: ScopeId) => boolean;
}

/** When to ask AWS what: one ScopePoller per scope, so that a slow scope holds up no other. */
export class Poller {
  readonly #parts: ScopePollerParts;
  readonly #isLocal: (scope: ScopeId) => boolean;
  readonly #scopes = new Map<ScopeId, ScopePoller>();
  readonly #pauses = new Set<PauseReason>();
  /** Scopes in which something was asked for behind a locked screen. */
  readonly #actedOn = new Set<ScopeId>();
  #isWindowVisible = false;
  /** The scopes to be listed as soon as the stagger allows, with how many listings each had when it came here. */
  readonly #queue = new Map<ScopeId, number>();
  /** When the last scopes began, oldest first, ms since the epoch. */
  #begun: readonly number[] = [];
  #cancelTimer = (): void => {};

  constructor(parts: PollerParts) {
    this.#isLocal = parts.isLocal;
    this.#parts = {
      ...parts,
      isWindowVisible: () => this.#isWindowVisible,
      isPaused: (id) => this.isPaused(id),
      isAsleep: () => this.#pauses.has('suspend'),
    };
  }

  /** Starts what the store has newly got, stops what it has no more; `restart` names scopes to begin afresh. */
  sync(restart: readonly ScopeId[] = []): void {
    const { scopes } = this.#parts.store.get();
    const wanted = new Set(scopes.filter(({ sameAs }) => sameAs === null).map(({ id }) => id));
    for (const [id, poller] of this.#scopes) {
      if (wanted.has(id) && !restart.includes(id)) continue;
      poller.stop();
      this.#scopes.delete(id);
      this.#queue.delete(id);
    }
    const added = [...wanted].filter((id) => !this.#scopes.has(id));
    for (const id of added) this.#scopes.set(id, new ScopePoller(id, this.#parts));
    const free = added.filter((id) => !this.isPaused(id));
    // A person has just asked for these: the first ones wait for nothing that began before.
    for (const id of free.slice(0, MOST_SCOPES_AT_ONCE)) this.#begin(id);
    this.#listInTurn(free.slice(MOST_SCOPES_AT_ONCE));
  }

  /** Nothing is asked about these any more, and no answer that is under way is taken, until the next `sync`. */
  halt(ids: readonly ScopeId[]): void {
    for (const id of ids) {
      this.#scopes.get(id)?.stop();
      this.#scopes.delete(id);
      this.#queue.delete(id);
    }
  }

  /**
   * Lists one scope, or all of them, now; resolves when the answers are in the store. Of more scopes than may begin at
   * once the others follow in turn, and are not waited for. Somebody who asks knows best whether there is a network, and
   * sits before no locked screen; while the computer sleeps nothing is asked.
   */
  async refresh(id: ScopeId | null): Promise<void> {
    // It would count as begun, and hold up the listing after the computer has woken.
    if (this.#pauses.has('suspend')) return;
    const chosen = [...this.#scopes].filter(([scope]) => id === null || scope === id);
    const first = chosen.slice(0, MOST_SCOPES_AT_ONCE);
    const listed = first.map(([scope, poller]) => {
      this.#noteBegun();
      this.#queue.delete(scope);
      return poller.refresh({ isAsked: true });
    });
    this.#listInTurn(chosen.slice(MOST_SCOPES_AT_ONCE).map(([scope]) => scope));
    await Promise.all(listed);
  }

  /**
   * Something was just changed in this scope: look often until it has settled. Behind a locked screen that can only have
   * come from a command, whose author wants to know.
   */
  follow(id: ScopeId): void {
    if (this.#pauses.has('lock')) this.#actedOn.add(id);
    this.#scopes.get(id)?.follow();
  }

  /** Whether somebody can see the window: pauses are shorter while it is, and old pictures are taken again at once. */
  setWindowVisible(visible: boolean): void {
    if (visible === this.#isWindowVisible) return;
    this.#isWindowVisible = visible;
    if (!visible) return;
    const free = [...this.#scopes].filter(([id]) => !this.isPaused(id));
    this.#listInTurn(free.filter(([, poller]) => poller.lookedAt()).map(([id]) => id));
  }

  /** From now on no request begins and no timer runs, until `resume` has been told of every reason. */
  pause(reason: PauseReason): void {
    this.#pauses.add(reason);
    for (const [id, poller] of this.#scopes) {
      if (!this.isPaused(id)) continue;
      this.#queue.delete(id);
      poller.pause();
    }
    this.#beginNext();
  }

  /** The reason holds no longer; after the last one every scope is listed. */
  resume(reason: PauseReason): void {
    const ids = [...this.#scopes.keys()];
    const paused = ids.filter((id) => this.isPaused(id));
    if (!this.#pauses.delete(reason)) return;
    if (reason === 'lock') this.#actedOn.clear();
    this.#listInTurn(paused.filter((id) => !this.isPaused(id)));
  }

  /** The settings have changed the bounds of the pauses. */
  replan(): void {
    for (const poller of this.#scopes.values()) poller.replan();
  }

  stop(): void {
    this.#clearQueue();
    for (const poller of this.#scopes.values()) poller.stop();
    this.#scopes.clear();
  }

  /** Whether nothing is asked about a scope on its own now. */
  isPaused(id: ScopeId): boolean {
    if (this.#pauses.has('suspend')) return true;
    if (this.#pauses.has('lock') && !this.#actedOn.has(id)) return true;
    return this.#pauses.has('offline') && !this.#isLocal(id);
  }

  /** Lists these scopes as soon as the stagger allows, those first in which something is changing. */
  #listInTurn(ids: readonly ScopeId[]): void {
    const isChanging = (id: ScopeId): boolean => this.#scopes.get(id)?.isChanging ?? false;
    const [changing, others] = [ids.filter(isChanging), ids.filter((id) => !isChanging(id))];
    for (const id of [...changing, ...others]) {
      if (!this.#queue.has(id)) this.#queue.set(id, this.#scopes.get(id)?.listings ?? 0);
    }
    this.#beginNext();
  }

  #beginNext(): void {
    this.#cancelTimer();
    for (const [id, listings] of this.#queue) {
      // One that has been listed meanwhile, by its own timer or because somebody asked, needs no turn.
      if (this.#scopes.get(id)?.listings === listings) {
        const wait = staggerDelay(this.#begun, this.#parts.clock.now());
        if (wait > 0) {
          this.#cancelTimer = this.#parts.clock.after(wait, () => this.#beginNext());
          return;
        }
        this.#begin(id);
      }
      this.#queue.delete(id);
    }
  }

  #begin(id: ScopeId): void {
    this.#noteBegun();
    void this.#scopes.get(id)?.begin();
  }

  #noteBegun(): void {
    this.#begun = [...this.#begun, this.#parts.clock.now()].slice(-MOST_SCOPES_AT_ONCE);
  }

  #clearQueue(): void {
    this.#cancelTimer();
    this.#queue.clear();
  }
}
