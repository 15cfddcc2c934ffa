import { getProxyForUrl } from 'proxy-from-env';

/** The URL of the proxy to go through for an address; empty for none. */
export type ProxyFor = (url: string) => Promise<string>;

/**
 * By which proxy AWS is reached: the one that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, …), as the
 * AWS CLI has it, else the one that this computer is set to. `systemProxy` answers as Electron's `resolveProxy` does. What
 * is on this computer itself is reached without any.
 */
export function proxyChooser(systemProxy: (url: string) => Promise<string>): ProxyFor {
  return async (url) => {
    if (isLoopback(url)) return '';
    const fromEnvironment = getProxyForUrl(url);
    if (fromEnvironment !== '' || isSetInEnvironment(url)) return fromEnvironment;
    return proxyUrlOf(await systemProxy(url).catch(() => 'DIRECT'));
  };
}

/** `PROXY proxy:3128; DIRECT` -> `http://proxy:3128`: the first that is named; empty for a direct way. */
export function proxyUrlOf(answer: string): string {
  const [kind = '', host = ''] = (answer.split(';')[0] ?? '').trim().split(/\s+/);
  const scheme = SCHEMES[kind.toUpperCase()];
  return scheme === undefined || host === '' ? '' : `${scheme}://${host}`;
}

/** What a PAC file's answer may name (https://developer.mozilla.org/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling). */
const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};

export const isLoopback = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** An environment that names a proxy, and says that this address needs none, is meant. */
function isSetInEnvironment(url: string): boolean {
  const scheme = new URL(url).protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  return names.some((name) => Boolean(process.env[name]));
}
