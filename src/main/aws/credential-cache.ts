import type { fromIni } from '@aws-sdk/credential-providers';
import type { Clock } from '../clock';

/** What requests are signed with: keys, a session token and when they end, where they do. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** Credentials are renewed this long before they end, ms: as early as the SDK does it. */
export const RENEWED_BEFORE_MS = 5 * 60_000;
/** After a renewal that failed, those that are still good serve this long before the next try, ms. */
const NEXT_TRY_MS = 30_000;

interface Held {
  readonly credentials: Credentials;
  /** When they are to be renewed, ms since the epoch, UTC; null for keys without an end. */
  readonly renewAt: number | null;
}

/** The credentials of one way of signing in, found once for all that ask, and renewed before they end. */
export class CredentialCache {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #resolve: () => Promise<Credentials>;
  #held: Held | null = null;
  #underWay: Promise<Credentials> | null = null;

  constructor(clock: Pick<Clock, 'now'>, resolve: () => Promise<Credentials>) {
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
    if (this.#held?.credentials === refused) this.forget();
    const others = await this.get();
    return others.accessKeyId !== refused.accessKeyId || others.sessionToken !== refused.sessionToken;
  }

  /** Something has changed outside: the next who asks gets new ones. */
  forget(): void {
    this.#held = null;
    this.#underWay = null;
  }

  #renew(held: Held | null): Promise<Credentials> {
    const renewing = this.#resolve()
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

  #isGood({ expiration }: Credentials): boolean {
    return expiration !== undefined && expiration.getTime() > this.#clock.now();
  }
}
