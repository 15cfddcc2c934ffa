import { useEffect } from 'react';

/**
 * Runs `step` on Esc, unless something nearer takes the key: an open menu or list closes by it, a search is cleared by
 * it. That is looked up before they do so, on the way down; afterwards there would be no trace of it.
 */
export function useEscape(step: () => void): void {
  useEffect(() => {
    let isTaken = false;
    const look = (event: KeyboardEvent): void => {
      const isSearching =
        event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value !== '';
      isTaken = isSearching || document.querySelector('.popover') !== null;
    };
    const act = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isTaken) step();
    };
    document.addEventListener('keydown', look, { capture: true });
    document.addEventListener('keydown', act);
    return () => {
      document.removeEventListener('keydown', look, { capture: true });
      document.removeEventListener('keydown', act);
    };
  }, [step]);
}
