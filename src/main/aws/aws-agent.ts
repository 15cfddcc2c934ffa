import http from 'node:http';
import https from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import type { ProxyFor } from './proxy';

interface AwsAgentOptions extends http.AgentOptions {
  readonly proxyFor: ProxyFor;
  /** PEM texts of all certificates to trust; Node's own where it is missing. */
  readonly ca?: string[];
}

/**
 * Keeps the sockets to AWS, straight or through the proxy that is chosen for each request. What speaks to a kind of proxy is
 * loaded when there is one. There are few proxies on a computer: their agents are kept.
 */
export class AwsAgent extends Agent {
  readonly #options: Omit<AwsAgentOptions, 'proxyFor'>;
  readonly #proxyFor: ProxyFor;
  readonly #plain: http.Agent;
  readonly #secure: https.Agent;
  readonly #throughProxies = new Map<string, Promise<http.Agent>>();

  constructor({ proxyFor, ...options }: AwsAgentOptions) {
    super(options);
    this.#options = options;
    this.#proxyFor = proxyFor;
    this.#plain = new http.Agent(options);
    this.#secure = new https.Agent(options);
  }

  override async connect(request: http.ClientRequest, { secureEndpoint }: AgentConnectOpts): Promise<http.Agent> {
    const scheme = secureEndpoint ? 'https' : 'http';
    const proxy = await this.#proxyFor(`${scheme}://${request.getHeader('host')}${request.path}`);
    if (proxy === '') return secureEndpoint ? this.#secure : this.#plain;
    const key = `${scheme} ${proxy}`;
    const agent = this.#throughProxies.get(key) ?? agentThrough(proxy, secureEndpoint, this.#options);
    this.#throughProxies.set(key, agent);
    return agent;
  }

  override destroy(): void {
    this.#plain.destroy();
    this.#secure.destroy();
    const destroy = (agent: http.Agent): void => agent.destroy();
    // One that could not be made has told so to who wanted to go through it.
    for (const agent of this.#throughProxies.values()) agent.then(destroy, () => undefined);
    super.destroy();
  }
}

/** HTTPS goes through a tunnel; plain HTTP is passed on by the proxy. */
async function agentThrough(proxy: string, isSecure: boolean, options: http.AgentOptions): Promise<http.Agent> {
  const { protocol } = new URL(proxy);
  if (protocol.startsWith('socks')) {
    const { SocksProxyAgent } = await import('socks-proxy-agent');
    return new SocksProxyAgent(proxy, options);
  }
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`No proxy speaks ${protocol}`);
  if (isSecure) {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return new HttpsProxyAgent(proxy, options);
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(proxy, options);
}
