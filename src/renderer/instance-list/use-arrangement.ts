import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { Snapshot } from '../../shared/model';
import { type Arrangement, arrange, type ListOrder } from './arrangement';
import type { Listed } from './listed';

/** How long after it has come into sight the list may still be put in order anew: the newest picture is on its way then, ms. */
const SETTLES_MS = 500;

export interface ArrangedList {
  readonly arrangement: Arrangement;
  /** Another one each time the list is put in order anew. */
  readonly arrangedBy: unknown;
  readonly arrangeAgain: () => void;
}

/** The list in the person's order, which holds still until they choose another, ask for it, or come back to the window. */
export function useArrangement(
  listed: readonly Listed[],
  scopes: Snapshot['scopes'],
  { groupBy, sortBy, isDescending }: ListOrder,
): ArrangedList {
  const [asked, arrangeAgain] = useReducer((count: number) => count + 1, 0);
  const settlesUntil = useRef(0);
  const held = useRef<{ readonly by: string; readonly arrangement: Arrangement } | null>(null);
  const by = JSON.stringify([groupBy, sortBy, isDescending, asked]);

  useEffect(() => {
    const onVisible = (): void => {
      if (document.hidden) return;
      settlesUntil.current = performance.now() + SETTLES_MS;
      arrangeAgain();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);

  const arrangement = useMemo(() => {
    const isSettling = performance.now() < settlesUntil.current;
    const before = held.current !== null && held.current.by === by && !isSettling ? held.current.arrangement : null;
    const made = arrange(listed, scopes, { groupBy, sortBy, isDescending }, before);
    // To arrange the same again by what came of it changes nothing: a render that is thrown away does no harm.
    held.current = { by, arrangement: made };
    return made;
  }, [listed, scopes, groupBy, sortBy, isDescending, by]);

  return { arrangement, arrangedBy: by, arrangeAgain };
}
