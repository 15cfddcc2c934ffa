import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { type DrawnSection, drawnIndexes, drawnSections } from './layout';
import type { ListItem } from './sections';

/** What pieces are taken for before they have been drawn once, px. */
const ESTIMATES = {
  compact: { top: 0, head: 29, body: 0, row: 77 },
  table: { top: 0, head: 29, body: 0, row: 37 },
} as const;

/** How many pieces are drawn beyond what is in sight. */
const OVERSCAN = 8;

interface ListVirtualizerParts {
  readonly items: readonly ListItem[];
  /** The place of each row among the items, by its key. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly layout: keyof typeof ESTIMATES;
  readonly scroller: RefObject<HTMLElement | null>;
  /** The row that must stay drawn, because the focus is or will be in it. */
  readonly focused: string | null;
  /** What sticks to the top and hides what is under it, px. */
  readonly stuckHeight: number;
  /** While it stays the same, what is in sight stays where it is, whatever comes and goes above. */
  readonly arrangedBy: unknown;
}

export interface ListVirtualizer {
  readonly sections: readonly DrawnSection[];
  /** The height of what is left out below, px. */
  readonly spaceAfter: number;
  /** Measures the element of a piece; it must have its `data-index`. */
  readonly measure: (element: HTMLElement | null) => void;
}

/** Which pieces of the list are drawn, and how high the others are. */
export function useListVirtualizer(parts: ListVirtualizerParts): ListVirtualizer {
  const { items, indexes, layout, scroller, focused, stuckHeight, arrangedBy } = parts;
  const focusedIndex = focused === null ? undefined : indexes.get(focused);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // These stay the same functions while the list has the same pieces: with others, all of it would be measured anew.
    estimateSize: useCallback((index) => ESTIMATES[layout][items[index]?.kind ?? 'row'], [items, layout]),
    getItemKey: useCallback((index) => `${layout}/${items[index]?.key ?? index}`, [items, layout]),
    rangeExtractor: useCallback(
      ({ startIndex, endIndex, count }: Range) =>
        drawnIndexes(
          items,
          { first: Math.max(0, startIndex - OVERSCAN), last: Math.min(count - 1, endIndex + OVERSCAN) },
          focusedIndex,
        ),
      [items, focusedIndex],
    ),
  });
  // The library would do so by where the list stood when it last scrolled, which may be somewhere else by now.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const drawn = virtualizer.getVirtualItems();
  const places = virtualizer.measurementsCache;
  const sections = useMemo(() => drawnSections(items, drawn, (index) => places[index]), [items, drawn, places]);
  const last = sections.at(-1);
  const lastIndex = last?.rows.at(-1)?.index ?? last?.body?.index ?? last?.head?.index ?? 0;
  const end = (places[lastIndex]?.end ?? 0) + (last?.spaceAfter ?? 0);

  useHeldScroll({ items, indexes, scroller, stuckHeight, arrangedBy, startOf: (index) => places[index]?.start });

  return {
    sections,
    spaceAfter: Math.max(0, virtualizer.getTotalSize() - end),
    measure: virtualizer.measureElement,
  };
}

interface HeldScrollParts
  extends Pick<ListVirtualizerParts, 'items' | 'indexes' | 'scroller' | 'stuckHeight' | 'arrangedBy'> {
  readonly startOf: (index: number) => number | undefined;
}

/** Keeps the first row in sight where it is when something above it comes, goes, or turns out to be higher than it was taken for. */
function useHeldScroll({ items, indexes, scroller, stuckHeight, arrangedBy, startOf }: HeldScrollParts): void {
  const anchor = useRef<{ readonly key: string; readonly start: number; readonly arrangedBy: unknown } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const held = anchor.current;
    if (held !== null && held.arrangedBy === arrangedBy && element.scrollTop > 0) {
      const index = indexes.get(held.key);
      const moved = (index === undefined ? held.start : (startOf(index) ?? held.start)) - held.start;
      if (moved !== 0) element.scrollTop += moved;
    }
    const first = firstRowAfter(items, element.scrollTop + stuckHeight, startOf);
    const start = first === undefined ? undefined : startOf(first.index);
    anchor.current = first === undefined || start === undefined ? null : { key: first.key, start, arrangedBy };
  });
}

/** The first row that begins at or after `offset`, px. */
function firstRowAfter(
  items: readonly ListItem[],
  offset: number,
  startOf: (index: number) => number | undefined,
): { readonly key: string; readonly index: number } | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((startOf(middle) ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < items.length; index += 1) {
    const item = items[index];
    if (item?.kind === 'row') return { key: item.key, index };
  }
  return undefined;
}
