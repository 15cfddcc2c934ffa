import { useSyncExternalStore } from 'react';

/*
 * One clock for each pace, however many rows look at it; it runs only while somebody looks and the window is in sight.
 */

interface Ticker {
  now: number;
  timer: ReturnType<typeof setInterval> | null;
  readonly listeners: Set<() => void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

const tickers = new Map<number, Ticker>();

/** The time in ms since the epoch, renewed every `everyMs`: for ages and countdowns. */
export function useNow(everyMs: number): number {
  const { subscribe, read } = tickerOf(everyMs);
  return useSyncExternalStore(subscribe, read);
}

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known !== undefined) return known;
  const made: Ticker = {
    now: Date.now(),
    timer: null,
    listeners: new Set(),
    subscribe(listener) {
      made.listeners.add(listener);
      if (made.timer === null) {
        made.now = Date.now();
        made.timer = setInterval(() => tick(made), everyMs);
      }
      return () => {
        made.listeners.delete(listener);
        if (made.listeners.size > 0 || made.timer === null) return;
        clearInterval(made.timer);
        made.timer = null;
      };
    },
    read: () => made.now,
  };
  tickers.set(everyMs, made);
  return made;
}

function tick(ticker: Ticker): void {
  if (document.hidden) return;
  ticker.now = Date.now();
  for (const listener of ticker.listeners) listener();
}

// Back in sight, every age is out of date.
document.addEventListener('visibilitychange', () => {
  for (const ticker of tickers.values()) if (ticker.timer !== null) tick(ticker);
});
