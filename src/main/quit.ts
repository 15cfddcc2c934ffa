import { app } from 'electron';
import type { Clock } from './clock';
import { log } from './log';

/** AWS may be slow to answer; a request itself is out long before. */
const LONGEST_FLUSH_MS = 5_000;

interface Ending {
  readonly clock: Clock;
  /** At once: the windows may close, and nobody sees them any more. */
  readonly hide: () => void;
  /** Sends what was asked for, and writes down what came of it. */
  readonly flush: () => Promise<void>;
  /** Stops what was started, in this order. */
  readonly stops: readonly (() => void | Promise<void>)[];
}

/** On quit: what was asked for is sent, what was started is stopped. */
export function endWell({ clock, hide, flush, stops }: Ending): void {
  let phase: 'running' | 'ending' | 'ended' = 'running';

  async function end(): Promise<void> {
    phase = 'ending';
    const sent = flush().catch((error: unknown) => log.error('quit: what was asked for could not be sent', error));
    await Promise.race([sent, new Promise<void>((resolve) => clock.after(LONGEST_FLUSH_MS, resolve))]);
    for (const stop of stops) {
      try {
        await stop();
      } catch (error) {
        log.error('quit: something could not be closed', error);
      }
    }
    phase = 'ended';
    app.quit();
  }

  app.on('before-quit', (event) => {
    hide();
    if (phase === 'ended') return;
    event.preventDefault();
    // Not from within this event: after a signal, Electron would take a quit that comes too early for cancelled.
    if (phase === 'running') setImmediate(() => void end());
  });
}
