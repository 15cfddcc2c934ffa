/** HTTP status by error code; 400 for all others. https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html */
const statusByCode: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 403],
  ['AuthFailure', 401],
  ['DryRunOperation', 412],
  ['ExpiredToken', 403],
  ['ForbiddenException', 403],
  ['IncompleteSignature', 400],
  ['InsufficientInstanceCapacity', 500],
  ['InternalError', 500],
  ['InternalServerException', 500],
  ['InvalidClientException', 401],
  ['InvalidClientTokenId', 403],
  ['MissingAuthenticationToken', 403],
  ['OptInRequired', 401],
  ['RegionDisabledException', 403],
  ['RequestLimitExceeded', 503],
  ['ResourceNotFoundException', 404],
  ['ServiceUnavailable', 503],
  ['SignatureDoesNotMatch', 403],
  ['Throttling', 400],
  ['TooManyRequestsError', 429],
  ['TooManyRequestsException', 429],
  ['Unavailable', 503],
  ['UnauthorizedException', 401],
  ['UnauthorizedOperation', 403],
]);

/** An error of the AWS API: what the caller is told, in the shape of the service it called. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number = statusByCode.get(code) ?? 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Both forms of EC2's message, for one ID and for several. */
export function instancesNotFound(instanceIds: readonly string[]): ServiceError {
  const names = instanceIds.join(', ');
  return new ServiceError(
    'InvalidInstanceID.NotFound',
    instanceIds.length === 1 ? `The instance ID '${names}' does not exist` : `The instance IDs '${names}' do not exist`,
  );
}

export function malformedInstanceId(id: string): ServiceError {
  const hint = id.startsWith('i-') ? '' : ' (expecting "i-...")';
  return new ServiceError('InvalidInstanceID.Malformed', `Invalid id: "${id}"${hint}`);
}

export function missingParameter(name: string): ServiceError {
  return new ServiceError('MissingParameter', `The request must contain the parameter ${name}`);
}

export function dryRunSucceeded(): ServiceError {
  return new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
}

export function requestLimitExceeded(): ServiceError {
  return new ServiceError('RequestLimitExceeded', 'Request limit exceeded.');
}

/** What StartInstances says; RunInstances has a longer text. */
export function insufficientCapacity(): ServiceError {
  return new ServiceError('InsufficientInstanceCapacity', 'Insufficient capacity.');
}
