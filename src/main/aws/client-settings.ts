import type { Region } from '../../shared/model';
import type { ClientAccess } from './credentials';
import { requestHandler } from './request-handler';

/** What every client of the SDK is made with; clients that are given the same settings share their sockets. */
export function clientSettings(region: Region, access: ClientAccess) {
  return {
    region,
    credentials: access.credentials,
    requestHandler: requestHandler(access.network),
    ...(access.profile === null ? {} : { profile: access.profile }),
    ...(access.endpointUrl === null ? {} : { endpoint: access.endpointUrl }),
  };
}
