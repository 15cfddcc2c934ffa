import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { AccessKey } from './access-keys';
import { randomAccessKey } from './access-keys';
import { Accounts } from './accounts';
import type { EndpointCall } from './call-log';
import { CallLog } from './call-log';
import type { Clock } from './clock';
import { systemClock } from './clock';
import { DevicePage } from './device-page';
import { Faults } from './faults';
import type { Fleet } from './fleet';
import type { FleetTiming } from './fleet-types';
import { HttpRefusal, readBody, refuseForeignRequests } from './http-guards';
import { Identities } from './identities/identities';
import { QueryCalls } from './query-calls';
import type { HttpAnswer } from './request-handler';
import { RequestHandler } from './request-handler';
import { demoFleet } from './seed';
import type { SignedRequest } from './signature-v4';
import { TokenBuckets } from './token-buckets';

export interface EndpointOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** By default the demo fleet. */
  readonly fleet?: Fleet;
  /** Of other accounts, which roles lead into; an account without one has no instances. */
  readonly otherFleets?: readonly Fleet[];
  /** Of the default fleet, of throttling and of the call log; by default that of the fleet given, or the system's. */
  readonly clock?: Clock;
  readonly timing?: Partial<FleetTiming>;
  /** By default nobody is throttled. */
  readonly throttling?: boolean;
  /** By default one random key per run. */
  readonly accessKeys?: readonly AccessKey[];
  /** The time signatures are held against; by default the system's, which is what clients sign with. */
  readonly signingClock?: Clock;
  /**
   * By which everything that signs somebody in ends: temporary credentials, tokens, codes. By default the signing clock.
   * A clock of its own (`movableClock`) lets an hour pass for credentials while signatures stay as good as they were;
   * what clients are told of an end is in the time of the signing clock, which is theirs too.
   */
  readonly credentialClock?: Clock;
  /** By default random UUIDs, as at AWS. */
  readonly newRequestId?: () => string;
  /** What the Host of a request may be besides its own address, in lower case: that of a proxy in front of it. */
  readonly hosts?: readonly string[];
  /** How many calls the log keeps; by default 10,000. */
  readonly keptCalls?: number;
}

/** An endpoint that is listening. */
export interface RunningEndpoint {
  /** E.g. `http://127.0.0.1:5999`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The first of its access keys. */
  readonly accessKey: AccessKey;
  readonly fleet: Fleet;
  readonly faults: Faults;
  /** Who there is, and how they sign in. */
  readonly identities: Identities;
  /** The last calls, oldest first. */
  readonly calls: readonly EndpointCall[];
  /** The first call that fits, whether it came already or is still to come. */
  waitForCall(predicate: (call: EndpointCall) => boolean): Promise<EndpointCall>;
  /** Stops listening and cuts what connections there are. */
  close(): Promise<void>;
}

/**
 * An endpoint on 127.0.0.1 that speaks the wire protocols of EC2 and of what signing in takes: STS, IAM, IAM Identity
 * Center (SSO OIDC and the portal) and the token service of `aws login`.
 */
export async function startEndpoint(options: EndpointOptions = {}): Promise<RunningEndpoint> {
  const { fleet = demoFleet(options.clock === undefined ? {} : { clock: options.clock }) } = options;
  if (options.timing !== undefined) fleet.setTiming(options.timing);
  const [accessKey = randomAccessKey(), ...moreKeys] = options.accessKeys ?? [];
  const { signingClock = systemClock, newRequestId = randomUUID } = options;
  const faults = new Faults();
  const log = new CallLog(options.keptCalls);
  const clock = options.clock ?? fleet.clock;
  const keys = [accessKey, ...moreKeys];
  const identities = new Identities(keys, options.credentialClock ?? signingClock, signingClock);
  const queryCalls = new QueryCalls({
    accounts: new Accounts(fleet, options.otherFleets ?? []),
    identities,
    faults,
    buckets: options.throttling === true ? new TokenBuckets() : undefined,
    clock,
    signingClock,
  });
  const handler = new RequestHandler({ queryCalls, identities, faults, log, clock, newRequestId });
  const devicePage = new DevicePage(identities.sso);

  const closing = new AbortController();
  let hosts: readonly string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, { hosts, handler, devicePage, signingClock, closing: closing.signal });
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port ?? 0 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const port = portOf(server.address());
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`, ...(options.hosts ?? [])];

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    accessKey,
    fleet,
    faults,
    identities,
    calls: log.calls,
    waitForCall: (predicate) => log.waitFor(predicate),
    close: async () => {
      closing.abort();
      log.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

interface Answering {
  readonly hosts: readonly string[];
  readonly handler: RequestHandler;
  readonly devicePage: DevicePage;
  readonly signingClock: Clock;
  readonly closing: AbortSignal;
}

/** Never rejects: whatever goes wrong with one request is that request's affair. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { hosts, handler, devicePage, signingClock, closing }: Answering,
): Promise<void> {
  // Clients set their clock by this header (the SDK corrects its clock skew), so it has to be the one we check against.
  response.setHeader('Date', new Date(signingClock.now()).toUTCString());
  try {
    refuseForeignRequests(request, hosts);
    const read = signedRequest(request, await readBody(request));
    const page = devicePage.answer(read.method, read.path, new URLSearchParams(read.query));
    if (page !== undefined) {
      send(response, page);
      return;
    }
    const result = handler.handle(read);
    if (result.kind === 'drop') {
      response.destroy();
      return;
    }
    if (result.delayMs > 0) await delay(result.delayMs, undefined, { signal: closing });
    send(response, result);
  } catch (error) {
    if (error instanceof HttpRefusal) {
      // The rest of the request is not wanted, so the connection cannot be used again.
      response.setHeader('Connection', 'close');
      const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
      send(response, { status: error.status, headers, body: `${error.message}\n` });
    } else {
      // The client went away, or the endpoint is closing.
      response.destroy();
    }
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  response.end(bytes);
}

function signedRequest(request: IncomingMessage, body: Uint8Array): SignedRequest {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value);
  }
  return {
    method: request.method ?? '',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers,
    body,
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The endpoint has no port');
  return address.port;
}
