import { powerMonitor } from 'electron';
import { followScreenLock } from './linux-screen-lock';
import { log } from './log';
import type { Poller } from './poller';
import type { SessionBus } from './session-bus';

interface PowerParts {
  readonly poller: Pick<Poller, 'pause' | 'resume'>;
  /** Whether AWS is left alone while the screen is locked. */
  readonly pausesWhenLocked: () => boolean;
  readonly bus: SessionBus;
}

/**
 * Lets AWS alone while the computer sleeps and, if the person wants it, while the screen is locked. The desktop may tell
 * each twice (Linux does). The answer ends it. https://www.electronjs.org/docs/latest/api/power-monitor
 */
export function followPower({ poller, pausesWhenLocked, bus }: PowerParts): () => void {
  const onSuspend = (): void => poller.pause('suspend');
  const onResume = (): void => poller.resume('suspend');
  const onLock = (): void => {
    if (pausesWhenLocked()) poller.pause('lock');
  };
  // Also where the setting was changed meanwhile.
  const onUnlock = (): void => poller.resume('lock');

  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('unlock-screen', onUnlock);
  if (process.platform === 'linux') {
    followScreenLock(bus, { onLock, onUnlock }).catch((error: unknown) =>
      log.warn('power: the desktop does not tell whether the screen is locked', error),
    );
  }
  return () => {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onResume);
    powerMonitor.off('lock-screen', onLock);
    powerMonitor.off('unlock-screen', onUnlock);
  };
}
