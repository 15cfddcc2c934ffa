import { useEffect } from 'react';
import { bridge } from './bridge';
import { keepNow } from './kept-state';

/** From then on a window that is out of sight gives its memory back, ms: who only looks elsewhere has it again at once. */
const OUT_OF_SIGHT_MS = 30_000;

/** Lets main give the window up while it is out of sight, where all that a person has done in it is kept. */
export function useReleaseOutOfSight(isAllKept: boolean): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const release = (): void => {
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      keepNow();
      void bridge.releaseWindow();
    };
    const look = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = isAllKept && document.visibilityState === 'hidden' ? setTimeout(release, OUT_OF_SIGHT_MS) : null;
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      if (timer !== null) clearTimeout(timer);
    };
  }, [isAllKept]);
}
