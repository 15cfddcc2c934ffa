import type { ScopeId } from '../shared/model';
import type { Clock } from './clock';

/** A stop that counts down, or a start that waits for capacity. */
interface Delayed {
  readonly scopeId: ScopeId;
  readonly kind: 'countdown' | 'capacity';
  /** Now, instead of at its time. */
  readonly run: () => void;
  readonly cancel: () => void;
}

/** What happens later, unless it is taken back: each runs once at most. */
export class DelayedActions {
  readonly #clock: Clock;
  readonly #delayed = new Set<Delayed>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(scopeId: ScopeId, kind: Delayed['kind'], delayMs: number, task: () => void): void {
    const run = (): void => {
      if (!this.#delayed.delete(delayed)) return;
      cancelTimer();
      task();
    };
    const cancelTimer = this.#clock.after(delayMs, run);
    const cancel = (): void => {
      this.#delayed.delete(delayed);
      cancelTimer();
    };
    const delayed: Delayed = { scopeId, kind, run, cancel };
    this.#delayed.add(delayed);
  }

  /** Runs what counts down in these scopes now, and lets go of what waits: a stop that was asked for is not lost. */
  end(isMeant: (scopeId: ScopeId) => boolean): void {
    for (const delayed of [...this.#delayed]) {
      if (!isMeant(delayed.scopeId)) continue;
      if (delayed.kind === 'countdown') delayed.run();
      else delayed.cancel();
    }
  }
}
