import type { Region } from '../shared/model';

/*
 * EC2 gives each account and Region 50 calls by instance ID at once, and 10 more each second
 * (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html). Which Profiles share an account nobody can
 * tell without asking, so all of a Region draw on one budget: less than half of that, for other programs need theirs.
 */
const MOST_AT_ONCE = 20;
const PER_SECOND = 8;

interface Budget {
  readonly left: number;
  /** When `left` was right, ms since the epoch. */
  readonly at: number;
}

/** Keeps the calls by instance ID to what EC2 allows, for all scopes of a Region together. */
export class RequestPacer {
  readonly #budgets = new Map<Region, Budget>();

  /**
   * Reserves the next call that is free: how long until it may be sent, ms, 0 for at once. Who has reserved need not ask
   * again, so that those who wait go one after the other, in the order in which they came.
   */
  reserve(region: Region, now: number): number {
    const budget = this.#budgets.get(region) ?? { left: MOST_AT_ONCE, at: now };
    // A clock that was set back gives nothing, and takes nothing away.
    const grown = (Math.max(0, now - budget.at) / 1000) * PER_SECOND;
    // Below zero, so many calls are reserved ahead.
    const left = Math.min(MOST_AT_ONCE, budget.left + grown) - 1;
    this.#budgets.set(region, { left, at: now });
    return left >= 0 ? 0 : Math.ceil((-left / PER_SECOND) * 1000);
  }
}
