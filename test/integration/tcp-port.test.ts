import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { answersOnPort } from '../../src/main/readiness/tcp-port';

/** A server on loopback on a free port. */
async function listening(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  onTestFinished(close);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return { port: address.port, close };
}

test('a port that takes connections answers; one that refuses them does not', async () => {
  const { port, close } = await listening();
  expect(await answersOnPort('127.0.0.1', port)).toBe(true);
  await close();
  expect(await answersOnPort('127.0.0.1', port)).toBe(false);
});
