import { useMemo, useRef } from 'react';
import { haveSameItems, type ListItem, type ListSection, listItems } from './sections';

/** What the list is made up of, whatever its pieces have to say. */
interface Outline {
  readonly items: readonly ListItem[];
  /** The place of each row among the items, by its key. */
  readonly indexes: ReadonlyMap<string, number>;
  /** The keys of the rows in their order. */
  readonly ordered: readonly string[];
}

/** The pieces of these sections; the very same outline for as long as they stay the same pieces. */
export function useOutline(sections: readonly ListSection[]): Outline {
  const held = useRef<{ readonly sections: readonly ListSection[]; readonly outline: Outline } | null>(null);
  return useMemo(() => {
    const before = held.current;
    const isSame = before !== null && haveSameItems(before.sections, sections);
    const outline = isSame ? before.outline : outlineOf(sections);
    held.current = { sections, outline };
    return outline;
  }, [sections]);
}

function outlineOf(sections: readonly ListSection[]): Outline {
  const items = listItems(sections);
  const indexes = new Map<string, number>();
  for (const [index, { kind, key }] of items.entries()) if (kind === 'row') indexes.set(key, index);
  return { items, indexes, ordered: [...indexes.keys()] };
}
