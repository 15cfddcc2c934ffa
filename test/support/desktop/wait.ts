/** In milliseconds: how soon a change is noticed whose signal does not come. */
const REREAD_INTERVAL_MS = 250;
const DEFAULT_TIMEOUT_MS = 5_000;

export interface WaitOptions {
  readonly timeoutMs?: number;
  /** What is waited for, for the error: `the menu shows web-1 as running`. */
  readonly message?: string;
}

export interface WaitSource<T> {
  readonly read: () => T | Promise<T>;
  readonly accept: (value: T) => boolean;
  /** Calls back when a new reading may differ; returns what ends that. */
  readonly onChange: (changed: () => void) => () => void;
  /** What was seen last, for the error. */
  readonly describe: (value: T) => string;
  /** True for an error after which no reading will ever work. */
  readonly isFinal?: (error: unknown) => boolean;
}

/**
 * Reads until a value is accepted: at once, after each change, and now and then in case a change was not announced.
 * A check that throws has not accepted; its error is told when the time is over.
 */
export async function waitUntil<T>(source: WaitSource<T>, options: WaitOptions = {}): Promise<T> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, message = 'what was waited for' } = options;
  const deadline = Date.now() + timeoutMs;
  let changed = false;
  let wake = (): void => undefined;
  const unsubscribe = source.onChange(() => {
    changed = true;
    wake();
  });
  let lastSeen = 'nothing was read';
  try {
    for (;;) {
      changed = false;
      try {
        const value = await source.read();
        lastSeen = source.describe(value);
        if (source.accept(value)) return value;
      } catch (error) {
        if (source.isFinal?.(error) === true) throw error;
        lastSeen += `\n(${error instanceof Error ? error.message : String(error)})`;
      }
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Timeout after ${timeoutMs} ms: ${message}. Seen last:\n${lastSeen}`);
      // A change during the reading is read at once.
      if (!changed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(left, REREAD_INTERVAL_MS));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  } finally {
    unsubscribe();
  }
}
