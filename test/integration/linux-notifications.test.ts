import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type DesktopSession, startDesktopSession } from '../../scripts/desktop-session.mjs';
import { LinuxNotifications } from '../../src/main/notifications/linux-notifications';
import { SessionBus } from '../../src/main/session-bus';
import { startTestDesktop, type TestDesktop } from '../support/desktop/desktop';

let session: DesktopSession;

beforeAll(async () => {
  session = await startDesktopSession();
});
afterAll(() => session.stop());

/** The notifications of an app on this bus. */
function notifications(busAddress = session.busAddress): LinuxNotifications {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', busAddress);
  const bus = new SessionBus();
  onTestFinished(() => {
    bus.close();
    vi.unstubAllEnvs();
  });
  return new LinuxNotifications('ec2-tray', bus);
}

async function desktopWithNotifications(): Promise<TestDesktop> {
  const desktop = await startTestDesktop({ busAddress: session.busAddress, notifications: true });
  onTestFinished(() => desktop.stop());
  return desktop;
}

describe('a notification', () => {
  test('has its text as it is, also where the desktop reads markup, and its buttons', async () => {
    const desktop = await desktopWithNotifications();
    const pressed: string[] = [];
    const buttons = ['One', 'Two'].map((label) => ({ label, run: () => pressed.push(label) }));
    const onClick = vi.fn();
    const text = { title: 'web <1>', body: 'a <b> & c', buttons };
    await notifications().show(text, onClick);
    const shown = await desktop.notifications.waitFor(({ title }) => title === 'web <1>');
    expect(shown.body).toBe('a &lt;b&gt; &amp; c');
    expect(shown.actions.map(({ label }) => label).slice(1)).toEqual(['One', 'Two']);
    desktop.notifications.press(shown, 'Two');
    await expect.poll(() => pressed).toEqual(['Two']);
    expect(onClick).not.toHaveBeenCalled();
  });

  test('that is clicked opens what it is about; a closed one does nothing any more', async () => {
    const desktop = await desktopWithNotifications();
    const [first, second] = [vi.fn(), vi.fn()];
    const own = notifications();
    await own.show({ title: 'first', body: '', buttons: [] }, first);
    await own.show({ title: 'second', body: '', buttons: [] }, second);
    desktop.notifications.dismiss(await desktop.notifications.waitFor(({ title }) => title === 'first'));
    desktop.notifications.click(await desktop.notifications.waitFor(({ title }) => title === 'second'));
    await expect.poll(() => second.mock.calls.length).toBe(1);
    expect(first).not.toHaveBeenCalled();
  });
});

describe('where it cannot be shown, it says so instead of waiting', () => {
  test.each([
    ['no bus is there', 'unix:path=/nonexistent/bus'],
    ['the address is none', 'nonsense'],
  ])('%s', async (_case, address) => {
    await expect(notifications(address).show({ title: 'x', body: '', buttons: [] }, () => undefined)).rejects.toThrow();
  });

  test('the desktop has no such service', async () => {
    await expect(notifications().show({ title: 'x', body: '', buttons: [] }, () => undefined)).rejects.toThrow();
  });
});
