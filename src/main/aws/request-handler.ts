import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { appError } from '../../shared/errors';
import { AwsAgent } from './aws-agent';
import type { ProxyFor } from './proxy';
import { FailedWith } from './sdk-errors';

const CONNECTION_TIMEOUT_MS = 5_000;
/** Until an answer begins. */
const REQUEST_TIMEOUT_MS = 30_000;
/** From then until it has ended, however it trickles in: 1,000 instances are some 3 MB. */
const BODY_TIMEOUT_MS = 60_000;

/** How every client of the SDK gets to AWS. */
export interface Network {
  readonly proxyFor: ProxyFor;
  /** PEM texts of all certificates to trust; null for Node's own. */
  readonly certificates: string[] | null;
}

/** Speaks HTTP for a client; clients that are given the same one share its sockets. */
export function requestHandler({ proxyFor, certificates }: Network): NodeHttpHandler {
  const agent = new AwsAgent({
    keepAlive: true,
    maxSockets: 10,
    proxyFor,
    ...(certificates === null ? {} : { ca: certificates }),
  });
  return new AwsHttpHandler(proxyFor, {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  });
}

type HandlerOptions = ConstructorParameters<typeof NodeHttpHandler>[0];
type Handled = Awaited<ReturnType<NodeHttpHandler['handle']>>;
type Request = Parameters<NodeHttpHandler['handle']>[0];

/** The SDK's own, which also knows what stands between this computer and AWS, and lets no answer take for ever. */
class AwsHttpHandler extends NodeHttpHandler {
  readonly #proxyFor: ProxyFor;

  constructor(proxyFor: ProxyFor, options: HandlerOptions) {
    super(options);
    this.#proxyFor = proxyFor;
  }

  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): Promise<Handled> {
    const handled = await super.handle(request, options);
    const body: unknown = handled.response.body;
    if (!(body instanceof Readable)) return handled;
    const inBetween = await this.#inBetween(request, handled);
    if (inBetween !== null) {
      body.destroy();
      throw inBetween;
    }
    if (!isOfAws(handled)) delete handled.response.headers['date'];
    noteSigningTime(request, handled);
    endInTime(body);
    return handled;
  }

  /** What it is that has answered in the place of AWS; null where nothing says that it is not AWS. */
  async #inBetween(request: Request, { response }: Handled): Promise<FailedWith | null> {
    const { statusCode, headers } = response;
    const url = `${request.protocol}//${request.hostname}${request.port === undefined ? '' : `:${request.port}`}`;
    if (statusCode === 407) {
      const proxy = await this.#proxyFor(`${url}/`);
      return new FailedWith(
        appError('proxy-authentication', { values: { where: proxy === '' ? url : new URL(proxy).host } }),
      );
    }
    // No service that is asked here answers with a page, or leads elsewhere: the gate of a hotel's network does both.
    const isPage = statusCode === 200 && headers['content-type']?.startsWith('text/html') === true;
    const isGate = isPage || (statusCode >= 300 && statusCode < 400) || statusCode === 511;
    return isGate ? new FailedWith(appError('network-sign-in', { values: { where: url }, retryable: true })) : null;
  }
}

/**
 * Whether AWS itself has answered: each of its answers has an ID. The SDK takes the time from whatever answers, and a router
 * that believes in 1970 would have it sign the next requests so.
 */
const isOfAws = ({ response }: Handled): boolean =>
  Object.keys(response.headers).some((name) => /^x-amzn?-request-?id$/.test(name));

/** What the answer says of the time that its request was signed with, for who decides whether to sign again; see retry.ts. */
export const SIGNED_AT = 'ec2-tray-signed-at';

function noteSigningTime({ headers }: Request, { response }: Handled): void {
  delete response.headers[SIGNED_AT];
  const [, year, month, day, hour, minute, second] = SIGNING_TIME.exec(headers['x-amz-date'] ?? '') ?? [];
  if (second !== undefined) response.headers[SIGNED_AT] = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const SIGNING_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** The SDK's time-outs end with an answer's first byte: one that stops in the middle would never be over. */
function endInTime(body: Readable): void {
  const late = setTimeout(() => {
    body.destroy(Object.assign(new Error('The answer has not ended in time'), { name: 'TimeoutError' }));
  }, BODY_TIMEOUT_MS);
  body.once('close', () => clearTimeout(late));
}
