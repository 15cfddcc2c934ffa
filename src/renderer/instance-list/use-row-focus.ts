import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How long a row is kept in sight after the focus has come to it: those around it are drawn and measured then, ms. */
const SETTLES_MS = 300;

/**
 * Gives a row the focus as soon as it is drawn, and brings it into sight. Where the row that has it goes, the one that takes its place gets it: the
 * keyboard never falls out of the list.
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  tabStop: string | null,
  ordered: readonly string[],
  indexes: ReadonlyMap<string, number>,
): (key: string) => void {
  const wanted = useRef<string | null>(null);
  const brought = useRef<{ readonly key: string; readonly until: number } | null>(null);
  const lastFocused = useRef<{ readonly key: string; readonly among: readonly string[] } | null>(null);
  useLayoutEffect(() => {
    const lost = lastFocused.current;
    const isLost = lost !== null && !indexes.has(lost.key) && document.activeElement === document.body;
    const key =
      wanted.current ?? (isLost ? (ordered[Math.min(lost.among.indexOf(lost.key), ordered.length - 1)] ?? null) : null);
    if (key !== null) {
      const row = rowElement(scroller.current, key);
      row?.focus({ preventScroll: true });
      if (row !== undefined) {
        wanted.current = null;
        brought.current = { key, until: performance.now() + SETTLES_MS };
      }
    }
    if (brought.current !== null && performance.now() < brought.current.until) {
      rowElement(scroller.current, brought.current.key)?.scrollIntoView({ block: 'nearest' });
    }
    const inFocus = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (inFocus !== undefined) lastFocused.current = { key: inFocus, among: ordered };
    else if (document.activeElement !== document.body) lastFocused.current = null;
  });
  return (key) => {
    // The row that has it already would take it back later, when nobody expects it.
    if (key !== tabStop) wanted.current = key;
  };
}

/** The row of this key, where it is drawn. */
export const rowElement = (scroller: HTMLElement | null, key: string | null | undefined): HTMLElement | undefined =>
  [...(scroller?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find((element) => element.dataset['row'] === key);
