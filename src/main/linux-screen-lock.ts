import type { SessionBus } from './session-bus';

/*
 * Whether the screen is locked, on Linux, where Electron's powerMonitor does not tell. The lock screens of the desktops say
 * so on the session bus, each under its own name (freedesktop: KDE and others).
 */
const LOCK_SCREENS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

interface ScreenLockListener {
  readonly onLock: () => void;
  readonly onUnlock: () => void;
}

/**
 * Listens for as long as the bus is there; when it goes, nobody can tell any more, and the screen counts as unlocked.
 * Rejects where there is none.
 */
export async function followScreenLock(bus: SessionBus, { onLock, onUnlock }: ScreenLockListener): Promise<void> {
  const connection = await bus.connect();
  void connection.lost.then(onUnlock);
  for (const name of LOCK_SCREENS) {
    const match = `type='signal',interface='${name}',member='ActiveChanged'`;
    await connection.listen(match, ({ interface: from, member, body }) => {
      if (from !== name || member !== 'ActiveChanged') return;
      if (body[0] === true) onLock();
      else if (body[0] === false) onUnlock();
    });
  }
}
