import { AdaptiveRetryStrategy } from '@smithy/core/retry';

const MAX_ATTEMPTS = 3;

type RetryToken = Awaited<ReturnType<AdaptiveRetryStrategy['acquireInitialRetryToken']>>;

/** For calls that only read: adaptive, so that a throttled account is asked less often. */
export const readRetryStrategy = (): AdaptiveRetryStrategy => new AdaptiveRetryStrategy(MAX_ATTEMPTS);

/**
 * For calls that change something: only a throttled request, which AWS surely did not carry out, is sent again. After a
 * time-out or a cut connection the request may have been carried out; who called asks AWS first (design.md, rule 6).
 */
export class ThrottledOnlyRetryStrategy extends AdaptiveRetryStrategy {
  constructor() {
    super(MAX_ATTEMPTS);
  }

  override refreshRetryTokenForRetry(
    ...[token, errorInfo]: Parameters<AdaptiveRetryStrategy['refreshRetryTokenForRetry']>
  ): Promise<RetryToken> {
    if (errorInfo.errorType !== 'THROTTLING') {
      return Promise.reject(new Error(`${errorInfo.errorType} errors of a changing call are not sent again`));
    }
    return super.refreshRetryTokenForRetry(token, errorInfo);
  }
}
