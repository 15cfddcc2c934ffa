import type { WebContents } from 'electron';
import type { Clock } from '../clock';
import { log } from '../log';

/** From when Chromium has noticed that the page does not respond, which takes it some 15 seconds, until it is ended. */
const HANG_MS = 5_000;

/** A page that hangs is ended where it does not come to itself, and comes back as after a crash. */
export function watchForHangs(contents: WebContents, clock: Clock): void {
  let cancel: (() => void) | null = null;
  const isFine = (): void => {
    cancel?.();
    cancel = null;
  };
  contents.on('unresponsive', () => {
    log.warn('window: the page does not respond');
    cancel ??= clock.after(HANG_MS, () => {
      cancel = null;
      log.error('window: the page hangs, and is ended');
      contents.forcefullyCrashRenderer();
    });
  });
  contents.on('responsive', isFine);
  contents.on('render-process-gone', isFine);
  contents.on('destroyed', isFine);
}
