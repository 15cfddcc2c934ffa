import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ProxyAgent } from 'proxy-agent';
import type { ProxyFor } from './proxy';

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** How every client of the SDK gets to AWS. */
export interface Network {
  readonly proxyFor: ProxyFor;
  /** PEM texts of all certificates to trust; null for Node's own. */
  readonly certificates: string[] | null;
}

/** Lets go of its own sockets too, not of those to proxies only. */
class AwsAgent extends ProxyAgent {
  override destroy(): void {
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
    super.destroy();
  }
}

/** Speaks HTTP for a client; clients that are given the same one share its sockets. */
export function requestHandler({ proxyFor, certificates }: Network): NodeHttpHandler {
  const agent = new AwsAgent({
    keepAlive: true,
    maxSockets: 10,
    getProxyForUrl: proxyFor,
    ...(certificates === null ? {} : { ca: certificates }),
  });
  return new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  });
}
