import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { now } from './started-app';

/** A request as it went over the wire. */
export interface TappedCall {
  readonly action: string;
  /** When its first byte had come, and when the last byte of its answer went back, by `now`. */
  readonly arrivedAt: number;
  readonly answeredAt: number;
  readonly answer: string;
}

/** Stands before a local endpoint, passes everything on, and notes when. */
export async function tapBefore(portOfEndpoint: () => number) {
  const calls: TappedCall[] = [];
  const server = createServer(async (incoming, response) => {
    const arrivedAt = now();
    const asked = await bytesOf(incoming);
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port: portOfEndpoint(), method, path: url, headers, agent: false });
    outgoing.end(asked);
    const [answered]: IncomingMessage[] = await once(outgoing, 'response');
    if (answered === undefined) throw new Error('The endpoint has not answered');
    const body = await bytesOf(answered);
    const { 'content-length': _length, connection: _connection, ...others } = answered.headers;
    response.writeHead(answered.statusCode ?? 0, others).end(body);
    const action = new URLSearchParams(asked.toString()).get('Action') ?? '';
    calls.push({ action, arrivedAt, answeredAt: now(), answer: body.toString() });
  });
  server.keepAliveTimeout = 60_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    calls,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
