import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Region } from '../../shared/model';
import type { ClientAccess } from './credentials';

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** What every client of the SDK is made with; clients that are given the same settings share their sockets. */
export function clientSettings(region: Region, access: ClientAccess) {
  const sockets = { keepAlive: true, maxSockets: 10 };
  return {
    region,
    credentials: access.credentials,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: sockets,
      httpsAgent: access.certificates === null ? sockets : { ...sockets, ca: access.certificates },
    }),
    ...(access.profile === null ? {} : { profile: access.profile }),
    ...(access.endpointUrl === null ? {} : { endpoint: access.endpointUrl }),
  };
}
