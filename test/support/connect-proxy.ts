import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from './loopback-server';

/** An HTTP proxy on loopback that was asked for these. */
export interface ConnectProxy {
  readonly url: string;
  /** `host:port` of each tunnel that was asked for, and the URL of each plain request. */
  readonly asked: readonly string[];
  /** From now on it lets in only who gives this `user:password`; the tunnels that there are end. */
  demand(userAndPassword: string): void;
}

const PAGE = '<html><body><h1>Cache Access Denied</h1></body></html>';
const REFUSED = [
  'HTTP/1.1 407 Proxy Authentication Required',
  'Proxy-Authenticate: Basic realm="proxy"',
  'Content-Type: text/html',
  `Content-Length: ${PAGE.length}`,
  '',
  PAGE,
].join('\r\n');

/**
 * Refuses every tunnel, so that nothing leaves this computer; or leads all of them to one port of it, whatever they
 * ask for.
 */
export async function connectProxy(leadsTo: number | null = null): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  let demanded: string | null = null;
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket: Socket, head) => {
    asked.push(request.url ?? '');
    const given = /^Basic (.*)$/.exec(request.headers['proxy-authorization'] ?? '')?.[1] ?? '';
    if (demanded !== null && Buffer.from(given, 'base64').toString() !== demanded) {
      socket.end(REFUSED);
      return;
    }
    if (leadsTo === null) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(leadsTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on('error', () => undefined);
    }
  });
  const port = await listenOnLoopback(server);
  onTestFinished(cut);
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    demand(userAndPassword) {
      demanded = userAndPassword;
      cut();
    },
  };
}
