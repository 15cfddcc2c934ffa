import type { AccessKey } from './access-keys';
import { callerOf } from './access-keys';
import type { Accounts } from './accounts';
import type { Clock } from './clock';
import { ec2 } from './ec2-protocol';
import type { Faults } from './faults';
import { iam } from './iam-protocol';
import type { Identities } from './identities/identities';
import type { IncomingCall } from './incoming-call';
import type { Operation, OperationContext } from './operations/operation';
import { QueryParameters } from './query-parameters';
import { dryRunSucceeded, missingParameter, requestLimitExceeded, ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';
import type { SignedRequest } from './signature-v4';
import { checkSignature } from './signature-v4';
import { sts } from './sts-protocol';
import type { TokenBuckets } from './token-buckets';
import type { Xml } from './xml';

export interface QueryCallsOptions {
  readonly accounts: Accounts;
  readonly identities: Identities;
  readonly faults: Faults;
  /** `undefined` to throttle nobody. */
  readonly buckets: TokenBuckets | undefined;
  /** For throttling. */
  readonly clock: Clock;
  /** For signatures: clients sign with the time of the machine, whatever time it is in the fleet. */
  readonly signingClock: Clock;
}

/** Who sent a request; `key` is missing where nobody signed it and nobody had to. */
interface Sender {
  readonly key: AccessKey | undefined;
  readonly region: string;
}

/** All services share one URL: a request says by its Version which one it means. */
const protocolByVersion: ReadonlyMap<string, ServiceProtocol> = new Map([
  ['2011-06-15', sts],
  ['2010-05-08', iam],
]);

/** The services of the Query protocol: EC2, STS and IAM. */
export class QueryCalls {
  readonly #options: QueryCallsOptions;

  constructor(options: QueryCallsOptions) {
    this.#options = options;
  }

  recognise(request: SignedRequest): IncomingCall {
    const parameters = QueryParameters.parse(formText(request));
    const protocol = protocolByVersion.get(parameters.string('Version') ?? '') ?? ec2;
    const action = parameters.string('Action') ?? '';
    let sender: Sender = { key: undefined, region: '' };
    return {
      action,
      parameters: parameters.toRecord(),
      contentType: 'text/xml;charset=UTF-8',
      authenticate: () => {
        sender = this.#authenticate(request, protocol, action);
        return sender.region;
      },
      carryOut: (requestId) =>
        protocol.response(action, requestId, this.#carryOut(protocol, action, parameters, sender)),
      errorAnswer: (error, requestId) => ({ body: protocol.errorResponse(error, requestId), headers: {} }),
    };
  }

  /** Whose request it is, and for which Region. */
  #authenticate(request: SignedRequest, protocol: ServiceProtocol, action: string): Sender {
    const { accounts, identities, signingClock } = this.#options;
    if (protocol.operations.get(action)?.unsigned === true && !request.headers.has('authorization')) {
      return { key: undefined, region: '' };
    }
    const now = signingClock.now();
    const check = checkSignature(request, identities.keyRing.keys, now, identities.clock.now());
    if (!check.ok) throw protocol.signatureError(check.failure, now, check.signedAt);
    const { key, scope } = check;
    if (scope.service !== protocol.signingName) throw protocol.signatureError('mismatch', now, undefined);
    const { optedInRegions, accountId } = accounts.fleetOf(key.accountId);
    const regionError = protocol.regionError(scope.region, optedInRegions, accountId);
    if (regionError !== undefined) throw regionError;
    return { key, region: scope.region };
  }

  #carryOut(protocol: ServiceProtocol, action: string, parameters: QueryParameters, sender: Sender): Xml {
    const { buckets, faults } = this.#options;
    const operation = this.#operation(protocol, action, parameters);
    const context = this.#context(parameters, sender);
    const { caller, region, now } = context;
    if (buckets?.take(`${caller.accountId}/${region}`, operation.draws(parameters), now) === false) {
      throw requestLimitExceeded();
    }
    parameters.refuseUnknown(operation.parameters);
    operation.validate(context);
    if (faults.isDenied(action)) throw protocol.denied(action, caller.arn, operation.resources(context)[0]);
    if (parameters.boolean('DryRun')) throw dryRunSucceeded();
    return operation.run(context);
  }

  #operation(protocol: ServiceProtocol, action: string, parameters: QueryParameters): Operation {
    const version = parameters.string('Version');
    if (action === '') throw new ServiceError('MissingAction', 'The request must contain the parameter Action');
    if (version === undefined) throw missingParameter('Version');
    const operation = protocol.operations.get(action);
    if (operation === undefined) throw protocol.unknownAction(action, version);
    return operation;
  }

  #context(parameters: QueryParameters, { key, region }: Sender): OperationContext {
    const { accounts, identities, faults, clock } = this.#options;
    const fleet = accounts.fleetOf(key?.accountId);
    const caller =
      key === undefined
        ? { accountId: fleet.accountId, arn: 'anonymous', userId: 'anonymous' }
        : callerOf(key, fleet.accountId);
    return { fleet, identities, faults, region, parameters, caller, key, now: clock.now() };
  }
}

/** The parameters of a POST are its body, those of a GET its query. */
function formText({ method, query, headers, body }: SignedRequest): string {
  if (method === 'GET') return query;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '');
  return isForm ? Buffer.from(body).toString('utf8') : '';
}
