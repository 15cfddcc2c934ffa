import type { fromIni } from '@aws-sdk/credential-providers';
import type { Clock } from '../clock';

/** What requests are signed with: keys, a session token and when they end, where they do. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Credentials are renewed this long before they end, ms: as early as the SDK does it. */
export const RENEWED_BEFORE_MS = 5 * 60_000;
/** After a renewal that failed, those that are still good serve this long before the next try, ms. */
const NEXT_TRY_MS = 30_000;
/** What was found for refused ones, and is refused too, is not replaced before: it is not the credentials then, ms. */
const NEXT_REPLACEMENT_MS = 5 * 60_000;
/** Nothing takes longer than this: a process that never ends must not keep a Region loading for good, ms. */
const LONGEST_SEARCH_MS = 60_000;

interface Held {
  readonly credentials: Credentials;
  /** When they are to be renewed, ms since the epoch, UTC; null for keys without an end. */
  readonly renewAt: number | null;
}

/** The credentials of one way of signing in, found once for all that ask, and renewed before they end. */
export class CredentialCache {
  readonly #clock: Clock;
  readonly #resolve: () => Promise<Credentials>;
  #held: Held | null = null;
  /** What was last found in the place of refused ones; `at` is ms since the epoch, UTC. */
  #replacement: { readonly credentials: Credentials | null; readonly at: number } = { credentials: null, at: 0 };
  #underWay: Promise<Credentials> | null = null;

  constructor(clock: Clock, resolve: () => Promise<Credentials>) {
    this.#clock = clock;
    this.#resolve = resolve;
  }

  /** Those in hand, or new ones; fails as finding them fails, unless those in hand are still good. */
  get = async (): Promise<Credentials> => {
    const held = this.#held;
    if (held !== null && (held.renewAt === null || held.renewAt > this.#clock.now())) return held.credentials;
    this.#underWay ??= this.#renew(held);
    return this.#underWay;
  };

  /** When those in hand end, ms since the epoch, UTC; null where they don't, or there are none. */
  get expiresAt(): number | null {
    return this.#held?.credentials.expiration?.getTime() ?? null;
  }

  /**
   * AWS has refused these. Whether there are others now: found anew, unless somebody else has done that already. Rejects
   * as finding them fails: that says more than the refusal does.
   */
  async replace(refused: Credentials): Promise<boolean> {
    if (this.#held?.credentials === refused) {
      // A Region that is not enabled refuses all credentials alike: they are not to be found anew at each listing.
      const isFresh = this.#clock.now() - this.#replacement.at < NEXT_REPLACEMENT_MS;
      if (this.#replacement.credentials === refused && isFresh) return false;
      this.forget();
    }
    const others = await this.get();
    const areOthers = others.accessKeyId !== refused.accessKeyId || others.sessionToken !== refused.sessionToken;
    if (areOthers) this.#replacement = { credentials: others, at: this.#clock.now() };
    return areOthers;
  }

  /** Something has changed: the next who asks gets new ones. */
  forget(): void {
    this.#held = null;
    this.#underWay = null;
  }

  #renew(held: Held | null): Promise<Credentials> {
    const renewing = this.#inTime(this.#resolve())
      .then((credentials) => {
        const endsAt = credentials.expiration?.getTime();
        return { credentials, renewAt: endsAt === undefined ? null : endsAt - RENEWED_BEFORE_MS };
      })
      .catch((thrown: unknown) => {
        if (held === null || !this.#isGood(held.credentials)) throw thrown;
        return { credentials: held.credentials, renewAt: this.#clock.now() + NEXT_TRY_MS };
      })
      .then((found) => {
        // Forgotten meanwhile: what was asked for before the change serves only who asked then.
        if (this.#underWay === renewing) this.#held = found;
        return found.credentials;
      })
      .finally(() => {
        if (this.#underWay === renewing) this.#underWay = null;
      });
    return renewing;
  }

  /** Rejects with a TimeoutError, as the SDK's own requests do. */
  #inTime(search: Promise<Credentials>): Promise<Credentials> {
    return new Promise((resolve, reject) => {
      const late = Object.assign(new Error('Finding credentials took too long'), { name: 'TimeoutError' });
      const cancel = this.#clock.after(LONGEST_SEARCH_MS, () => reject(late));
      search.then(resolve, reject).finally(cancel);
    });
  }

  #isGood({ expiration }: Credentials): boolean {
    return expiration !== undefined && expiration.getTime() > this.#clock.now();
  }
}
