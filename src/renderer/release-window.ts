import { useEffect } from 'react';
import { bridge, subscribeToOutOfSight } from './bridge';
import { keepNow } from './kept-state';

/** Lets main give the window up while it is out of sight, where all that a person has done in it is kept. */
export function useReleaseOutOfSight(isAllKept: boolean): void {
  useEffect(
    () =>
      subscribeToOutOfSight(() => {
        if (!isAllKept || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
        keepNow();
        void bridge.releaseWindow();
      }),
    [isAllKept],
  );
}
