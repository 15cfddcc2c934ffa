import { useEffect } from 'react';

/**
 * Runs `act` when a key is pressed anywhere on the page, or only where nothing has the focus, unless a person is typing or
 * answering a question.
 */
export function usePageKey(key: string, act: () => void, where: 'anywhere' | 'unfocused' = 'anywhere'): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || isTaken(event.target)) return;
      if (where === 'unfocused' && event.target !== document.body) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, act, where]);
}

function isTaken(target: EventTarget | null): boolean {
  const isTyping = target instanceof HTMLInputElement && target.type !== 'checkbox';
  return isTyping || document.querySelector('.popover') !== null;
}
