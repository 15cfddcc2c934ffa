import { createHash } from 'node:crypto';
import type { Caller } from '../access-keys';

/** A role that can be assumed at the endpoint. */
export interface AssumableRole {
  /** E.g. `arn:aws:iam::123456789012:role/developer`; its account need not be the endpoint's. */
  readonly roleArn: string;
  /** Who may assume it: ARNs of users and roles, or account IDs. By default everyone with a key. */
  readonly trusts?: readonly string[];
  /** Must be given, and be this one. */
  readonly externalId?: string;
  readonly requiresMfa?: boolean;
  /** The longest DurationSeconds; by default 3,600, as in IAM. */
  readonly maxSessionSeconds?: number;
  /** How long its sessions last whatever was asked for, in milliseconds: for a client that is to see an early end. */
  readonly sessionMs?: number;
}

/** A token of a web identity provider that stands for a person or a workload. */
export interface WebIdentity {
  readonly token: string;
  /** The roles it may assume. */
  readonly roleArns: readonly string[];
  readonly subject?: string;
  /** When it ends, in milliseconds since the epoch, UTC, by the clock of the credentials. By default never. */
  readonly expiresAt?: number;
}

/** What someone is as long as they act in a role. */
export interface RoleSession {
  readonly arn: string;
  readonly userId: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** The roles, and the web identities, that a test has registered. */
export class Roles {
  readonly #roles = new Map<string, AssumableRole>();
  readonly #webIdentities = new Map<string, WebIdentity>();

  /** Registers a role, or replaces one that has the same ARN. */
  add(role: AssumableRole): void {
    if (parseRoleArn(role.roleArn) === undefined) throw new Error(`${role.roleArn} is not the ARN of a role`);
    this.#roles.set(role.roleArn, role);
  }

  addWebIdentity(identity: WebIdentity): void {
    this.#webIdentities.set(identity.token, identity);
  }

  find(roleArn: string): AssumableRole | undefined {
    return this.#roles.get(roleArn);
  }

  webIdentity(token: string): WebIdentity | undefined {
    return this.#webIdentities.get(token);
  }
}

/** Whether the role's trust policy lets `caller` in. */
export function isTrusted({ trusts }: AssumableRole, caller: Caller): boolean {
  if (trusts === undefined) return true;
  const names = [caller.arn, caller.accountId, `arn:aws:iam::${caller.accountId}:root`, roleOfSession(caller.arn)];
  return trusts.some((trusted) => names.includes(trusted));
}

/** The account and the name in a role's ARN; `undefined` for a text that is none. The path is not part of the name. */
export function parseRoleArn(arn: string): { readonly accountId: string; readonly roleName: string } | undefined {
  const match = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, accountId, roleName] = match ?? [];
  return accountId === undefined || roleName === undefined ? undefined : { accountId, roleName };
}

/** Who acts in a role under a session name. */
export function roleSession(accountId: string, roleName: string, sessionName: string): RoleSession {
  const digest = createHash('sha256').update(`${accountId}/${roleName}`).digest('hex').toUpperCase();
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `AROADEMO${digest.slice(0, 13)}:${sessionName}`,
    accountId,
  };
}

/** A trust policy names the role, a caller has the ARN of a session in it. */
function roleOfSession(arn: string): string | undefined {
  const match = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return match === null ? undefined : `arn:aws:iam::${match[1]}:role/${match[2]}`;
}
