import type { IncomingMessage } from 'node:http';

/** The longest request body, in bytes. A start of 1,000 instances takes some 40 KiB. */
const maxBodyBytes = 1_048_576;

/** A request that is turned away before anything is read out of it. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Keeps web pages out. A page can make a browser send requests to 127.0.0.1, but such a request carries an Origin, or,
 * with a name that was rebound to 127.0.0.1, a foreign Host.
 *
 * @param hosts what a request's Host may be, in lower case
 */
export function refuseForeignRequests(request: IncomingMessage, hosts: readonly string[]): void {
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !hosts.includes(host)) {
    throw new HttpRefusal(403, 'The Host of a request must be the address of this endpoint.');
  }
  if (request.headers.origin !== undefined) {
    throw new HttpRefusal(403, 'This endpoint answers no requests of web pages.');
  }
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new HttpRefusal(405, 'Send a POST or a GET.');
  }
}

/** The whole body, unless it is too long. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLong = new HttpRefusal(413, `A request body has at most ${maxBodyBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLong;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new HttpRefusal(400, 'A request body must be bytes.');
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw tooLong;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
