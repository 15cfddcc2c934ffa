import dbus from '@particle/dbus-next';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type DesktopSession, startDesktopSession } from '../../scripts/desktop-session.mjs';
import { followScreenLock } from '../../src/main/linux-screen-lock';
import { SessionBus } from '../../src/main/session-bus';

let session: DesktopSession;

beforeAll(async () => {
  session = await startDesktopSession();
});
afterAll(() => session.stop());

/** Says on the bus, as a desktop's lock screen does, whether the screen is locked. */
function lockScreen(name: string): (isLocked: boolean) => void {
  const bus = dbus.sessionBus({ busAddress: session.busAddress });
  onTestFinished(() => bus.disconnect());
  const path = `/${name.replaceAll('.', '/')}`;
  return (isLocked) => {
    bus.send(dbus.Message.newSignal(path, name, 'ActiveChanged', 'b', [isLocked]));
  };
}

async function following(): Promise<{ readonly heard: readonly string[] }> {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', session.busAddress);
  const bus = new SessionBus();
  onTestFinished(() => {
    bus.close();
    vi.unstubAllEnvs();
  });
  const heard: string[] = [];
  await followScreenLock(bus, { onLock: () => heard.push('lock'), onUnlock: () => heard.push('unlock') });
  return { heard };
}

test.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.xfce.ScreenSaver'])(
  'a lock and an unlock by %s are heard, each once',
  async (name) => {
    const { heard } = await following();
    const say = lockScreen(name);
    say(true);
    say(false);
    await expect.poll(() => heard).toEqual(['lock', 'unlock']);
  },
);

test('what others say about themselves is no lock', async () => {
  const { heard } = await following();
  lockScreen('org.example.Player')(true);
  lockScreen('org.gnome.ScreenSaver')(false);
  await expect.poll(() => heard).toEqual(['unlock']);
});
