import { createHash } from 'node:crypto';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Clock } from '../clock';
import { type Credentials, RENEWED_BEFORE_MS } from './credential-cache';

type RoleOptions = Parameters<typeof fromTemporaryCredentials>[0];
type RoleParameters = RoleOptions['params'];
type StsSettings = NonNullable<RoleOptions['clientConfig']>;

/** A role that wants the code of an MFA device. */
export interface MfaChallenge {
  /** The same for everything that shares the role. */
  readonly id: string;
  readonly roleArn: string;
  /** The device's ARN, or the number of a hardware one. */
  readonly serialNumber: string;
  /** Assumes the role with this code; rejects as STS refuses it. */
  readonly answer: (code: string) => Promise<void>;
}

/** The role can't be assumed before a person has given the code of their MFA device. */
export class MfaRequiredError extends Error {
  override readonly name = 'MfaRequiredError';
  readonly challenge: MfaChallenge;

  constructor(challenge: MfaChallenge) {
    super('The role wants the code of an MFA device');
    this.challenge = challenge;
  }
}

/**
 * Assumes roles. One that wants an MFA code is asked about once for all that share it, and serves them all until it
 * ends: a code works only once.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export class AssumedRoles {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #tell: (challenge: MfaChallenge) => void;
  readonly #withMfa = new Map<string, Credentials>();

  /** `tell` hears of every challenge, also of the same one again. */
  constructor(clock: Pick<Clock, 'now'>, tell: (challenge: MfaChallenge) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Fails with an MfaRequiredError where a code is wanted first. */
  async assume(master: Credentials, params: RoleParameters, sts: StsSettings): Promise<Credentials> {
    const { SerialNumber, RoleArn, ExternalId, DurationSeconds } = params;
    // The code is ours to bring, whatever the SDK's reader of the files has put here.
    const { TokenCode: _none, ...role } = params;
    const assume = (code: string | null) =>
      fromTemporaryCredentials({
        masterCredentials: master,
        params: role,
        // A code that was sent may have been taken although no answer came: sent again, it would be a wrong one.
        clientConfig: code === null ? sts : { ...sts, maxAttempts: 1 },
        ...(code === null ? {} : { mfaCodeProvider: async () => code }),
      })();
    if (SerialNumber === undefined || RoleArn === undefined) return assume(null);

    // Not by who assumes it: a process, or another role, has new keys each time, and would be asked about without end.
    const shared = JSON.stringify([sts.endpoint ?? null, RoleArn, SerialNumber, ExternalId, DurationSeconds]);
    const id = createHash('sha256').update(shared).digest('hex');
    const held = this.#withMfa.get(id);
    if (held?.expiration !== undefined && held.expiration.getTime() - RENEWED_BEFORE_MS > this.#clock.now())
      return held;
    const challenge: MfaChallenge = {
      id,
      roleArn: RoleArn,
      serialNumber: SerialNumber,
      answer: async (code) => {
        this.#withMfa.set(id, await assume(code));
      },
    };
    this.#tell(challenge);
    throw new MfaRequiredError(challenge);
  }

  /** AWS has refused these: they serve nobody who shares the role any longer. */
  forget({ accessKeyId }: Credentials): void {
    for (const [id, held] of this.#withMfa) if (held.accessKeyId === accessKeyId) this.#withMfa.delete(id);
  }
}
