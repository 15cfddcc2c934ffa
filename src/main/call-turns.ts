import type { Clock } from './clock';

/*
 * EC2's bucket for calls that start, and for those that stop, holds five and gains two each second
 * (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html). The calls of a split go no faster, and leave
 * one for others.
 */
const CALLS_AT_ONCE = 4;
const PAUSE_MS = 500;

/** Before a part that was throttled is sent again; after the last of them it has failed. */
export const THROTTLED_PAUSES_MS = [2_000, 4_000, 4_000, 4_000] as const;

/** The calls of one action: counted, and no faster than EC2 lets them be. */
export class CallTurns {
  readonly #clock: Clock;
  #taken = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many calls were sent. */
  get taken(): number {
    return this.#taken;
  }

  /** Resolves when the next call may be sent, which it then counts: after `pauseMs`, where there is one. */
  async next(pauseMs = this.#taken < CALLS_AT_ONCE ? 0 : PAUSE_MS): Promise<void> {
    this.#taken += 1;
    if (pauseMs > 0) await new Promise<void>((resolve) => this.#clock.after(pauseMs, resolve));
  }
}
