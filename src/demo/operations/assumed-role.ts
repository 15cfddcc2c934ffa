import type { SessionCredentials } from '../identities/key-ring';
import type { AssumableRole, RoleSession } from '../identities/roles';
import { parseRoleArn, roleSession } from '../identities/roles';
import type { QueryParameters } from '../query-parameters';
import { ServiceError } from '../service-error';
import type { OperationContext } from './operation';
import { durationSeconds, invalidValue, requiredString } from './session-credentials';

/** The longest session of any role, in seconds. */
const longestSessionSeconds = 43_200;
/** And by default. */
const usualSessionSeconds = 3_600;

/** What a request to assume a role asks for, well-formed. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly session: RoleSession;
  readonly seconds: number;
}

export function roleRequest(parameters: QueryParameters): RoleRequest {
  const roleArn = requiredString(parameters, 'RoleArn');
  const sessionName = requiredString(parameters, 'RoleSessionName');
  const seconds = durationSeconds(parameters, usualSessionSeconds, longestSessionSeconds);
  if (!/^[\w+=,.@-]*$/.test(sessionName)) {
    throw invalidValue('roleSessionName', sessionName, 'satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  if (sessionName.length < 2) {
    throw invalidValue('roleSessionName', sessionName, 'have length greater than or equal to 2');
  }
  if (sessionName.length > 64) {
    throw invalidValue('roleSessionName', sessionName, 'have length less than or equal to 64');
  }
  const parsed = parseRoleArn(roleArn);
  if (parsed === undefined) throw new ServiceError('ValidationError', `${roleArn} is invalid`);
  return { roleArn, session: roleSession(parsed.accountId, parsed.roleName, sessionName), seconds };
}

/** Credentials for the session, if it may last as long as it is to. */
export function enterRole(
  { identities }: OperationContext,
  role: AssumableRole,
  { session, seconds }: RoleRequest,
  mfaAuthenticated: boolean,
): SessionCredentials {
  if (seconds > (role.maxSessionSeconds ?? usualSessionSeconds)) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return identities.keyRing.issue({ ...session, lifetimeMs: role.sessionMs ?? seconds * 1_000, mfaAuthenticated });
}
