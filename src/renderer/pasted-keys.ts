/** What a pasted text has of access keys; null for what it has not. */
export interface PastedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  readonly region: string | null;
}

/**
 * What follows a name in any of the ways in which people are given it: `export NAME=value`, `name = value`,
 * `$Env:NAME="value"`, `"Name": "value"`, `AWS Access Key ID [None]: value`.
 */
const after = (name: string): RegExp =>
  new RegExp(`${name}(?:\\s*\\[[^\\]]*\\])?["']?\\s*[=:]\\s*["']?([^\\s"',;]+)`, 'i');

const ACCESS_KEY_ID = after('access[_ ]?key[_ ]?id');
const SECRET_ACCESS_KEY = after('secret[_ ]?access[_ ]?key');
const SESSION_TOKEN = after('(?:session|security)[_ ]?token');
const REGION = after('region(?: name)?');
/** As AWS makes them: known without a name, as in the CSV file and the tables of the console. */
const LOOKS_LIKE_ID = /(?<![A-Z0-9])(A[KS]IA[A-Z2-7]{16})(?![A-Z0-9])/;
const LOOKS_LIKE_SECRET = /(?<![\w+/=])([A-Za-z0-9+/]{40})(?![\w+/=])/;

/** Access keys in a text that holds more than one value; null where it does not hold both an ID and a secret. */
export function pastedKeys(text: string): PastedKeys | null {
  const accessKeyId = find(text, ACCESS_KEY_ID) ?? find(text, LOOKS_LIKE_ID);
  const secretAccessKey = find(text, SECRET_ACCESS_KEY) ?? find(text, LOOKS_LIKE_SECRET);
  if (accessKeyId === null || secretAccessKey === null) return null;
  return { accessKeyId, secretAccessKey, sessionToken: find(text, SESSION_TOKEN), region: find(text, REGION) };
}

const find = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[1] ?? null;
