/*
 * Several instances at once, chosen as everywhere: a click with Ctrl or Cmd takes one in or out, one with Shift takes all
 * from where the last one was.
 */

export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** Where a range begins; null before anything was chosen. */
  readonly anchor: string | null;
  /** What was chosen before the range: a range that is drawn anew takes the place of the last one. */
  readonly base: ReadonlySet<string>;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null, base: new Set() };

/** Takes one in or out; the next range begins there. */
export function toggled({ keys }: Selection, key: string): Selection {
  const changed = new Set(keys);
  if (!changed.delete(key)) changed.add(key);
  return { keys: changed, anchor: key, base: changed };
}

/** All from the anchor to `key`, in the order in which they stand, and what was chosen before. */
export function extended(selection: Selection, key: string, ordered: readonly string[]): Selection {
  const { anchor, base } = selection;
  const from = anchor === null ? -1 : ordered.indexOf(anchor);
  const to = ordered.indexOf(key);
  if (to < 0) return selection;
  if (from < 0) return toggled({ ...selection, keys: new Set([...selection.keys].filter((one) => one !== key)) }, key);
  const range = ordered.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { keys: new Set([...base, ...range]), anchor, base };
}

/** All of these, besides what is chosen already. */
export function withAll({ keys }: Selection, added: readonly string[]): Selection {
  const all = new Set([...keys, ...added]);
  return { keys: all, anchor: added[0] ?? null, base: all };
}

/** What is not listed any more can no longer be chosen; `listed` are those chosen that are. The same selection where all are. */
export function withOnly(selection: Selection, listed: readonly { readonly key: string }[]): Selection {
  if (listed.length === selection.keys.size) return selection;
  const keys = new Set(listed.map(({ key }) => key));
  return { ...selection, keys, base: new Set([...selection.base].filter((key) => keys.has(key))) };
}
