import { assumeRole } from './operations/assume-role';
import { assumeRoleWithWebIdentity } from './operations/assume-role-with-web-identity';
import { getCallerIdentity } from './operations/get-caller-identity';
import { getSessionToken } from './operations/get-session-token';
import { queryXml } from './query-xml';
import { optInStatus } from './regions';
import { ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';

/** https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
export const sts: ServiceProtocol = {
  ...queryXml('https://sts.amazonaws.com/doc/2011-06-15/'),
  signingName: 'sts',
  operations: new Map([
    ['AssumeRole', assumeRole],
    ['AssumeRoleWithWebIdentity', assumeRoleWithWebIdentity],
    ['GetCallerIdentity', getCallerIdentity],
    ['GetSessionToken', getSessionToken],
  ]),
  denied: (action, callerArn, resource) => {
    const onResource = resource === undefined ? '' : ` on resource: ${resource}`;
    return new ServiceError(
      'AccessDenied',
      `User: ${callerArn} is not authorized to perform: sts:${action}${onResource}`,
    );
  },
  regionError: (region, optedIn, accountId) =>
    optInStatus(region, optedIn) === 'not-opted-in'
      ? new ServiceError(
          'RegionDisabledException',
          `STS is not activated in this region for account:${accountId}. Your account administrator can activate STS in this region using the IAM Console.`,
        )
      : undefined,
};
