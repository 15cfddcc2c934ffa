import { type FocusEvent, useCallback, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the keyboard in a view: what had the focus when the view was hidden gets it back when the view is shown again, and
 * where it goes away while it has the focus, `fallBack` finds another place. The answer is to be the view's `onFocus`.
 */
export function useHeldFocus(fallBack: () => void): (event: FocusEvent<HTMLElement>) => void {
  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) last.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    fallBack();
  });
  return useCallback(({ currentTarget, target }) => {
    // React's events also come from what is open over the page, which gives the focus back by itself.
    if (target instanceof HTMLElement && currentTarget.contains(target)) last.current = target;
  }, []);
}
