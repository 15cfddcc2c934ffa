import { createServer, type IncomingMessage } from 'node:http';
import { listenOnLoopback } from './loopback-server';

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
  const port = await listenOnLoopback(server);
  return `http://127.0.0.1:${port}`;
}
