import type { CallLog, CallOutcome } from './call-log';
import type { Clock } from './clock';
import type { Faults } from './faults';
import type { Identities } from './identities/identities';
import type { QueryCalls } from './query-calls';
import { restCall } from './rest-calls';
import { ServiceError } from './service-error';
import type { SignedRequest } from './signature-v4';

/** What goes back over the wire. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a request is answered; it is held back for `delayMs` milliseconds. */
type Answer = (HttpAnswer & { readonly kind: 'response'; readonly delayMs: number }) | { readonly kind: 'drop' };

export interface RequestHandlerOptions {
  readonly queryCalls: QueryCalls;
  readonly identities: Identities;
  readonly faults: Faults;
  readonly log: CallLog;
  /** For the log. */
  readonly clock: Clock;
  readonly newRequestId: () => string;
}

/** Answers requests that came through the HTTP guards. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  handle(request: SignedRequest): Answer {
    const { faults, log, clock, queryCalls } = this.#options;
    const call = restCall(request, this.#options) ?? queryCalls.recognise(request);
    const { action, parameters } = call;
    const requestId = this.#options.newRequestId();
    const record = (region: string, outcome: CallOutcome) => {
      log.add({ action, region, parameters, at: clock.now(), outcome });
    };
    const respond = (region: string, status: number, body: string, headers: Readonly<Record<string, string>>) => ({
      kind: 'response' as const,
      status,
      headers: { 'x-amzn-requestid': requestId, 'Content-Type': call.contentType, ...headers },
      body,
      delayMs: faults.takeDelayMs(action, region),
    });
    let region = '';
    try {
      region = call.authenticate();
      if (faults.takeDrop(action, region, 'before')) {
        record(region, { kind: 'dropped', when: 'before' });
        return { kind: 'drop' };
      }
      const failure = faults.takeFailure(action, region);
      if (failure !== undefined) throw failure;
      const body = call.carryOut(requestId);
      if (faults.takeDrop(action, region, 'after')) {
        record(region, { kind: 'dropped', when: 'after' });
        return { kind: 'drop' };
      }
      record(region, { kind: 'answered' });
      return respond(region, 200, body, {});
    } catch (error) {
      const refusal = asServiceError(error);
      record(region, { kind: 'refused', code: refusal.code, status: refusal.status });
      const { body, headers } = call.errorAnswer(refusal, requestId);
      return respond(region, refusal.status, body, headers);
    }
  }
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  // Said out loud, since it is a mistake of ours; the caller learns no more than AWS would say.
  console.error(error);
  return new ServiceError('InternalError', 'An internal error has occurred');
}
