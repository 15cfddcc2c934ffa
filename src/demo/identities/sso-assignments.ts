import { createHash } from 'node:crypto';
import { ServiceError } from '../service-error';
import type { KeyRing, SessionCredentials } from './key-ring';
import { roleSession } from './roles';

/** An account that the person who signs in has roles in. */
export interface AssignedAccount {
  /** Twelve digits. */
  readonly accountId: string;
  readonly accountName?: string;
  readonly emailAddress?: string;
  /** Names of permission sets, e.g. `Developer`. */
  readonly roleNames: readonly string[];
}

/** What IAM Identity Center lets the person who signed in be. */
export class SsoAssignments {
  /** How long the credentials of a role are good, in milliseconds; a test may change it. */
  roleCredentialsMs = 3_600_000;
  /** Under which name the person acts. */
  userName = 'anna';
  readonly #keyRing: KeyRing;
  readonly #accounts = new Map<string, AssignedAccount>();

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  get accounts(): readonly AssignedAccount[] {
    return [...this.#accounts.values()];
  }

  /** Assigns the roles of an account, in place of those it had. */
  assign(account: AssignedAccount): void {
    this.#accounts.set(account.accountId, account);
  }

  /** "An administrator took it away." */
  unassign(accountId: string): void {
    this.#accounts.delete(accountId);
  }

  roleNames(accountId: string): readonly string[] {
    const account = this.#accounts.get(accountId);
    if (account === undefined) throw noAccess();
    return account.roleNames;
  }

  roleCredentials(accountId: string, roleName: string): SessionCredentials {
    if (!this.roleNames(accountId).includes(roleName)) throw noAccess();
    // IAM Identity Center makes one such role per account and permission set.
    const digest = createHash('sha256').update(`${accountId}/${roleName}`).digest('hex').slice(0, 16);
    const session = roleSession(accountId, `AWSReservedSSO_${roleName}_${digest}`, this.userName);
    return this.#keyRing.issue({ ...session, lifetimeMs: this.roleCredentialsMs, mfaAuthenticated: false });
  }
}

/** The portal does not say which it was: that there is no such account or role, or that it is not this person's. */
function noAccess(): ServiceError {
  return new ServiceError('ForbiddenException', 'No access');
}
