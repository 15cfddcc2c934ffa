import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from './loopback-server';

/** An HTTP proxy on loopback that was asked for these. */
export interface ConnectProxy {
  readonly url: string;
  /** `host:port` of each tunnel that was asked for, and the URL of each plain request. */
  readonly asked: readonly string[];
}

/**
 * Refuses every tunnel, so that nothing leaves this computer; or leads all of them to one port of it, whatever they
 * ask for.
 */
export async function connectProxy(leadsTo: number | null = null): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket: Socket, head) => {
    asked.push(request.url ?? '');
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
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${port}`, asked };
}
