import type { ErrorCode } from '../../shared/errors';

/*
 * What the codes of AWS and of Node mean. AWS's are listed at
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */

export interface Meaning {
  readonly code: ErrorCode;
  readonly retryable?: boolean;
}

export const AWS_CODES: Readonly<Record<string, Meaning>> = {
  ExpiredToken: { code: 'expired-credentials' },
  ExpiredTokenException: { code: 'expired-credentials' },
  // EC2 says this of old credentials and of a wrong clock alike.
  RequestExpired: { code: 'request-expired' },
  RequestInTheFuture: { code: 'clock-skew' },
  RequestTimeTooSkewed: { code: 'clock-skew' },
  AuthFailure: { code: 'invalid-credentials' },
  InvalidClientTokenId: { code: 'invalid-credentials' },
  InvalidIdentityToken: { code: 'invalid-credentials' },
  UnrecognizedClientException: { code: 'invalid-credentials' },
  SignatureDoesNotMatch: { code: 'invalid-credentials' },
  InvalidSignatureException: { code: 'invalid-credentials' },
  IncompleteSignature: { code: 'invalid-credentials' },
  MissingAuthenticationToken: { code: 'invalid-credentials' },
  // The portal of IAM Identity Center, of a token that it knows not, or no longer; `ForbiddenException` is of the role.
  UnauthorizedException: { code: 'sign-in-required' },
  ForbiddenException: { code: 'access-denied' },
  IDPRejectedClaim: { code: 'access-denied' },
  UnauthorizedOperation: { code: 'access-denied' },
  AccessDenied: { code: 'access-denied' },
  AccessDeniedException: { code: 'access-denied' },
  OptInRequired: { code: 'region-disabled' },
  RegionDisabledException: { code: 'region-disabled' },
  RequestLimitExceeded: { code: 'throttled', retryable: true },
  Throttling: { code: 'throttled', retryable: true },
  ThrottlingException: { code: 'throttled', retryable: true },
  TooManyRequestsException: { code: 'throttled', retryable: true },
  'InvalidInstanceID.NotFound': { code: 'instance-not-found' },
  'InvalidInstanceID.Malformed': { code: 'instance-id-malformed' },
  IncorrectInstanceState: { code: 'incorrect-state' },
  // What RebootInstances gives for the same.
  IncorrectState: { code: 'incorrect-state' },
  OperationNotPermitted: { code: 'not-permitted' },
  UnsupportedOperation: { code: 'unsupported-operation' },
  UnsupportedHibernationConfiguration: { code: 'unsupported-operation' },
  InsufficientInstanceCapacity: { code: 'insufficient-capacity', retryable: true },
  InsufficientHostCapacity: { code: 'insufficient-capacity', retryable: true },
  InsufficientCapacityOnHost: { code: 'insufficient-capacity', retryable: true },
  InstanceLimitExceeded: { code: 'limit-exceeded' },
  VcpuLimitExceeded: { code: 'limit-exceeded' },
  MaxSpotInstanceCountExceeded: { code: 'limit-exceeded' },
  DryRunOperation: { code: 'dry-run-allowed' },
  InvalidParameterValue: { code: 'invalid-parameter' },
  InvalidParameterCombination: { code: 'invalid-parameter' },
  InvalidRequest: { code: 'invalid-parameter' },
  InvalidRequestException: { code: 'invalid-parameter' },
  InvalidParameter: { code: 'invalid-parameter' },
  MissingParameter: { code: 'invalid-parameter' },
  UnknownParameter: { code: 'invalid-parameter' },
  ValidationError: { code: 'invalid-parameter' },
  InvalidAction: { code: 'unexpected-response' },
  InternalError: { code: 'service-unavailable', retryable: true },
  InternalFailure: { code: 'service-unavailable', retryable: true },
  InternalServerException: { code: 'service-unavailable', retryable: true },
  IDPCommunicationError: { code: 'service-unavailable', retryable: true },
  ServiceUnavailable: { code: 'service-unavailable', retryable: true },
  Unavailable: { code: 'service-unavailable', retryable: true },
};

/** What Node calls the ways of not reaching a server (`error.code`). */
export const NETWORK_CODES: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: { code: 'endpoint-unreachable', retryable: true },
  ECONNRESET: { code: 'endpoint-unreachable', retryable: true },
  EPIPE: { code: 'endpoint-unreachable', retryable: true },
  EHOSTUNREACH: { code: 'endpoint-unreachable', retryable: true },
  ENETUNREACH: { code: 'endpoint-unreachable', retryable: true },
  ENETDOWN: { code: 'endpoint-unreachable', retryable: true },
  ENOTFOUND: { code: 'host-not-found', retryable: true },
  EAI_AGAIN: { code: 'host-not-found', retryable: true },
  ETIMEDOUT: { code: 'timeout', retryable: true },
  // A certificate that is valid from today on is one that a clock of yesterday does not know yet.
  CERT_NOT_YET_VALID: { code: 'clock-skew' },
  CERT_HAS_EXPIRED: { code: 'tls-failure' },
  CERT_UNTRUSTED: { code: 'tls-failure' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { code: 'tls-failure' },
  SELF_SIGNED_CERT_IN_CHAIN: { code: 'tls-failure' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { code: 'tls-failure' },
  UNABLE_TO_GET_ISSUER_CERT: { code: 'tls-failure' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { code: 'tls-failure' },
  ERR_TLS_CERT_ALTNAME_INVALID: { code: 'tls-failure' },
  EPROTO: { code: 'tls-failure' },
};

/** An error may be called anything, `constructor` too: only what the table itself has counts. */
export function lookUp(table: Readonly<Record<string, Meaning>>, code: string | null): Meaning | undefined {
  return code !== null && Object.hasOwn(table, code) ? table[code] : undefined;
}
