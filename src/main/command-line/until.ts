import type { Snapshot } from '../../shared/model';
import type { Clock } from '../clock';
import type { Store } from '../store';

export interface WaitLimits {
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Looks at every snapshot from now on, this one first, until `isThere` says yes (then true), the time is over or nobody
 * waits any more (then false).
 */
export function until(
  store: Store,
  isThere: (snapshot: Snapshot) => boolean,
  { clock, limitMs, signal }: WaitLimits,
): Promise<boolean> {
  if (isThere(store.get())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      unsubscribe();
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      resolve(answer);
    };
    const onAbort = (): void => end(false);
    const unsubscribe = store.subscribe((snapshot) => {
      if (isThere(snapshot)) end(true);
    });
    const cancelTimer = clock.after(limitMs, () => end(false));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) end(false);
  });
}
