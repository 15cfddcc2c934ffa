import { once } from 'node:events';
import { createServer as createHttpServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import { connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { AwsAgent } from '../../src/main/aws/aws-agent';

/** A server of HTTP on loopback; the answer is its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createHttpServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server.address());
}

const portOf = (address: unknown): number =>
  typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;

/** SOCKS 5 without a password (RFC 1928): takes every name for loopback, and notes it. */
async function socksProxy(asked: string[]): Promise<number> {
  const server = createServer(async (socket) => {
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.write(Buffer.from([5, 0]));
    const [request]: Buffer[] = await once(socket, 'data');
    if (request === undefined) throw new Error('No request');
    const length = request[4] ?? 0;
    const port = request.readUInt16BE(5 + length);
    asked.push(`${request.subarray(5, 5 + length)}:${port}`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
  });
  return portOf(server.address());
}

async function textAt(url: string, proxy: string): Promise<string> {
  const agent = new AwsAgent({ keepAlive: true, proxyFor: async () => proxy });
  onTestFinished(() => agent.destroy());
  const [response]: IncomingMessage[] = await once(get(url, { agent }), 'response');
  let text = '';
  for await (const part of response ?? []) text += String(part);
  return text;
}

test('plain HTTP is passed on by a proxy', async () => {
  const asked: (string | undefined)[] = [];
  const proxy = await serve(({ url }, response) => {
    asked.push(url);
    response.end('by the proxy');
  });
  expect(await textAt('http://ec2.company.test/x', `http://127.0.0.1:${proxy}`)).toBe('by the proxy');
  expect(asked).toEqual(['http://ec2.company.test/x']);
});

test('a SOCKS proxy is asked for the name, and leads there', async () => {
  const port = await serve((_request, response) => response.end('by the server'));
  const asked: string[] = [];
  const proxy = await socksProxy(asked);
  expect(await textAt(`http://ec2.company.test:${port}/`, `socks5h://127.0.0.1:${proxy}`)).toBe('by the server');
  expect(asked).toEqual([`ec2.company.test:${port}`]);
});

test('no proxy is no detour, and a kind that is not known is an error', async () => {
  const port = await serve((_request, response) => response.end('straight'));
  expect(await textAt(`http://127.0.0.1:${port}/`, '')).toBe('straight');
  await expect(textAt(`http://127.0.0.1:${port}/`, 'ftp://127.0.0.1:1')).rejects.toThrow('No proxy speaks ftp:');
});
