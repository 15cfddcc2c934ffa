import { randomBytes } from 'node:crypto';

/** The obviously made-up account that everything in the demo belongs to. */
export const demoAccountId = '123456789012';

/** A key the endpoint accepts. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present on temporary credentials; a request must then carry it as X-Amz-Security-Token. */
  readonly sessionToken?: string;
  /** When temporary credentials end, in milliseconds since the epoch, UTC. */
  readonly expiresAt?: number;
  /** Whom the key belongs to; by default an IAM user, or an assumed role where there is a session token. */
  readonly arn?: string;
}

/** A key for one run. It opens nothing but this endpoint. */
export function randomAccessKey(): AccessKey {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const tail = [...randomBytes(12)].map((byte) => letters.charAt(byte % letters.length)).join('');
  return { accessKeyId: `AKIADEMO${tail}`, secretAccessKey: randomBytes(30).toString('base64') };
}

/** Who the caller is, as GetCallerIdentity tells it. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export function callerOf(key: AccessKey, accountId: string): Caller {
  const temporary = key.sessionToken !== undefined;
  const arn =
    key.arn ??
    (temporary ? `arn:aws:sts::${accountId}:assumed-role/demo-role/demo` : `arn:aws:iam::${accountId}:user/demo`);
  return { accountId, arn, userId: temporary ? 'AROADEMODEMODEMODEMO0:demo' : 'AIDADEMODEMODEMODEMO0' };
}
