import { z } from 'zod';

/*
 * How a kept file is understood: its version, the steps from earlier ones, and what is done about what nobody knows yet.
 * Pure: text in, value out.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** Makes of a file of one version what the next version would have written; what is written here never changes again. */
export type MigrationStep = (older: JsonObject) => JsonObject;

export interface KeptFormat<Value> {
  /** Of everything in the file but its version. */
  readonly schema: z.ZodType<Value>;
  /** The first makes version 2 of version 1, and so on: there is one version more than there are steps. */
  readonly steps: readonly MigrationStep[];
}

type Understood<Value> =
  | { readonly kind: 'whole'; readonly value: Value }
  /** A newer version has written it: what is understood of it, which may be nothing. */
  | { readonly kind: 'in-part'; readonly value: Value | null }
  | { readonly kind: 'corrupt' };

export const versionOf = ({ steps }: KeptFormat<unknown>): number => steps.length + 1;

/** What the text of a kept file means. */
export function understand<Value>(text: string, format: KeptFormat<Value>): Understood<Value> {
  const head = headSchema.safeParse(parsedJson(text));
  if (!head.success) return { kind: 'corrupt' };
  const { version, ...content } = head.data;
  const isNewer = version > versionOf(format);
  const current = format.steps.slice(version - 1).reduce<JsonObject>((older, step) => step(older), content);
  const parsed = format.schema.safeParse(current);
  if (parsed.success && !isNewer) return { kind: 'whole', value: parsed.data };
  const known = withoutUnknownKeys(current, format.schema);
  if (known !== null) return { kind: 'in-part', value: known };
  return isNewer ? { kind: 'in-part', value: null } : { kind: 'corrupt' };
}

const headSchema = z.looseObject({ version: z.int().min(1) });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value without the keys that the schema does not know; null where something else is wrong with it as well. */
function withoutUnknownKeys<Value>(content: JsonObject, schema: z.ZodType<Value>): Value | null {
  const copy = structuredClone(content);
  for (;;) {
    const parsed = schema.safeParse(copy);
    if (parsed.success) return parsed.data;
    // What is refused for another reason may only look so because of a key beside it: each round takes keys away.
    const unknown = parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
    if (unknown.length === 0) return null;
    for (const { path, keys } of unknown) removeKeys(copy, path, keys);
  }
}

function removeKeys(root: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let holder = root;
  for (const key of path) holder = isObject(holder) ? Reflect.get(holder, key) : undefined;
  if (isObject(holder)) for (const key of keys) Reflect.deleteProperty(holder, key);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
