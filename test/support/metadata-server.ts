import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

/** What a metadata service answers to one request. */
export interface MetadataAnswer {
  readonly status?: number;
  readonly body: string;
}

/** A server on loopback that answers as the metadata service of an EC2 instance or a container; closed after the test. */
export async function metadataServer(answer: (request: IncomingMessage) => MetadataAnswer) {
  const server = createServer((request, response) => {
    request.resume();
    const { status = 200, body } = answer(request);
    response.writeHead(status).end(body);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${port}`;
}
