import { NodeHttpHandler } from '@smithy/node-http-handler';

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** How every client of the SDK speaks HTTP; `certificates` are PEM texts of all to trust, null for Node's own. */
export function requestHandler(certificates: string[] | null): NodeHttpHandler {
  const sockets = { keepAlive: true, maxSockets: 10 };
  return new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    httpAgent: sockets,
    httpsAgent: certificates === null ? sockets : { ...sockets, ca: certificates },
  });
}
