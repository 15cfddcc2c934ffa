/*
 * What may stand in the log, by its structure and its form: whoever logs need not know what a value holds. Pure.
 */

const REDACTED = '[redacted]';
/** Deeper than this nothing is told; no message of ours is. */
const MOST_DEPTH = 6;
/** Of a list or an object more are not told. */
const MOST_ENTRIES = 100;
/** A text is cut here, in characters. */
const MOST_TEXT = 4000;

/** Names of what is secret, in any spelling: `secretAccessKey`, `x-amz-security-token`, `Set-Cookie`. */
const SECRET_NAME = /secret|token|passw|passphrase|authorization|cookie|credential|private.?key|signature/i;
/** An access key ID: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const ACCESS_KEY_ID = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{12,}(?![A-Z0-9])/g;
/** What a secret access key, a session token or a JWT look like; paths and names do not mix so much without a break. */
const LONG_RANDOM_TEXT = /(?=[\w+/=.-]*[a-z])(?=[\w+/=.-]*[A-Z])(?=[\w+/=.-]*\d)[\w+/=.-]{40,}/g;
/** `name=value`, `name: value` and `"name":"value"` of a secret name, in a query, a header or a piece of JSON. */
const NAMED_SECRET =
  /([\w-]*(?:secret|token|passw|passphrase|authorization|cookie|credential|signature)[\w-]*["']?\s*[:=]\s*["']?)(?:(?:Bearer|Basic)\s+)?[^\s"'&,;}]+/gi;
/** An MFA code, where a name says that it is one. */
const MFA_CODE = /^\d{6}$/;

/** A copy of anything that is to be logged, without what is secret in it; texts of one line each. */
export function redacted(value: unknown): unknown {
  return copyOf(value, 0, new Set());
}

/** A text without what is secret in it. Control characters are written out: a name cannot begin a line of its own. */
export function redactedText(text: string): string {
  return text
    .slice(0, MOST_TEXT)
    .replace(NAMED_SECRET, `$1${REDACTED}`)
    .replace(ACCESS_KEY_ID, (id) => `…${id.slice(-4)}`)
    .replace(LONG_RANDOM_TEXT, REDACTED)
    .replace(/\p{Cc}/gu, writtenOut);
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const writtenOut = (character: string): string =>
  SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function copyOf(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'symbol' || typeof value === 'function') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth >= MOST_DEPTH) return '[deeper]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  const inside = new Set([...above, value]);
  const copy = (inner: unknown): unknown => copyOf(inner, depth + 1, inside);
  if (value instanceof Error) return errorFacts(value, copy);
  if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, MOST_ENTRIES).map(copy);
  const entries =
    value instanceof Map ? [...value].map(([key, inner]) => [String(key), inner] as const) : dataOf(value);
  return Object.fromEntries(
    entries
      .slice(0, MOST_ENTRIES)
      .map(([key, inner]) => [redactedText(key), isSecret(key, inner) ? REDACTED : copy(inner)]),
  );
}

/** What an error is told by: an error of the SDK carries the whole request and response beside that. */
function errorFacts(error: Error, copy: (inner: unknown) => unknown): unknown {
  const code = Object.getOwnPropertyDescriptor(error, 'code')?.value;
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: redactedText(error.name),
    message: redactedText(error.message),
    ...(typeof code === 'string' && { code: redactedText(code) }),
    stack: stack.slice(0, 20).map((line) => redactedText(line.trim())),
    ...(error.cause !== undefined && { cause: copy(error.cause) }),
  };
}

/** The properties that hold a value; a getter could do anything. */
function dataOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([key, descriptor]) =>
    descriptor.enumerable === true && 'value' in descriptor ? [[key, descriptor.value] as const] : [],
  );
}

const isSecret = (key: string, value: unknown): boolean =>
  SECRET_NAME.test(key) || (/code|mfa|otp|typed/i.test(key) && typeof value === 'string' && MFA_CODE.test(value));
