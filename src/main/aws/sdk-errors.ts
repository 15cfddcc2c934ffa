import { shortArn } from '../../shared/arn';
import { type AppError, appError } from '../../shared/errors';
import { MfaRequiredError } from './assumed-roles';
import { InvalidFilterError } from './ec2-filters';
import { AWS_CODES, lookUp, type Meaning, NETWORK_CODES } from './error-codes';

/* SDK and network errors -> AppError. */

/** What the SDK says of a session that somebody has to sign in to anew: with `aws sso login` or `aws login`. */
const SIGN_IN_WANTED =
  /\baws (sso )?login\b|re-?authenticate|^The SSO session|^Failed to load token from|^Invalid time value/;

/** The permission to renew a session of `aws login` is missing. */
const RENEWAL_DENIED = /^Unable to refresh credentials due to insufficient permissions/;

/**
 * What a service of IAM Identity Center or of `aws login` has answered, of which the SDK keeps the text only. Nothing else
 * that could not be had from a program or a file begins like this.
 */
const QUOTED_ANSWER =
  /^(?:Failed to refresh token: )?(\w*(?:Exception|Error)): (.*?)(?: Please re-authenticate using .*)?$/s;

/** What the SDK calls an error whose body names no code. */
const NO_NAME = 'Unknown';

/** Answered by something that is not EC2. */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError';
}

/** A file that the AWS configuration names cannot be read. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** What is thrown, where the SDK's ways want something thrown, by code that knows already what to tell. */
export class FailedWith extends Error {
  override readonly name = 'FailedWith';
  readonly appError: AppError;

  constructor(error: AppError, options?: ErrorOptions) {
    super(error.code, options);
    this.appError = error;
  }
}

/** Credentials could not be had; the cause is what the SDK threw. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/** A request that got no answer may have been carried out all the same: its fate is unknown. */
export function isFateUnknown(error: AppError): boolean {
  return (
    error.code === 'timeout' ||
    error.code === 'unexpected-response' ||
    error.code === 'network-sign-in' ||
    error.code === 'service-unavailable' ||
    // A refused connection never carried the request; one cut in the middle may have.
    (error.code === 'endpoint-unreachable' && error.awsCode !== 'ECONNREFUSED')
  );
}

/** AWS knows these credentials not, or no longer: whatever they were sent with was not carried out. */
export function isCredentialRefused({ code }: AppError): boolean {
  return code === 'expired-credentials' || code === 'invalid-credentials' || code === 'request-expired';
}

/** The parts of a thrown value that tell what went wrong; everything else about it stays where it is. */
interface ErrorFacts {
  readonly name: string;
  readonly networkCode: string | null;
  /** The host that could not be reached, where the error names it: it may be that of STS or a proxy. */
  readonly host: string | null;
  readonly message: string;
  readonly requestId: string | null;
  readonly httpStatus: number | null;
  /** Whether the message is of AWS or the network, and not of a program or a file on this computer. */
  readonly isQuotable: boolean;
}

/** Turns whatever the SDK threw into an AppError; `where` names the endpoint or Region for the texts. */
export function toAppError(thrown: unknown, where: string): AppError {
  if (thrown instanceof SignInError) return appErrorOf(thrown.cause, where, true);
  return appErrorOf(thrown, where, false);
}

/** `isSigningIn` where what was thrown is why there are no credentials. */
function appErrorOf(thrown: unknown, where: string, isSigningIn: boolean): AppError {
  if (thrown instanceof MfaRequiredError) {
    const { id, roleArn, serialNumber } = thrown.challenge;
    return appError('mfa-required', {
      values: { challenge: id, role: shortArn(roleArn), device: shortArn(serialNumber) },
    });
  }
  if (thrown instanceof FailedWith) return thrown.appError;
  const facts = errorFacts(thrown);
  const meaning = meaningOf(facts, isSigningIn);
  return appError(meaning.code, {
    values: { where: facts.host ?? where, awsCode: facts.networkCode ?? facts.name },
    retryable: meaning.retryable ?? false,
    awsCode: facts.networkCode ?? facts.name,
    detail: detailOf(facts),
    requestId: facts.requestId,
  });
}

function meaningOf(facts: ErrorFacts, isSigningIn: boolean): Meaning {
  // A generic code: only its sentence tells that it is about stop protection.
  if (facts.name === 'OperationNotPermitted' && /disableApiStop|stop protection/i.test(facts.message)) {
    return { code: 'stop-protected' };
  }
  if (facts.name === 'AccessDenied' && /MultiFactorAuthentication failed/i.test(facts.message)) {
    return { code: 'mfa-code-wrong' };
  }
  // What STS calls a wrong clock; elsewhere the same code means a wrong secret access key.
  if (facts.name === 'SignatureDoesNotMatch' && /^Signature (expired|not yet current)/.test(facts.message)) {
    return { code: 'clock-skew' };
  }
  if (facts.name === UnreadableFileError.name) return { code: 'config-unreadable' };
  if (facts.name === InvalidFilterError.name) return { code: 'filter-invalid' };
  const known = lookUp(AWS_CODES, facts.name) ?? lookUp(NETWORK_CODES, facts.networkCode);
  if (known) return known;
  if (facts.name === 'TimeoutError' || facts.name === 'AbortError') return { code: 'timeout', retryable: true };
  if (facts.name === 'CredentialsProviderError' || facts.name === 'TokenProviderError') {
    if (RENEWAL_DENIED.test(facts.message)) return { code: 'access-denied' };
    return { code: SIGN_IN_WANTED.test(facts.message) ? 'sign-in-required' : 'no-credentials' };
  }
  // No service has answered: a file, a program or the metadata service has nothing that could be used.
  if (isSigningIn && facts.httpStatus === null) return { code: 'no-credentials' };
  if (facts.httpStatus !== null && facts.httpStatus >= 500) return { code: 'service-unavailable', retryable: true };
  // A body that is not the XML of EC2: a captive portal, or something else that listens at this address.
  if (
    facts.httpStatus === null ||
    facts.name === NO_NAME ||
    /deserializ|unexpected token|xml|parse/i.test(facts.message)
  ) {
    return { code: 'unexpected-response', retryable: true };
  }
  return { code: 'aws-error' };
}

function errorFacts(thrown: unknown): ErrorFacts {
  if (!isRecord(thrown)) {
    return {
      name: 'Unknown',
      networkCode: null,
      host: null,
      message: String(thrown),
      requestId: null,
      httpStatus: null,
      isQuotable: false,
    };
  }
  const name = textOf(thrown['Code']) ?? textOf(thrown['name']) ?? NO_NAME;
  const message = textOf(thrown['message']) ?? '';
  const quoted = name === 'CredentialsProviderError' ? quotedFacts(message) : null;
  if (quoted !== null) return quoted;
  const metadata = isRecord(thrown['$metadata']) ? thrown['$metadata'] : {};
  const network = networkErrorOf(thrown);
  const httpStatus = typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : null;
  return {
    name,
    networkCode: network === null ? null : textOf(network['code']),
    host: network === null ? null : hostOf(network),
    message,
    requestId: textOf(metadata['requestId']) ?? textOf(thrown['RequestId']) ?? textOf(thrown['RequestID']),
    httpStatus,
    isQuotable: httpStatus !== null || network !== null,
  };
}

/** The facts of an error that the SDK has made a text of; null where the text is none of that kind. */
function quotedFacts(text: string): ErrorFacts | null {
  const [, name = NO_NAME, message = ''] = QUOTED_ANSWER.exec(text) ?? [];
  // Several addresses that could not be reached have no message.
  const unreachable = name === 'AggregateError' ? 'ECONNREFUSED' : (/\bE[A-Z_]+\b/.exec(message)?.[0] ?? null);
  const networkCode = lookUp(NETWORK_CODES, unreachable) === undefined ? null : unreachable;
  const isKnown = networkCode !== null || name === 'TimeoutError' || /Exception$/.test(name);
  return isKnown
    ? { name, networkCode, host: null, message, requestId: null, httpStatus: null, isQuotable: true }
    : null;
}

/** Node puts the code on the error, on its cause, or (happy eyeballs) on the errors of an AggregateError. */
function networkErrorOf(error: Readonly<Record<string, unknown>>, depth = 0): Readonly<Record<string, unknown>> | null {
  const code = textOf(error['code']);
  const inner = Array.isArray(error['errors']) ? error['errors'] : [];
  const isWholeStory = lookUp(NETWORK_CODES, code) !== undefined;
  if (isWholeStory && hostOf(error) !== null) return error;
  for (const cause of depth > 4 ? [] : [error['cause'], ...inner]) {
    const found = isRecord(cause) ? networkErrorOf(cause, depth + 1) : null;
    if (found !== null) return found;
  }
  return isWholeStory ? error : null;
}

function hostOf(error: Readonly<Record<string, unknown>>): string | null {
  const host = textOf(error['hostname']) ?? textOf(error['host']) ?? textOf(error['address']);
  return host !== null && typeof error['port'] === 'number' ? `${host}:${error['port']}` : host;
}

/**
 * AWS's sentence, without its encoded part (a blob of thousands of characters), at a length that can be shown. What does not
 * come from AWS or the network has none: a credential process may have written secrets into its error.
 */
function detailOf(facts: ErrorFacts): string | null {
  if (!facts.isQuotable) return null;
  const sentence = facts.message
    .replace(/\s*Encoded authorization failure message:.*$/s, '')
    // What the SDK adds for programmers.
    .replace(/\s*Deserialization error: to see the raw response.*$/s, '')
    // The canonical request that follows has the session token among its headers.
    .replace(/\s*The Canonical String for this request.*$/s, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (sentence === '') return null;
  return sentence.length > 300 ? `${sentence.slice(0, 299)}…` : sentence;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
