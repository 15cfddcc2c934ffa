import { HttpRequest } from '@smithy/core/protocols';
import type { NodeHttpHandler } from '@smithy/node-http-handler';

/** Where the services of IAM Identity Center are asked; null for AWS's own. */
interface SsoEndpoints {
  /** The portal, which gives the credentials of roles. */
  readonly sso: string | null;
  /** Renews tokens. */
  readonly ssoOidc: string | null;
}

type Handle = NodeHttpHandler['handle'];

/**
 * Sends each request to the endpoint of its service. The SDK makes the clients of both with the same settings when it
 * signs in as a named profile, so that no `endpoint` could say it; and neither request is signed.
 */
export function ssoRequestHandler(handler: NodeHttpHandler, { sso, ssoOidc }: SsoEndpoints) {
  const endpoints = [
    ['/federation/credentials', sso],
    ['/token', ssoOidc],
  ] as const;
  const moved = (request: HttpRequest): HttpRequest => {
    const [path, url] = endpoints.find(([own]) => request.path.endsWith(own)) ?? ['', null];
    if (url === null) return request;
    const { protocol, hostname, port, pathname } = new URL(url);
    const copy = Object.assign(HttpRequest.clone(request), {
      protocol,
      hostname,
      path: pathname.replace(/\/$/, '') + path,
    });
    if (port === '') delete copy.port;
    else copy.port = Number(port);
    copy.headers['host'] = port === '' ? hostname : `${hostname}:${port}`;
    return copy;
  };
  return {
    metadata: handler.metadata,
    handle: (...[request, options]: Parameters<Handle>): ReturnType<Handle> => handler.handle(moved(request), options),
    updateHttpClientConfig: handler.updateHttpClientConfig.bind(handler),
    httpHandlerConfigs: handler.httpHandlerConfigs.bind(handler),
  };
}
