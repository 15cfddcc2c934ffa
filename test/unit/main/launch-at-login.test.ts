import { describe, expect, test, vi } from 'vitest';
import { launchAtLogin, wasLaunchedAtLogin } from '../../../src/main/launch-at-login';

const own = { file: 'C:\\Apps\\EC2 Tray.exe', args: ['C:\\an app'] };

/** A system's login items, as Electron tells of them. */
function loginItems(given: { readonly refuses?: boolean; readonly isSwitchedOff?: boolean } = {}) {
  let isRegistered = false;
  const getLoginItemSettings = vi.fn((_options?: unknown) => ({
    openAtLogin: isRegistered,
    executableWillLaunchAtLogin: isRegistered && given.isSwitchedOff !== true,
    openAsHidden: false,
    wasOpenedAtLogin: isRegistered,
    wasOpenedAsHidden: false,
    restoreState: false,
    status: isRegistered ? ('enabled' as const) : ('not-registered' as const),
    launchItems: [],
  }));
  const setLoginItemSettings = vi.fn((settings: { readonly openAtLogin?: boolean }) => {
    isRegistered = settings.openAtLogin === true && given.refuses !== true;
  });
  return { getLoginItemSettings, setLoginItemSettings };
}

describe('launching at login by a login item', () => {
  test.each(['darwin', 'win32'] as const)('on %s is on when the system says so, and off again', async (platform) => {
    const launch = launchAtLogin(loginItems(), own, platform);
    expect(await launch.isOn()).toEqual({ ok: true, value: false });
    expect(await launch.set(true)).toEqual({ ok: true, value: true });
    expect(await launch.isOn()).toEqual({ ok: true, value: true });
    expect(await launch.set(false)).toEqual({ ok: true, value: false });
  });

  test('on Windows names the program and its arguments, each time alike', async () => {
    const items = loginItems();
    await launchAtLogin(items, own, 'win32').set(true);
    const item = { path: own.file, args: ['"C:\\an app"', '--hidden'] };
    expect(items.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, ...item });
    expect(items.getLoginItemSettings).toHaveBeenCalledWith(item);
  });

  test('on Windows is off where the person has switched it off in the Task Manager', async () => {
    const launch = launchAtLogin(loginItems({ isSwitchedOff: true }), own, 'win32');
    expect(await launch.set(true)).toMatchObject({ ok: false, error: { code: 'login-item-refused' } });
    expect(await launch.isOn()).toEqual({ ok: true, value: false });
  });

  test('that the system does not allow is told, and is not on', async () => {
    const launch = launchAtLogin(loginItems({ refuses: true }), own, 'darwin');
    expect(await launch.set(true)).toMatchObject({ ok: false, error: { code: 'login-item-refused' } });
    expect(await launch.isOn()).toEqual({ ok: true, value: false });
  });
});

test('on macOS alone a start at login is known by what the system says', async () => {
  const items = loginItems();
  await launchAtLogin(items, own, 'darwin').set(true);
  expect(wasLaunchedAtLogin(items, 'darwin')).toBe(true);
  expect(wasLaunchedAtLogin(items, 'win32')).toBe(false);
});
