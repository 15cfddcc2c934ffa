import { useEffect } from 'react';

/** Runs `act` when a key is pressed anywhere on the page, unless a person is typing or answering a question. */
export function usePageKey(key: string, act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || isTaken(event.target)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, act]);
}

function isTaken(target: EventTarget | null): boolean {
  const isTyping = target instanceof HTMLInputElement && target.type !== 'checkbox';
  return isTyping || document.querySelector('.popover') !== null;
}
