import { describeInstanceStatus } from './operations/describe-instance-status';
import { describeInstances } from './operations/describe-instances';
import { describeRegions } from './operations/describe-regions';
import { getCallerIdentity } from './operations/get-caller-identity';
import type { Operation } from './operations/operation';
import { rebootInstances } from './operations/reboot-instances';
import { startInstances } from './operations/start-instances';
import { stopInstances } from './operations/stop-instances';
import { optInStatus } from './regions';
import { ServiceError } from './service-error';
import type { SignatureFailure } from './signature-v4';
import { formatAmzDate, maxClockSkewMs } from './signature-v4';
import type { Xml } from './xml';
import { element, parent } from './xml';

/** What tells one AWS service from another on the wire. */
export interface ServiceProtocol {
  /** The name in the credential scope of a signature. */
  readonly signingName: string;
  readonly operations: ReadonlyMap<string, Operation>;
  response(action: string, requestId: string, inner: Xml): Xml;
  errorResponse(error: ServiceError, requestId: string): Xml;
  unknownAction(action: string, version: string): ServiceError;
  signatureError(failure: SignatureFailure, nowMs: number, signedAt: number | undefined): ServiceError;
  denied(action: string, callerArn: string, resource: string | undefined): ServiceError;
  /** Whether the account may use the service in a Region at all. */
  regionError(region: string, optedIn: ReadonlySet<string>, accountId: string): ServiceError | undefined;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Something in the looks of what DecodeAuthorizationMessage takes; there is nothing in it. */
const encodedMessage = Buffer.from('The local EC2 endpoint was told to deny this action.').toString('base64url');

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
const ec2: ServiceProtocol = {
  signingName: 'ec2',
  operations: new Map([
    ['DescribeInstances', describeInstances],
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

/** https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const sts: ServiceProtocol = {
  signingName: 'sts',
  operations: new Map([['GetCallerIdentity', getCallerIdentity]]),
  response: (action, requestId, inner) =>
    `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${parent(`${action}Result`, inner)}${parent('ResponseMetadata', element('RequestId', requestId))}</${action}Response>`,
  errorResponse: ({ code, message, status }, requestId) => {
    const type = element('Type', status >= 500 ? 'Receiver' : 'Sender');
    const error = parent('Error', type, element('Code', code), element('Message', message));
    return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}${element('RequestId', requestId)}</ErrorResponse>`;
  },
  unknownAction: (action, version) =>
    new ServiceError('InvalidAction', `Could not find operation ${action} for version ${version}`),
  signatureError: (failure, nowMs, signedAt = nowMs) => {
    const signed = formatAmzDate(signedAt);
    const now = formatAmzDate(nowMs);
    switch (failure) {
      case 'missing':
        return new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token');
      case 'incomplete':
        return new ServiceError('IncompleteSignature', 'The request signature does not conform to AWS standards.');
      case 'unknown-key':
      case 'wrong-session-token':
        return new ServiceError('InvalidClientTokenId', 'The security token included in the request is invalid.');
      case 'expired-key':
        return new ServiceError('ExpiredToken', 'The security token included in the request is expired');
      case 'mismatch':
        return new ServiceError(
          'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
        );
      case 'too-old': {
        const earliest = formatAmzDate(nowMs - maxClockSkewMs);
        return new ServiceError(
          'SignatureDoesNotMatch',
          `Signature expired: ${signed} is now earlier than ${earliest} (${now} - 15 min.)`,
        );
      }
      case 'too-new': {
        const latest = formatAmzDate(nowMs + maxClockSkewMs);
        return new ServiceError(
          'SignatureDoesNotMatch',
          `Signature not yet current: ${signed} is still later than ${latest} (${now} + 15 min.)`,
        );
      }
    }
  },
  denied: (action, callerArn) =>
    new ServiceError('AccessDenied', `User: ${callerArn} is not authorized to perform: sts:${action}`),
  regionError: (region, optedIn, accountId) =>
    optInStatus(region, optedIn) === 'not-opted-in'
      ? new ServiceError(
          'RegionDisabledException',
          `STS is not activated in this region for account:${accountId}. Your account administrator can activate STS in this region using the IAM Console.`,
        )
      : undefined,
};

const stsVersion = '2011-06-15';

/** Both services share one URL: a request says by its Version which one it means. */
export function serviceOf(version: string): ServiceProtocol {
  return version === stsVersion ? sts : ec2;
}
