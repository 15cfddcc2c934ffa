import { describe, expect, test } from 'vitest';
import { sessionEnvironment } from '../../../scripts/desktop-session.mjs';
import { planStart } from '../../../scripts/start.mjs';

const DESKTOP = { DISPLAY: ':0' };

describe('the start of the app', () => {
  test('passes the arguments on and says nothing on an ordinary desktop', () => {
    expect(planStart({ platform: 'linux', uid: 1000, env: DESKTOP, args: ['--hidden'] })).toEqual({
      args: ['.', '--hidden'],
      ownSession: false,
      notes: [],
    });
  });

  test('goes without the sandbox for root on Linux, and says so in a line', () => {
    const { args, notes } = planStart({ platform: 'linux', uid: 0, env: DESKTOP, args: [] });

    expect(args).toEqual(['--no-sandbox', '.']);
    expect(notes).toEqual([expect.stringContaining('--no-sandbox')]);
  });

  test('keeps the sandbox for root elsewhere', () => {
    expect(planStart({ platform: 'darwin', uid: 0, env: {}, args: [] }).args).toEqual(['.']);
  });

  test('gets a desktop session of its own where Linux has no display, and says so in a line', () => {
    const { ownSession, notes } = planStart({ platform: 'linux', uid: 1000, env: {}, args: [] });

    expect(ownSession).toBe(true);
    expect(notes).toEqual([expect.stringContaining('no display')]);
  });

  test('stays on the desktop that is there, X11 or Wayland, and on other systems', () => {
    const plans = [
      planStart({ platform: 'linux', uid: 1000, env: { WAYLAND_DISPLAY: 'wayland-0' }, args: [] }),
      planStart({ platform: 'linux', uid: 1000, env: DESKTOP, args: [] }),
      planStart({ platform: 'win32', uid: undefined, env: {}, args: [] }),
    ];

    expect(plans.map(({ ownSession }) => ownSession)).toEqual([false, false, false]);
  });
});

describe('the environment of a desktop session of its own', () => {
  const session = { display: ':7', busAddress: 'unix:path=/run/bus', systemBus: false };

  test('leads to its display and its bus, and to nothing of the desktop around it', () => {
    const outer = {
      PATH: '/bin',
      DISPLAY: ':0',
      WAYLAND_DISPLAY: 'wayland-0',
      XDG_CURRENT_DESKTOP: 'GNOME',
      EMPTY: undefined,
    };

    expect(sessionEnvironment(outer, session)).toEqual({
      PATH: '/bin',
      DISPLAY: ':7',
      XDG_SESSION_TYPE: 'x11',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
      NO_AT_BRIDGE: '1',
    });
  });

  test('has its bus for the system bus only when asked for', () => {
    expect(sessionEnvironment({}, { ...session, systemBus: true })).toMatchObject({
      DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/run/bus',
    });
  });
});
