import { describe, expect, test } from 'vitest';
import { FailedWith, isFateUnknown, toAppError } from '../../../../src/main/aws/sdk-errors';
import { appError } from '../../../../src/shared/errors';

const where = 'https://ec2.eu-west-1.amazonaws.com';

/** An error as the SDK throws it for an answer of EC2. */
function ec2Error(name: string, message = 'Something AWS says.', httpStatusCode = 400): Error {
  return Object.assign(new Error(message), {
    name,
    Code: name,
    $fault: 'client',
    $metadata: { httpStatusCode, requestId: 'req-1', attempts: 1 },
  });
}

const networkError = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`failed: ${code}`), { code, ...more });

describe('an error code of AWS', () => {
  test.each([
    ['ExpiredToken', 'expired-credentials', false],
    ['ExpiredTokenException', 'expired-credentials', false],
    ['RequestExpired', 'request-expired', false],
    ['RequestTimeTooSkewed', 'clock-skew', false],
    ['AuthFailure', 'invalid-credentials', false],
    ['InvalidClientTokenId', 'invalid-credentials', false],
    ['SignatureDoesNotMatch', 'invalid-credentials', false],
    ['UnauthorizedOperation', 'access-denied', false],
    ['AccessDenied', 'access-denied', false],
    ['OptInRequired', 'region-disabled', false],
    ['RequestLimitExceeded', 'throttled', true],
    ['Throttling', 'throttled', true],
    ['InvalidInstanceID.NotFound', 'instance-not-found', false],
    ['InvalidInstanceID.Malformed', 'instance-id-malformed', false],
    ['IncorrectInstanceState', 'incorrect-state', false],
    ['IncorrectState', 'incorrect-state', false],
    ['OperationNotPermitted', 'not-permitted', false],
    ['UnsupportedOperation', 'unsupported-operation', false],
    ['InsufficientInstanceCapacity', 'insufficient-capacity', true],
    ['InstanceLimitExceeded', 'limit-exceeded', false],
    ['VcpuLimitExceeded', 'limit-exceeded', false],
    ['DryRunOperation', 'dry-run-allowed', false],
    ['InvalidParameterValue', 'invalid-parameter', false],
    ['MissingParameter', 'invalid-parameter', false],
    ['InternalError', 'service-unavailable', true],
    ['Unavailable', 'service-unavailable', true],
    ['ServiceUnavailable', 'service-unavailable', true],
  ] as const)('%s is told as %s (retryable: %s), with its own name and request ID', (awsCode, code, retryable) => {
    expect(toAppError(ec2Error(awsCode), where)).toMatchObject({
      code,
      retryable,
      awsCode,
      requestId: 'req-1',
      detail: 'Something AWS says.',
    });
  });

  test.each([
    'Signature expired: 20261002T110000Z is now earlier than 20261002T115500Z (20261002T121000Z - 15 min.)',
    'Signature not yet current: 20261002T130000Z is still later than 20261002T121500Z (20261002T120000Z + 15 min.)',
  ])('SignatureDoesNotMatch is a wrong clock where its sentence says “%s”', (message) => {
    expect(toAppError(ec2Error('SignatureDoesNotMatch', message, 403), where)).toMatchObject({ code: 'clock-skew' });
  });

  test('for stop protection is known by its sentence, for the code alone says less', () => {
    const message =
      "The instance 'i-1' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.";
    expect(toAppError(ec2Error('OperationNotPermitted', message), where)).toMatchObject({ code: 'stop-protected' });
  });

  test('whose sentence goes on with the canonical request is cut before it, for the session token is in there', () => {
    const message =
      'The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n' +
      "'POST\n/\n\nx-amz-security-token:SESSIONTOKEN\n'";
    const error = toAppError(ec2Error('SignatureDoesNotMatch', message, 403), where);
    expect(error.detail).toBe('The request signature we calculated does not match.');
    expect(JSON.stringify(error)).not.toContain('SESSIONTOKEN');
  });

  test('that nobody knows is told by AWS’s own name', () => {
    expect(toAppError(ec2Error('SomethingNew'), where)).toMatchObject({
      code: 'aws-error',
      retryable: false,
      awsCode: 'SomethingNew',
      message: { key: 'error.aws-error.message', values: { awsCode: 'SomethingNew' } },
    });
  });

  test('that nobody knows but comes with a 5xx is a trouble of the service', () => {
    expect(toAppError(ec2Error('SomethingNew', 'Out.', 503), where)).toMatchObject({
      code: 'service-unavailable',
      retryable: true,
    });
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'that is called like a part of every object (%s) is only an unknown one',
    (name) => {
      expect(toAppError(ec2Error(name), where).code).toBe('aws-error');
      expect(toAppError(networkError(name), where).code).not.toBeUndefined();
    },
  );
});

describe('credentials that the SDK could not get', () => {
  test.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'no-credentials'],
    ['CredentialsProviderError', 'The SSO session associated with this profile has expired.', 'sign-in-required'],
    ['CredentialsProviderError', 'Could not resolve credentials using profile: [sso-login]', 'no-credentials'],
    ['CredentialsProviderError', 'UnauthorizedException: Session token not found', 'sign-in-required'],
    ['CredentialsProviderError', 'ForbiddenException: No access', 'access-denied'],
    ['TokenProviderError', 'Token is expired. To refresh this SSO session run aws sso login', 'sign-in-required'],
  ] as const)('%s, “%s”, is told as %s', (name, message, code) => {
    expect(toAppError(Object.assign(new Error(message), { name }), where)).toMatchObject({ code, retryable: false });
  });
});

test('what a program wrote is not taken for what AWS says, though it reads like it', () => {
  const message = 'Command failed: get-keys\nForbiddenException: SECRET';
  const error = toAppError(Object.assign(new Error(message), { name: 'CredentialsProviderError' }), where);
  expect(error).toMatchObject({ code: 'no-credentials', detail: null });
  expect(JSON.stringify(error)).not.toContain('SECRET');
});

describe('a way of not reaching the server', () => {
  test.each([
    ['ECONNREFUSED', 'endpoint-unreachable', true],
    ['ECONNRESET', 'endpoint-unreachable', true],
    ['EPIPE', 'endpoint-unreachable', true],
    ['EHOSTUNREACH', 'endpoint-unreachable', true],
    ['ENOTFOUND', 'host-not-found', true],
    ['EAI_AGAIN', 'host-not-found', true],
    ['ETIMEDOUT', 'timeout', true],
    ['CERT_HAS_EXPIRED', 'tls-failure', false],
    ['CERT_NOT_YET_VALID', 'clock-skew', false],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failure', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failure', false],
  ] as const)('%s is told as %s (retryable: %s) with the address', (networkCode, code, retryable) => {
    expect(toAppError(networkError(networkCode), where)).toMatchObject({
      code,
      retryable,
      awsCode: networkCode,
      message: { values: { where } },
    });
  });

  test('is found on the cause of a cause', () => {
    const error = new Error('fetch failed', { cause: new Error('socket', { cause: networkError('ENOTFOUND') }) });
    expect(toAppError(error, where)).toMatchObject({ code: 'host-not-found', awsCode: 'ENOTFOUND' });
  });

  test('is found on the errors of an AggregateError (both addresses of localhost)', () => {
    const error = new AggregateError([networkError('ECONNREFUSED'), networkError('ECONNREFUSED')], 'all failed');
    expect(toAppError(error, where)).toMatchObject({ code: 'endpoint-unreachable', awsCode: 'ECONNREFUSED' });
  });

  test('is looked for without end in no circle of causes', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(toAppError(error, where).awsCode).toBe('Error');
  });

  test.each(['TimeoutError', 'AbortError'])('is a time-out where the SDK throws a %s', (name) => {
    const error = Object.assign(new Error('Connection timed out after 5000 ms'), { name });
    expect(toAppError(error, where)).toMatchObject({ code: 'timeout', retryable: true });
  });
});

describe('an answer that is not EC2’s', () => {
  test.each([
    [200, '@aws-sdk XML parse error: mismatched tags <p> and </body>. Deserialization error: to see the raw response…'],
    [404, '@aws-sdk XML parse error: unexpected content. Deserialization error'],
    [403, "Unexpected token '<', is not valid XML"],
  ])('(HTTP %i, “%s”) is told as such, with the address', (httpStatusCode, message) => {
    const error = Object.assign(new Error(message), { $metadata: { httpStatusCode } });
    expect(toAppError(error, where)).toMatchObject({
      code: 'unexpected-response',
      message: { values: { where } },
    });
  });

  test.each([null, undefined, 'a text', 42])('nor even an error (%s) becomes an AppError all the same', (thrown) => {
    const error = toAppError(thrown, where);
    expect(error.message.key).toBe(`error.${error.code}.message`);
  });
});

describe('what is told of an error', () => {
  test('leaves AWS’s encoded authorization message out', () => {
    const sentence =
      'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/anna is not authorized to perform: ec2:StartInstances';
    const error = ec2Error(
      'UnauthorizedOperation',
      `${sentence} Encoded authorization failure message: ${'x'.repeat(4000)}`,
    );
    expect(toAppError(error, where).detail).toBe(sentence);
  });

  test('is cut at a length that can be shown, on one line', () => {
    const { detail } = toAppError(ec2Error('InternalError', `a\n  b ${'c'.repeat(1000)}`), where);
    expect(detail).toMatch(/^a b c+…$/);
    expect(detail).toHaveLength(300);
  });

  test('leaves out what the SDK adds for programmers', () => {
    const message =
      'XML parse error: missing closing tag. Deserialization error: to see the raw response, inspect this.';
    const error = Object.assign(new Error(message), { $metadata: { httpStatusCode: 200 } });
    expect(toAppError(error, where)).toMatchObject({
      code: 'unexpected-response',
      detail: 'XML parse error: missing closing tag.',
    });
  });

  test('is no detail where AWS says nothing', () => {
    expect(toAppError(ec2Error('InternalError', ''), where).detail).toBeNull();
  });

  test('holds nothing of the request, the answer, the stack or the credentials that hang on the error', () => {
    const secret = 'wJalrXUtnFEMI-SECRET';
    const error = Object.assign(ec2Error('AuthFailure'), {
      $response: { body: secret, headers: { 'x-amz-security-token': secret } },
      request: { headers: { authorization: secret } },
      credentials: { secretAccessKey: secret, sessionToken: secret },
      secretAccessKey: secret,
      cause: { message: secret },
      stack: secret,
    });
    const told = JSON.stringify(toAppError(error, where));
    expect(told).not.toContain('SECRET');
    expect(told).not.toContain('stack');
  });

  test('survives the way to the window unchanged', () => {
    const error = toAppError(ec2Error('IncorrectInstanceState'), where);
    expect(structuredClone(error)).toEqual(error);
  });
});

describe('whether a request may have been carried out', () => {
  test.each([
    ['timeout', null, true],
    ['unexpected-response', null, true],
    ['network-sign-in', null, true],
    ['proxy-authentication', null, false],
    ['service-unavailable', 'InternalError', true],
    ['endpoint-unreachable', 'ECONNRESET', true],
    ['endpoint-unreachable', 'EPIPE', true],
    ['endpoint-unreachable', 'ECONNREFUSED', false],
    ['host-not-found', 'ENOTFOUND', false],
    ['throttled', 'RequestLimitExceeded', false],
    ['access-denied', 'UnauthorizedOperation', false],
    ['incorrect-state', 'IncorrectInstanceState', false],
    ['insufficient-capacity', 'InsufficientInstanceCapacity', false],
  ] as const)('after %s (%s) is unknown: %s', (code, awsCode, isUnknown) => {
    expect(isFateUnknown(appError(code, { awsCode }))).toBe(isUnknown);
  });
});

test('what knows already what to tell is told as it is', () => {
  const error = appError('keyring-refused');
  expect(toAppError(new FailedWith(error), where)).toBe(error);
});
