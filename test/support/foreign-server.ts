import { createServer } from 'node:http';
import { listenOnLoopback } from './loopback-server';

/** Something that listens at an address but is not EC2, such as the sign-in page of a network. */
export async function foreignServer(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end(body);
  });
  const port = await listenOnLoopback(server);
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, requests: () => requests };
}
