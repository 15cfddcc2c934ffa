import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { z } from 'zod';

/* Run as a process of its own, with a file of pages: gives the page that the token names, and says its port. */

const pages = z.array(z.string()).parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part.toString();
  });
  request.on('end', () => {
    const token = new URLSearchParams(body).get('NextToken') ?? 'page-0';
    response.writeHead(200, { 'content-type': 'text/xml' }).end(pages[Number(token.slice('page-'.length))]);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${address !== null && typeof address === 'object' ? address.port : ''}\n`);
});
