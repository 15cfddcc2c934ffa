import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { assertNever } from '../../src/shared/assert-never';

/** What stands in the way of every request and every answer. */
export type Misbehaviour =
  /** Nobody listens. */
  | { readonly kind: 'refused' }
  /** What was asked for is done; then the connection is reset. */
  | { readonly kind: 'reset' }
  /** What was asked for is done; no answer ever comes. */
  | { readonly kind: 'black hole' }
  /** The answer comes byte by byte, one in a second. */
  | { readonly kind: 'slow bytes' }
  /** The first half of the answer, and then its end. */
  | { readonly kind: 'cut' }
  /** The answer says nothing of the time. */
  | { readonly kind: 'no date' }
  /** Something else answers; what was asked for is not done. */
  | { readonly kind: 'page'; readonly status: number; readonly headers: Record<string, string>; readonly body: string };

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A proxy before the local endpoint that passes everything on, until it is told otherwise. */
export interface MisbehavingFront {
  readonly port: number;
  /** Told of the parameters of every request before it is passed on. */
  whenAsked(look: (parameters: URLSearchParams) => void): void;
  /** Where requests are passed on to. */
  leadTo(endpointPort: number): void;
  /** From now on, for every connection there is and will be; null for no misbehaviour. */
  misbehave(how: Misbehaviour | null): Promise<void>;
  /** Shows another certificate from now on. */
  show(certificate: Certificate): void;
  /** Cuts all connections that there are. */
  cut(): void;
  /** How many requests are kept waiting for their answer. */
  held(): number;
  /** How many connections there are. */
  connections(): number;
}

interface FrontGiven {
  readonly host?: '127.0.0.1' | '::1';
  /** Speaks TLS with it. */
  readonly certificate?: Certificate;
}

export async function misbehavingFront({
  host = '127.0.0.1',
  certificate,
}: FrontGiven = {}): Promise<MisbehavingFront> {
  const sockets = new Set<Socket>();
  const held = new Set<ServerResponse>();
  let how: Misbehaviour | null = null;
  let endpointPort = 0;
  let look = (_parameters: URLSearchParams): void => undefined;

  const answer = (incoming: IncomingMessage, response: ServerResponse): void => void pass(incoming, response);
  const server: Server | TlsServer =
    certificate === undefined ? createServer(answer) : createTlsServer({ ...certificate }, answer);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    look(new URLSearchParams(body.toString()));
    if (how?.kind === 'page') {
      response.writeHead(how.status, how.headers).end(how.body);
      return;
    }
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port: endpointPort, method, path: url, headers, agent: false });
    outgoing.once('error', () => response.destroy());
    outgoing.once('response', (answered) => {
      bytesOf(answered).then(
        (bytes) => giveBack(answered, bytes, response),
        () => response.destroy(),
      );
    });
    outgoing.end(body);
  }

  function giveBack({ statusCode = 0, headers }: IncomingMessage, bytes: Buffer, response: ServerResponse): void {
    const { 'content-length': _length, connection: _connection, ...others } = headers;
    switch (how?.kind) {
      case 'black hole':
        hold(response);
        return;
      case 'refused':
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'slow bytes':
        response.writeHead(statusCode, others);
        hold(response);
        trickle(bytes, response);
        return;
      case 'cut':
        response.writeHead(statusCode, others).end(bytes.subarray(0, bytes.length / 2));
        return;
      case 'no date': {
        const { date: _date, ...rest } = others;
        response.sendDate = false;
        response.writeHead(statusCode, rest).end(bytes);
        return;
      }
      case 'page':
      case undefined:
        response.writeHead(statusCode, others).end(bytes);
        return;
      default:
        assertNever(how);
    }
  }

  function hold(response: ServerResponse): void {
    held.add(response);
    response.once('close', () => held.delete(response));
  }

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      cut();
    });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  await listen(0);
  const { port } = addressOf(server);
  onTestFinished(() => close());

  return {
    port,
    whenAsked(given) {
      look = given;
    },
    leadTo(given) {
      endpointPort = given;
    },
    async misbehave(given) {
      const [before, after] = [how?.kind, given?.kind];
      how = given;
      if (after === 'refused' && before !== 'refused') await close();
      if (after !== 'refused' && before === 'refused') await listen(port);
      // Whoever had a connection finds out now, as where a cable is pulled; not what is still held back.
      if (after !== undefined) cut();
    },
    show(given) {
      if ('setSecureContext' in server) server.setSecureContext({ ...given });
      cut();
    },
    cut,
    held: () => held.size,
    connections: () => sockets.size,
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function trickle(bytes: Buffer, response: ServerResponse, at = 0): void {
  if (response.destroyed) return;
  response.write(bytes.subarray(at, at + 1));
  setTimeout(() => trickle(bytes, response, at + 1), 1_000);
}

function addressOf(server: Server | TlsServer): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port');
  return address;
}
