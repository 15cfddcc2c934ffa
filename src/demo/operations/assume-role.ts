import type { AccessKey } from '../access-keys';
import type { AssumableRole } from '../identities/roles';
import { isTrusted } from '../identities/roles';
import { ServiceError } from '../service-error';
import { enterRole, roleRequest } from './assumed-role';
import type { Operation, OperationContext } from './operation';
import { assumedRoleUserXml, credentialsXml, mfaParameters } from './session-credentials';

/** The longest session of a role that is entered from another one, in seconds. */
const longestChainedSeconds = 3_600;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole: Operation = {
  parameters: new Set([
    'RoleArn',
    'RoleSessionName',
    'DurationSeconds',
    'ExternalId',
    'SerialNumber',
    'TokenCode',
    'Policy',
    'PolicyArns',
    'Tags',
    'TransitiveTagKeys',
    'SourceIdentity',
  ]),
  draws: () => [],
  validate: ({ parameters, key }) => {
    const { seconds } = roleRequest(parameters);
    mfaParameters(parameters);
    if (isRoleSession(key) && seconds > longestChainedSeconds) {
      throw new ServiceError(
        'ValidationError',
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      );
    }
  },
  resources: ({ parameters }) => [roleRequest(parameters).roleArn],
  run: (context) => {
    const request = roleRequest(context.parameters);
    const mfa = hasMfa(context);
    const role = permittedRole(context, request.roleArn, mfa);
    const credentials = enterRole(context, role, request, mfa);
    return credentialsXml(credentials) + assumedRoleUserXml(request.session);
  },
};

/** By a code in this request, or one that the caller's session began with. */
function hasMfa({ identities, parameters, key }: OperationContext): boolean {
  const { serialNumber, tokenCode } = mfaParameters(parameters);
  return identities.mfaDevices.verify(serialNumber, tokenCode) || key?.mfaAuthenticated === true;
}

/** AWS does not say which it was: that there is no such role, or that its trust policy does not let the caller in. */
function permittedRole(
  { identities, parameters, caller }: OperationContext,
  roleArn: string,
  mfa: boolean,
): AssumableRole {
  const role = identities.roles.find(roleArn);
  if (
    role === undefined ||
    !isTrusted(role, caller) ||
    (role.externalId !== undefined && role.externalId !== parameters.string('ExternalId')) ||
    (role.requiresMfa === true && !mfa)
  ) {
    throw new ServiceError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  return role;
}

function isRoleSession(key: AccessKey | undefined): boolean {
  return key?.sessionToken !== undefined && key.arn?.includes(':assumed-role/') !== false;
}
