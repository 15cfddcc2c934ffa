/** Time as the app sees it; tests bring their own. */
export interface Clock {
  /** ms since the epoch, UTC. */
  now(): number;
  /** Runs `task` once after `delayMs`; the answer takes it back. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
