import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AccessKey } from './access-keys';

/** What of an HTTP request its signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** The path and the raw query, as they came over the wire. */
  readonly path: string;
  readonly query: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** Where a request was signed for; the endpoint learns the Region from it. */
interface CredentialScope {
  readonly region: string;
  readonly service: string;
}

export type SignatureFailure =
  | 'missing'
  | 'incomplete'
  | 'unknown-key'
  | 'wrong-session-token'
  | 'expired-key'
  | 'too-old'
  | 'too-new'
  | 'mismatch';

export type SignatureCheck =
  | { readonly ok: true; readonly key: AccessKey; readonly scope: CredentialScope }
  | { readonly ok: false; readonly failure: SignatureFailure; readonly signedAt?: number };

/** How far a request's date may be from ours, in milliseconds: 15 minutes, both ways (see RequestExpired in EC2's error codes). */
export const maxClockSkewMs = 15 * 60_000;

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * Checks the Authorization header of a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param nowMs what the request's date is held against, in milliseconds since the epoch, UTC
 * @param keysNowMs what the end of temporary credentials is held against, in the same unit
 */
export function checkSignature(
  request: SignedRequest,
  keys: readonly AccessKey[],
  nowMs: number,
  keysNowMs: number = nowMs,
): SignatureCheck {
  const authorization = request.headers.get('authorization');
  if (authorization === undefined) return { ok: false, failure: 'missing' };
  const parsed = parseAuthorization(authorization);
  const amzDate = request.headers.get('x-amz-date');
  const signedAt = amzDate === undefined ? undefined : parseAmzDate(amzDate);
  if (parsed === undefined || amzDate === undefined || signedAt === undefined) {
    return { ok: false, failure: 'incomplete' };
  }
  // A signature that left the host or a present session token out could be replayed with others.
  const mustBeSigned = ['host', ...(request.headers.has('x-amz-security-token') ? ['x-amz-security-token'] : [])];
  if (parsed.date !== amzDate.slice(0, 8) || !mustBeSigned.every((name) => parsed.signedHeaders.includes(name))) {
    return { ok: false, failure: 'incomplete' };
  }

  const key = keys.find(({ accessKeyId }) => accessKeyId === parsed.accessKeyId);
  if (key === undefined) return { ok: false, failure: 'unknown-key' };
  if (!sameText(key.sessionToken ?? '', request.headers.get('x-amz-security-token') ?? '')) {
    return { ok: false, failure: 'wrong-session-token' };
  }
  const payloadHash = sha256(request.body);
  const claimedHash = request.headers.get('x-amz-content-sha256');
  const expected = signatureOf(request, parsed, key.secretAccessKey, amzDate, payloadHash);
  if (!sameText(expected, parsed.signature) || (claimedHash !== undefined && claimedHash !== payloadHash)) {
    return { ok: false, failure: 'mismatch' };
  }

  if (nowMs - signedAt > maxClockSkewMs) return { ok: false, failure: 'too-old', signedAt };
  if (signedAt - nowMs > maxClockSkewMs) return { ok: false, failure: 'too-new', signedAt };
  if (key.expiresAt !== undefined && key.expiresAt <= keysNowMs) return { ok: false, failure: 'expired-key' };
  return { ok: true, key, scope: { region: parsed.region, service: parsed.service } };
}

interface Authorization extends CredentialScope {
  readonly accessKeyId: string;
  /** YYYYMMDD */
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

function parseAuthorization(header: string): Authorization | undefined {
  const [scheme, ...rest] = header.trim().split(/\s+/);
  if (scheme !== algorithm) return undefined;
  const fields = new Map<string, string>();
  for (const field of rest.join('').split(',')) {
    const equals = field.indexOf('=');
    if (equals > 0) fields.set(field.slice(0, equals), field.slice(equals + 1));
  }
  const [accessKeyId, date, region, service, terminator] = (fields.get('Credential') ?? '').split('/');
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';');
  const signature = fields.get('Signature');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || !signature) return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

function signatureOf(
  request: SignedRequest,
  { date, region, service, signedHeaders }: Authorization,
  secretAccessKey: string,
  amzDate: string,
  payloadHash: string,
): string {
  const canonicalRequest = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request.headers.get(name) ?? '')}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const stringToSign = [algorithm, amzDate, scope, sha256(canonicalRequest)].join('\n');
  const signingKey = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return hmac(signingKey, stringToSign).toString('hex');
}

function canonicalQuery(query: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function canonicalValue(value: string): string {
  return value.trim().replace(/ +/g, ' ');
}

/** `20261002T012233Z` to milliseconds since the epoch, UTC. */
function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The time in the basic format of X-Amz-Date, e.g. `20261002T012233Z`. */
export function formatAmzDate(msSinceEpoch: number): string {
  return new Date(msSinceEpoch).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Uint8Array, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** Compares in a time that does not depend on where the texts differ: hashes first, so that lengths do not show either. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
