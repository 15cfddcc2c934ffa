import { describeInstanceAttribute } from './operations/describe-instance-attribute';
import { describeInstanceStatus } from './operations/describe-instance-status';
import { describeInstances } from './operations/describe-instances';
import { describeRegions } from './operations/describe-regions';
import { rebootInstances } from './operations/reboot-instances';
import { startInstances } from './operations/start-instances';
import { stopInstances } from './operations/stop-instances';
import { optInStatus } from './regions';
import { ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';
import { element, parent } from './xml';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Something in the looks of what DecodeAuthorizationMessage takes; there is nothing in it. */
const encodedMessage = Buffer.from('The local EC2 endpoint was told to deny this action.').toString('base64url');

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
export const ec2: ServiceProtocol = {
  signingName: 'ec2',
  operations: new Map([
    ['DescribeInstances', describeInstances],
    ['DescribeInstanceAttribute', describeInstanceAttribute],
    ['DescribeInstanceStatus', describeInstanceStatus],
    ['DescribeRegions', describeRegions],
    ['RebootInstances', rebootInstances],
    ['StartInstances', startInstances],
    ['StopInstances', stopInstances],
  ]),
  response: (action, requestId, inner) =>
    `${declaration}<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${element('requestId', requestId)}${inner}</${action}Response>`,
  errorResponse: ({ code, message }, requestId) =>
    declaration +
    parent(
      'Response',
      parent('Errors', parent('Error', element('Code', code), element('Message', message))),
      element('RequestID', requestId),
    ),
  unknownAction: (action) =>
    new ServiceError('InvalidAction', `The action ${action} is not valid for this web service.`),
  signatureError: (failure) => {
    switch (failure) {
      case 'missing':
        return new ServiceError(
          'AuthFailure',
          'AWS was not able to authenticate the request: access credentials are missing',
        );
      case 'expired-key':
      case 'too-old':
      case 'too-new':
        return new ServiceError('RequestExpired', 'Request has expired.');
      case 'incomplete':
      case 'unknown-key':
      case 'wrong-session-token':
      case 'mismatch':
        // EC2 does not say which of these it was.
        return new ServiceError('AuthFailure', 'AWS was not able to validate the provided access credentials');
    }
  },
  denied: (action, callerArn, resource) => {
    const onResource = resource === undefined ? '' : ` on resource: ${resource}`;
    const encoded = resource === undefined ? '' : `. Encoded authorization failure message: ${encodedMessage}`;
    return new ServiceError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. User: ${callerArn} is not authorized to perform: ec2:${action}${onResource} because no identity-based policy allows the ec2:${action} action${encoded}`,
    );
  },
  regionError: (region, optedIn) => {
    switch (optInStatus(region, optedIn)) {
      case undefined:
        return new ServiceError('AuthFailure', 'AWS was not able to validate the provided access credentials');
      case 'not-opted-in':
        return new ServiceError(
          'OptInRequired',
          'You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.',
        );
      case 'opted-in':
      case 'opt-in-not-required':
        return undefined;
    }
  },
};
