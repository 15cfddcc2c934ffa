import type { Faults } from './faults';
import type { Identities } from './identities/identities';
import type { IncomingCall } from './incoming-call';
import type { RestOperation, RestRequest } from './rest/rest-operation';
import { signinOperations } from './rest/signin';
import { ssoOidcOperations } from './rest/sso-oidc';
import { ssoPortalOperations } from './rest/sso-portal';
import type { SignedRequest } from './signature-v4';

const operations: ReadonlyMap<string, RestOperation> = new Map(
  [...ssoOidcOperations, ...ssoPortalOperations, ...signinOperations].map((operation) => [
    `${operation.method} ${operation.path}`,
    operation,
  ]),
);

interface RestSurroundings {
  readonly faults: Faults;
  readonly identities: Identities;
}

/** The call of a REST-JSON service that a request is, by its method and path; `undefined` where it is none. */
export function restCall(request: SignedRequest, { faults, identities }: RestSurroundings): IncomingCall | undefined {
  const operation = operations.get(`${request.method} ${request.path}`);
  if (operation === undefined) return undefined;
  const { action, service } = operation;
  const restRequest = restRequestOf(request);
  return {
    action,
    parameters: loggedParameters(restRequest),
    contentType: 'application/json',
    // What they carry says whose they are: a client's secret, or a bearer token.
    authenticate: () => '',
    carryOut: () => {
      if (faults.isDenied(action)) throw service.denied(action);
      const answer = operation.run(restRequest, identities);
      return answer === undefined ? '' : JSON.stringify(answer);
    },
    errorAnswer: (error) => ({
      body: JSON.stringify(service.errorBody(error)),
      headers: { 'x-amzn-errortype': error.code },
    }),
  };
}

function restRequestOf({ method, path, query, headers, body }: SignedRequest): RestRequest {
  return {
    origin: `http://${headers.get('host') ?? ''}`,
    ...{ method, path, headers },
    query: new URLSearchParams(query),
    body: parsedJson(Buffer.from(body).toString('utf8')),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function loggedParameters({ query, body }: RestRequest): Readonly<Record<string, string>> {
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries([
    ...query,
    ...members.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const),
  ]);
}
