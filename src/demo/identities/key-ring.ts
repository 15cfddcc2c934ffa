import type { AccessKey } from '../access-keys';
import { randomSessionKey } from '../access-keys';
import type { Clock } from '../clock';

/** Who a session is, and for how long. */
export interface SessionRequest {
  readonly arn: string;
  readonly userId: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly lifetimeMs: number;
  readonly mfaAuthenticated: boolean;
}

/** Temporary credentials as they are handed out. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** What the client is told, in milliseconds since the epoch, UTC, by the clock that the client goes by. */
  readonly expiration: number;
}

/** Keys that ended so long ago are forgotten, in milliseconds; until then AWS says of them that they are expired. */
const forgottenAfterMs = 7 * 86_400_000;

/** Every key the endpoint accepts: those it was started with, and the temporary ones it has given out since. */
export class KeyRing {
  readonly #clock: Clock;
  readonly #clientClock: Clock;
  #keys: readonly AccessKey[];

  /**
   * @param clock by which keys end
   * @param clientClock of the Date header: what a client holds an expiration against
   */
  constructor(keys: readonly AccessKey[], clock: Clock, clientClock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
    this.#clientClock = clientClock;
  }

  get keys(): readonly AccessKey[] {
    return this.#keys;
  }

  /** Gives out temporary credentials, which are accepted from now on until they end. */
  issue({ lifetimeMs, ...whose }: SessionRequest): SessionCredentials {
    const now = this.#clock.now();
    const key = randomSessionKey();
    const remembered = this.#keys.filter(({ expiresAt = now }) => now - expiresAt < forgottenAfterMs);
    this.#keys = [...remembered, { ...key, ...whose, expiresAt: now + lifetimeMs }];
    const { accessKeyId, secretAccessKey, sessionToken } = key;
    return { accessKeyId, secretAccessKey, sessionToken, expiration: this.#clientClock.now() + lifetimeMs };
  }

  /** "Somebody made a new key": it is accepted from now on. */
  add(key: AccessKey): void {
    this.#keys = [...this.#keys, key];
  }

  /** "An administrator took it away": the key is unknown from now on. */
  revoke(accessKeyId: string): void {
    this.#keys = this.#keys.filter((key) => key.accessKeyId !== accessKeyId);
  }
}
