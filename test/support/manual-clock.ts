import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/main/clock';
import { noon } from './snapshot-builder';

interface Task {
  readonly dueAt: number;
  readonly run: () => void;
}

/** More steps than any test means: a task that sets itself again without any delay. */
const TOO_MANY = 10_000;

/** A clock that stands still until the test moves it; what was put off then runs in the order in which it is due. */
export class ManualClock implements Clock {
  #now: number;
  readonly #tasks = new Set<Task>();

  constructor(start = noon) {
    this.#now = start;
  }

  now = (): number => this.#now;

  after = (delayMs: number, run: () => void): (() => void) => {
    const task = { dueAt: this.#now + delayMs, run };
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  };

  /** How long until the next task, in ms; null where nothing waits. */
  untilNext(): number | null {
    const next = this.#next();
    return next === undefined ? null : next.dueAt - this.#now;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Moves the time on; what the tasks set going (promises, not I/O) is carried out on the way. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let step = 0; step < TOO_MANY; step += 1) {
      await settled();
      const next = this.#next();
      if (next === undefined || next.dueAt > end) {
        this.#now = end;
        return;
      }
      this.#now = Math.max(this.#now, next.dueAt);
      this.#tasks.delete(next);
      next.run();
    }
    throw new Error(`The clock ran ${TOO_MANY} tasks in ${ms} ms: something asks again without any delay`);
  }

  #next(): Task | undefined {
    return [...this.#tasks].sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}

/** Resolves once every promise that can go on has gone on. */
export const settled = (): Promise<void> => nextTurn();
