import { randomUUID } from 'node:crypto';
import type { AccessKey } from './access-keys';
import { callerOf } from './access-keys';
import type { CallLog, CallOutcome } from './call-log';
import type { Clock } from './clock';
import type { Faults } from './faults';
import type { Fleet } from './fleet';
import type { Operation, OperationContext } from './operations/operation';
import { QueryParameters } from './query-parameters';
import { dryRunSucceeded, missingParameter, requestLimitExceeded, ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';
import { serviceOf } from './service-protocol';
import type { SignedRequest } from './signature-v4';
import { checkSignature } from './signature-v4';
import type { TokenBuckets } from './token-buckets';
import type { Xml } from './xml';

/** What goes back over the wire. */
export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly requestId: string;
      readonly body: Xml;
      /** Milliseconds. */
      readonly delayMs: number;
    }
  | { readonly kind: 'drop' };

export interface RequestHandlerOptions {
  readonly fleet: Fleet;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly accessKeys: readonly AccessKey[];
  /** `undefined` to throttle nobody. */
  readonly buckets: TokenBuckets | undefined;
  /** For throttling and the log. */
  readonly clock: Clock;
  /** For signatures: clients sign with the time of the machine, whatever time it is in the fleet. */
  readonly signingClock: Clock;
}

/** What is known of a call before it is carried out. */
interface Call {
  readonly action: string;
  readonly operation: Operation;
  readonly context: OperationContext;
}

/** Answers requests that came through the HTTP guards. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  handle(request: SignedRequest): Answer {
    const { faults, log, clock } = this.#options;
    const parameters = QueryParameters.parse(formText(request));
    const protocol = serviceOf(parameters.string('Version') ?? '');
    const action = parameters.string('Action') ?? '';
    const requestId = randomUUID();
    const record = (region: string, outcome: CallOutcome) => {
      log.add({ action, region, parameters: parameters.toRecord(), at: clock.now(), outcome });
    };
    let region = '';
    try {
      const signed = this.#authenticate(request, protocol);
      region = signed.region;
      if (faults.takeDrop(action, region, 'before')) {
        record(region, { kind: 'dropped', when: 'before' });
        return { kind: 'drop' };
      }
      const failure = faults.takeFailure(action, region);
      if (failure !== undefined) throw failure;
      const call = this.#understand(protocol, action, parameters, signed);
      const inner = this.#carryOut(protocol, call);
      if (faults.takeDrop(action, region, 'after')) {
        record(region, { kind: 'dropped', when: 'after' });
        return { kind: 'drop' };
      }
      record(region, { kind: 'answered' });
      const body = protocol.response(action, requestId, inner);
      return { kind: 'response', status: 200, requestId, body, delayMs: faults.takeDelayMs(action, region) };
    } catch (error) {
      const refusal = asServiceError(error);
      record(region, { kind: 'refused', code: refusal.code, status: refusal.status });
      const body = protocol.errorResponse(refusal, requestId);
      const delayMs = faults.takeDelayMs(action, region);
      return { kind: 'response', status: refusal.status, requestId, body, delayMs };
    }
  }

  /** Whose request it is, and for which Region. */
  #authenticate(
    request: SignedRequest,
    protocol: ServiceProtocol,
  ): { readonly key: AccessKey; readonly region: string } {
    const { accessKeys, signingClock, fleet } = this.#options;
    const now = signingClock.now();
    const check = checkSignature(request, accessKeys, now);
    if (!check.ok) throw protocol.signatureError(check.failure, now, check.signedAt);
    const { key, scope } = check;
    if (scope.service !== protocol.signingName) throw protocol.signatureError('mismatch', now, undefined);
    const regionError = protocol.regionError(scope.region, fleet.optedInRegions, fleet.accountId);
    if (regionError !== undefined) throw regionError;
    return { key, region: scope.region };
  }

  #understand(
    protocol: ServiceProtocol,
    action: string,
    parameters: QueryParameters,
    { key, region }: { readonly key: AccessKey; readonly region: string },
  ): Call {
    const { fleet, faults, clock } = this.#options;
    const version = parameters.string('Version');
    if (action === '') throw new ServiceError('MissingAction', 'The request must contain the parameter Action');
    if (version === undefined) throw missingParameter('Version');
    const operation = protocol.operations.get(action);
    if (operation === undefined) throw protocol.unknownAction(action, version);
    const caller = callerOf(key, fleet.accountId);
    return { action, operation, context: { fleet, faults, region, parameters, caller, now: clock.now() } };
  }

  #carryOut(protocol: ServiceProtocol, { action, operation, context }: Call): Xml {
    const { buckets, faults } = this.#options;
    const { parameters, region, now, caller } = context;
    if (buckets?.take(region, operation.draws(parameters), now) === false) throw requestLimitExceeded();
    parameters.refuseUnknown(operation.parameters);
    operation.validate(context);
    if (faults.isDenied(action)) throw protocol.denied(action, caller.arn, operation.resources(context)[0]);
    if (parameters.boolean('DryRun')) throw dryRunSucceeded();
    return operation.run(context);
  }
}

/** The parameters of a POST are its body, those of a GET its query. */
function formText({ method, query, headers, body }: SignedRequest): string {
  if (method === 'GET') return query;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '');
  return isForm ? Buffer.from(body).toString('utf8') : '';
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  // Said out loud, since it is a mistake of ours; the caller learns no more than AWS would say.
  console.error(error);
  return new ServiceError('InternalError', 'An internal error has occurred');
}
