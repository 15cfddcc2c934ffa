import { ServiceError } from '../service-error';
import { optionalElement } from '../xml';
import { enterRole, roleRequest } from './assumed-role';
import type { Operation } from './operation';
import { assumedRoleUserXml, credentialsXml, requiredString } from './session-credentials';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
export const assumeRoleWithWebIdentity: Operation = {
  parameters: new Set([
    'RoleArn',
    'RoleSessionName',
    'WebIdentityToken',
    'DurationSeconds',
    'ProviderId',
    'Policy',
    'PolicyArns',
  ]),
  unsigned: true,
  draws: () => [],
  validate: ({ parameters }) => {
    roleRequest(parameters);
    requiredString(parameters, 'WebIdentityToken');
  },
  resources: ({ parameters }) => [roleRequest(parameters).roleArn],
  run: (context) => {
    const { identities, parameters } = context;
    const request = roleRequest(parameters);
    const identity = identities.roles.webIdentity(requiredString(parameters, 'WebIdentityToken'));
    if (identity === undefined) {
      throw new ServiceError('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
    }
    const now = identities.clock.now();
    if (identity.expiresAt !== undefined && identity.expiresAt <= now) {
      throw new ServiceError(
        'ExpiredTokenException',
        `Token expired: current date/time ${seconds(now)} must be before the expiration date/time ${seconds(identity.expiresAt)}`,
      );
    }
    const role = identities.roles.find(request.roleArn);
    if (role === undefined || !identity.roleArns.includes(request.roleArn)) {
      throw new ServiceError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    }
    const credentials = enterRole(context, role, request, false);
    return (
      credentialsXml(credentials) +
      assumedRoleUserXml(request.session) +
      optionalElement('SubjectFromWebIdentityToken', identity.subject)
    );
  },
};

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
