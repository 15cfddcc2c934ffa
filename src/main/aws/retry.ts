import { AdaptiveRetryStrategy, DefaultRateLimiter, type RateLimiter } from '@smithy/core/retry';
import { SIGNED_AT } from './request-handler';

const MAX_ATTEMPTS = 3;

type RefreshArguments = Parameters<AdaptiveRetryStrategy['refreshRetryTokenForRetry']>;
type RetryToken = Awaited<ReturnType<AdaptiveRetryStrategy['acquireInitialRetryToken']>>;
type SdkError = RefreshArguments[1]['error'];

/** What the calls of a client have in common: an account that was throttled is asked less often, and a wrong clock is no harm. */
class SteadyRetryStrategy extends AdaptiveRetryStrategy {
  constructor() {
    super(MAX_ATTEMPTS, { rateLimiter: new SteadyRateLimiter() });
  }

  /**
   * The SDK corrects the time that it signs with by what AWS says is the time, but does not try again with it where the
   * computer's own clock is the right one, because somebody has set it.
   */
  override refreshRetryTokenForRetry(...[token, errorInfo]: RefreshArguments): Promise<RetryToken> {
    const isFirstTime = isRefusedForItsTime(errorInfo.error) && token.getRetryCount() === 0;
    return super.refreshRetryTokenForRetry(token, isFirstTime ? { ...errorInfo, errorType: 'TRANSIENT' } : errorInfo);
  }
}

/**
 * For calls that only read. One whose time was up is not sent again: a person is told, after half a minute and not after two,
 * and who asked has a plan for when to ask again.
 */
export class ReadRetryStrategy extends SteadyRetryStrategy {
  override refreshRetryTokenForRetry(...[token, errorInfo]: RefreshArguments): Promise<RetryToken> {
    if (isTimeUp(errorInfo.error)) return Promise.reject(new Error('A call whose time was up is not sent again'));
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}

/**
 * For calls that change something: only a request that AWS surely did not carry out is sent again, because it was throttled,
 * or signed with a wrong time. After a time-out or a cut connection the request may have been carried out; who called asks
 * AWS first (design.md, rule 6).
 */
export class RefusedOnlyRetryStrategy extends SteadyRetryStrategy {
  override refreshRetryTokenForRetry(...[token, errorInfo]: RefreshArguments): Promise<RetryToken> {
    if (errorInfo.errorType !== 'THROTTLING' && !isRefusedForItsTime(errorInfo.error)) {
      return Promise.reject(new Error(`${errorInfo.errorType} errors of a changing call are not sent again`));
    }
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}

/** The SDK calls a reset connection a `TimeoutError` too; that one was told at once, and may do better on a new socket. */
function isTimeUp(error: SdkError): boolean {
  if (error?.name !== 'TimeoutError') return false;
  return !('code' in error) || error.code === 'ETIMEDOUT';
}

/** What AWS calls it where the time that a request was signed with is wrong; some of it is said of other things as well. */
const WRONG_TIME = [
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
];
/** AWS takes requests that were signed this long ago, and a little more, ms. */
const TOLERATED_SKEW_MS = 240_000;

/** By then the SDK has taken over the time that the answer tells. */
function isRefusedForItsTime(error: SdkError): boolean {
  if (error === undefined || !WRONG_TIME.includes(error.name)) return false;
  const headers = error.$response?.headers ?? {};
  const skewMs = Date.parse(headers[SIGNED_AT] ?? '') - Date.parse(headers['date'] ?? '');
  return Math.abs(skewMs) > TOLERATED_SKEW_MS;
}

/**
 * The SDK's rate limiter, which reckons by the computer's clock: once that is set back by an hour, nothing that was throttled
 * before would get through for an hour. Here it begins anew then.
 */
class SteadyRateLimiter implements RateLimiter {
  #limiter = new DefaultRateLimiter();
  #lastUsedAt = Date.now();

  getSendToken(): Promise<void> {
    return this.#current().getSendToken();
  }

  updateClientSendingRate(response: unknown): void {
    this.#current().updateClientSendingRate(response);
  }

  #current(): DefaultRateLimiter {
    const now = Date.now();
    if (now < this.#lastUsedAt) this.#limiter = new DefaultRateLimiter();
    this.#lastUsedAt = now;
    return this.#limiter;
  }
}
