import type { Server } from 'node:http';
import { onTestFinished } from 'vitest';

/** Has a server listen on any free port of 127.0.0.1 until the test is over; answers with the port. */
export async function listenOnLoopback(server: Server): Promise<number> {
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });
}
