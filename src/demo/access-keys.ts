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
  readonly userId?: string;
  /** The account of that user or role, twelve digits; by default the endpoint's own. */
  readonly accountId?: string;
  /** Whether an MFA code was given for the session that the key is of. */
  readonly mfaAuthenticated?: boolean;
}

/** A key for one run. It opens nothing but this endpoint. */
export function randomAccessKey(): AccessKey {
  return { accessKeyId: `AKIADEMO${randomLetters(12)}`, secretAccessKey: randomBytes(30).toString('base64') };
}

/** A key with a session token, which AWS tells from the others by how its ID begins. */
export function randomSessionKey(): AccessKey & { readonly sessionToken: string } {
  return {
    accessKeyId: `ASIADEMO${randomLetters(12)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
  };
}

/** Upper-case letters and digits that nobody can guess, as in the IDs of AWS and in codes that people read out. */
export function randomLetters(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map((byte) => letters.charAt(byte % letters.length)).join('');
}

/** Who the caller is, as GetCallerIdentity tells it. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export function callerOf(key: AccessKey, ownAccountId: string): Caller {
  const { accountId = ownAccountId } = key;
  const temporary = key.sessionToken !== undefined;
  const arn =
    key.arn ??
    (temporary ? `arn:aws:sts::${accountId}:assumed-role/demo-role/demo` : `arn:aws:iam::${accountId}:user/demo`);
  return { accountId, arn, userId: key.userId ?? (temporary ? 'AROADEMODEMODEMODEMO0:demo' : 'AIDADEMODEMODEMODEMO0') };
}
