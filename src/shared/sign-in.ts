import type { AppError } from './errors';
import type { ProfileId } from './model';

/*
 * How Profiles sign in, as far as the window may know it. Times are ms since the epoch, UTC.
 */

/** Who AWS takes the holder of some credentials for. */
export interface CallerIdentity {
  /** 12 digits. */
  readonly accountId: string;
  /** The name the account has for its own sign-in page; null where it has none, or the caller may not know. */
  readonly accountAlias: string | null;
  readonly arn: string;
}

/** What is known of how a Profile signs in. */
export interface ProfileAccess {
  /** Null until AWS has told, or where it does not. */
  readonly identity: CallerIdentity | null;
  /** When the credentials in use end; they are renewed by themselves as long as they can be. Null where they don't end. */
  readonly expiresAt: number | null;
  /** When the person has to sign in again (IAM Identity Center); null where they need not. */
  readonly signInEndsAt: number | null;
}

/** A session of IAM Identity Center in which a person is signing in with their browser. */
export interface SignIn {
  readonly id: string;
  /** What is signed in to: the session's name, or its start URL. */
  readonly name: string;
  readonly profileId: ProfileId;
  readonly state:
    | { readonly phase: 'starting' }
    /** The browser shows this code too. `expiresAt` is ms since the epoch, UTC. */
    | {
        readonly phase: 'waiting';
        readonly userCode: string;
        readonly verificationUri: string;
        readonly expiresAt: number;
      }
    | { readonly phase: 'failed'; readonly error: AppError };
}

/** A role that wants the code of an MFA device: asked for in the window, once for all that share the role. */
export interface MfaPrompt {
  readonly id: string;
  readonly roleArn: string;
  /** The device's ARN, or the number of a hardware one. */
  readonly serialNumber: string;
  /** The person has said "not now": it is not asked again by itself. */
  readonly isDismissed: boolean;
}
