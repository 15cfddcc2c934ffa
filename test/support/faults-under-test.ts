import dns from 'node:dns';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { onTestFinished, vi } from 'vitest';
import type { ErrorCode } from '../../src/shared/errors';
import { type AppBehindFront, appBehindFront } from './app-behind-front';
import { connectProxy } from './connect-proxy';
import { type Misbehaviour, misbehavingFront } from './misbehaving-front';
import { tries } from './reliability';
import { seoul } from './snapshot-builder';
import { temporaryDirectory } from './temporary-directory';

/** What goes wrong between the app and AWS, and what the app is to say of it. */
export interface FaultUnderTest {
  readonly name: string;
  readonly set: () => Promise<StageSet>;
  /** What the scope is to say; null where the app is to get by with it. */
  readonly code: ErrorCode | null;
  /** What the hint is to advise. */
  readonly advises?: RegExp;
  /** The longest that the app may take to say so, ms. */
  readonly toldWithinMs: number;
  /** What becomes of a start that is asked for meanwhile: AWS never gets it, or does as it says, or nobody can know. */
  readonly start: 'refused' | 'carried out' | 'lost';
}

/** An app that works, and how to begin and end the fault. */
interface StageSet {
  readonly app: AppBehindFront;
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

const INSTANCES = tries({ inSuite: 100, inFull: 500 });
const HOUR_MS = 3_600_000;

async function plainApp(instances = INSTANCES): Promise<AppBehindFront> {
  const front = await misbehavingFront();
  const host = `127.0.0.1:${front.port}`;
  return appBehindFront({ front, instances, endpointUrl: `http://${host}`, hosts: [host] });
}

const misbehaving = (how: Misbehaviour) => async (): Promise<StageSet> => {
  const app = await plainApp();
  return { app, begin: () => app.front.misbehave(how), end: () => app.front.misbehave(null) };
};

const page = (status: number, headers: Record<string, string>, body = ''): (() => Promise<StageSet>) =>
  misbehaving({ kind: 'page', status, headers, body });

const failing = (code: string, status: number) => async (): Promise<StageSet> => {
  const app = await plainApp();
  return { app, begin: () => app.endpoint.faults.fail({ code, status }), end: () => app.endpoint.faults.clear() };
};

const skewed = (hours: number) => async (): Promise<StageSet> => {
  const app = await plainApp();
  return { app, begin: () => app.setSkew(hours * HOUR_MS), end: () => app.setSkew(0) };
};

async function skewedWithoutDate(): Promise<StageSet> {
  const app = await plainApp();
  await app.front.misbehave({ kind: 'no date' });
  return { app, begin: () => app.setSkew(3 * HOUR_MS), end: () => app.setSkew(0) };
}

/** More instances than one page holds; the session ends between the first page and the second. */
async function expiredInMidPoll(): Promise<StageSet> {
  const app = await plainApp(1_100);
  const begin = (): void => {
    let isOver = false;
    app.front.whenAsked((parameters) => {
      if (isOver || !parameters.has('NextToken')) return;
      isOver = true;
      app.endSessions();
    });
  };
  return { app, begin, end: app.signIn };
}

const COMPANY_NAME = 'ec2.company.test';

/** What the name of the endpoint leads to is the test's own to say: no question about it leaves this computer. */
function nameLeadsTo(addresses: () => readonly { readonly address: string; readonly family: number }[]): void {
  const { lookup } = dns;
  vi.spyOn(dns, 'lookup').mockImplementation(
    Object.assign((...given: Parameters<typeof lookup>) => {
      const [hostname] = given;
      if (hostname !== COMPANY_NAME) return Reflect.apply(lookup, dns, given);
      const answer: unknown = given.at(-1);
      if (typeof answer !== 'function') throw new Error('A lookup has a callback');
      const found = addresses();
      const missing = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname };
      if (found.length > 0) answer(null, found);
      else answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), missing));
    }, lookup),
  );
  onTestFinished(() => {
    vi.mocked(dns.lookup).mockRestore();
  });
}

async function namedApp(host?: '127.0.0.1' | '::1'): Promise<AppBehindFront> {
  const front = await misbehavingFront(host === undefined ? {} : { host });
  const name = `${COMPANY_NAME}:${front.port}`;
  return appBehindFront({ front, instances: INSTANCES, endpointUrl: `http://${name}`, hosts: [name] });
}

async function nameless(): Promise<StageSet> {
  let addresses = [{ address: '127.0.0.1', family: 4 }];
  nameLeadsTo(() => addresses);
  const app = await namedApp();
  const known = addresses;
  return {
    app,
    begin: () => {
      addresses = [];
      app.front.cut();
    },
    end: () => {
      addresses = known;
    },
  };
}

/** The name has addresses of both kinds from now on, the old one first, and nobody listens there. */
async function oldAddressDead(): Promise<StageSet> {
  let addresses = [{ address: '::1', family: 6 }];
  nameLeadsTo(() => addresses);
  const app = await namedApp('::1');
  return {
    app,
    begin: () => {
      addresses = [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ];
      app.front.cut();
    },
    end: () => undefined,
  };
}

async function newAddressLiteral(): Promise<StageSet> {
  const front = await misbehavingFront({ host: '::1' });
  const host = `[::1]:${front.port}`;
  const app = await appBehindFront({ front, instances: INSTANCES, endpointUrl: `http://${host}`, hosts: [host] });
  return { app, begin: () => front.cut(), end: () => undefined };
}

const EC2_NAME = `ec2.${seoul}.amazonaws.com`;
const STS_NAME = `sts.${seoul}.amazonaws.com`;

async function certificateFor(...names: readonly string[]) {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key, cert };
}

function bundleOf({ cert }: { readonly cert: string }): string {
  const bundle = path.join(temporaryDirectory(), 'ca.pem');
  writeFileSync(bundle, cert);
  return bundle;
}

async function unknownCertificate(): Promise<StageSet> {
  const [known, unknown] = [await certificateFor('localhost'), await certificateFor('localhost')];
  const front = await misbehavingFront({ certificate: known });
  const host = `localhost:${front.port}`;
  const app = await appBehindFront({
    front,
    instances: INSTANCES,
    endpointUrl: `https://${host}`,
    hosts: [host],
    config: `ca_bundle = ${bundleOf(known)}\n`,
  });
  return { app, begin: () => front.show(unknown), end: () => front.show(known) };
}

/** AWS's own addresses, through a proxy that knows who may pass. */
async function proxyThatAsks(): Promise<StageSet> {
  // The app loads it when there is a proxy, which is no request: the simulated time would not wait for it.
  await import('https-proxy-agent');
  const known = await certificateFor(EC2_NAME, STS_NAME);
  const front = await misbehavingFront({ certificate: known });
  const proxy = await connectProxy(front.port);
  proxy.demand('anna:secret');
  const app = await appBehindFront({
    front,
    instances: INSTANCES,
    endpointUrl: null,
    hosts: [EC2_NAME, STS_NAME],
    config: `ca_bundle = ${bundleOf(known)}\n`,
    env: { HTTPS_PROXY: proxy.url.replace('http://', 'http://anna:secret@') },
  });
  return { app, begin: () => proxy.demand('anna:changed'), end: () => proxy.demand('anna:secret') };
}

const PORTAL = '<!DOCTYPE html><html><body><br><p>Welcome to the hotel. Please sign in.</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const AT_ONCE_MS = 5_000;
const LOST_MS = 32_000;

export const FAULTS: readonly FaultUnderTest[] = [
  {
    name: 'the connection is refused',
    set: misbehaving({ kind: 'refused' }),
    code: 'endpoint-unreachable',
    advises: /network, the VPN/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
  {
    name: 'the connection is reset after AWS has done what was asked',
    set: misbehaving({ kind: 'reset' }),
    code: 'endpoint-unreachable',
    advises: /network, the VPN/,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'a black hole: AWS does what was asked, no answer arrives',
    set: misbehaving({ kind: 'black hole' }),
    code: 'timeout',
    advises: /network and proxy/,
    toldWithinMs: LOST_MS,
    start: 'carried out',
  },
  {
    name: 'answers that trickle in, a byte a second',
    set: misbehaving({ kind: 'slow bytes' }),
    code: 'timeout',
    advises: /network and proxy/,
    toldWithinMs: 2 * LOST_MS,
    start: 'carried out',
  },
  {
    name: 'XML that is cut in the middle',
    set: misbehaving({ kind: 'cut' }),
    code: 'unexpected-response',
    advises: /Check the endpoint URL/,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'the page of a captive portal (200)',
    set: page(200, html, PORTAL),
    code: 'network-sign-in',
    advises: /Open a browser/,
    toldWithinMs: AT_ONCE_MS,
    start: 'lost',
  },
  {
    name: 'a captive portal that leads to its page (302)',
    set: page(302, { location: 'http://portal.hotel.test/sign-in' }),
    code: 'network-sign-in',
    advises: /Open a browser/,
    toldWithinMs: AT_ONCE_MS,
    start: 'lost',
  },
  {
    name: 'a burst of 500 (InternalError)',
    set: failing('InternalError', 500),
    code: 'service-unavailable',
    advises: /Health Dashboard/,
    toldWithinMs: AT_ONCE_MS,
    start: 'lost',
  },
  {
    name: 'a burst of 503 with the page of a load balancer',
    set: page(503, html, '<html><body><b>Http/1.1 Service Unavailable</b></body></html>'),
    code: 'service-unavailable',
    advises: /Health Dashboard/,
    toldWithinMs: AT_ONCE_MS,
    start: 'lost',
  },
  {
    name: 'throttling (RequestLimitExceeded)',
    set: failing('RequestLimitExceeded', 503),
    code: 'throttled',
    advises: /by itself after a pause/,
    toldWithinMs: 15_000,
    start: 'refused',
  },
  {
    name: 'a clock that is three hours slow',
    set: skewed(3),
    code: null,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'a clock that is three hours fast',
    set: skewed(-3),
    code: null,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'a clock that is three hours slow, and answers that do not tell the time',
    set: skewedWithoutDate,
    code: 'request-expired',
    advises: /check the clock/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
  {
    name: 'a session that ends between two pages of a listing',
    set: expiredInMidPoll,
    code: 'request-expired',
    advises: /Sign in again/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
  {
    name: 'a name that no DNS server knows any more',
    set: nameless,
    code: 'host-not-found',
    advises: /network connection, the Region’s spelling/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
  {
    name: 'TLS with an unknown CA',
    set: unknownCertificate,
    code: 'tls-failure',
    advises: /AWS_CA_BUNDLE/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
  {
    name: 'a name with addresses of both kinds, of which only the IPv6 one answers',
    set: oldAddressDead,
    code: null,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'an endpoint on [::1] only',
    set: newAddressLiteral,
    code: null,
    toldWithinMs: AT_ONCE_MS,
    start: 'carried out',
  },
  {
    name: 'a proxy that demands another password (407)',
    set: proxyThatAsks,
    code: 'proxy-authentication',
    advises: /HTTPS_PROXY/,
    toldWithinMs: AT_ONCE_MS,
    start: 'refused',
  },
];
