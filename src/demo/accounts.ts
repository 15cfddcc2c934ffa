import { Fleet } from './fleet';

/** The accounts of one endpoint, each with a fleet of its own. */
export class Accounts {
  readonly #own: Fleet;
  readonly #others: Map<string, Fleet>;

  /** @param own of the account that keys belong to where nothing else is said */
  constructor(own: Fleet, others: readonly Fleet[]) {
    this.#own = own;
    this.#others = new Map(others.map((fleet) => [fleet.accountId, fleet]));
  }

  /** An account that nobody gave a fleet to has no instances. */
  fleetOf(accountId: string = this.#own.accountId): Fleet {
    if (accountId === this.#own.accountId) return this.#own;
    const known = this.#others.get(accountId);
    if (known !== undefined) return known;
    const empty = new Fleet({ clock: this.#own.clock, accountId });
    this.#others.set(accountId, empty);
    return empty;
  }
}
