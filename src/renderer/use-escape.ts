import { useEffect } from 'react';

/*
 * Esc goes one step back: the nearest thing that can be stepped back from takes it, the window last.
 */

const steps: { readonly run: () => void; readonly isWindow: boolean }[] = [];

/**
 * Runs `step` on Esc, unless something nearer takes the key: an open menu or list closes by it, a search is cleared by
 * it. That is looked up before they do so, on the way down; afterwards there would be no trace of it. Null takes no key.
 */
export function useEscape(step: (() => void) | null, of: 'window' | 'view'): void {
  useEffect(() => {
    if (step === null) return undefined;
    const own = { run: step, isWindow: of === 'window' };
    steps.push(own);
    if (steps.length === 1) listen();
    return () => {
      steps.splice(steps.indexOf(own), 1);
      if (steps.length === 0) stopListening();
    };
  }, [step, of]);
}

let isTaken = false;

function look(event: KeyboardEvent): void {
  const isSearching =
    event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value !== '';
  isTaken = isSearching || document.querySelector('.popover') !== null;
}

function act(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || isTaken) return;
  (steps.findLast(({ isWindow }) => !isWindow) ?? steps.at(-1))?.run();
}

function listen(): void {
  document.addEventListener('keydown', look, { capture: true });
  document.addEventListener('keydown', act);
}

function stopListening(): void {
  document.removeEventListener('keydown', look, { capture: true });
  document.removeEventListener('keydown', act);
}
