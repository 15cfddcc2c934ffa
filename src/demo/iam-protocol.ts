import { listAccountAliases } from './operations/list-account-aliases';
import { queryXml } from './query-xml';
import { ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
export const iam: ServiceProtocol = {
  ...queryXml('https://iam.amazonaws.com/doc/2010-05-08/'),
  signingName: 'iam',
  operations: new Map([['ListAccountAliases', listAccountAliases]]),
  denied: (action, callerArn, resource = '*') =>
    new ServiceError(
      'AccessDenied',
      `User: ${callerArn} is not authorized to perform: iam:${action} on resource: ${resource} because no identity-based policy allows the iam:${action} action`,
    ),
  // IAM is global and signed for in us-east-1; but with an endpoint URL of their own, clients sign for the Region they are in.
  regionError: () => undefined,
};
