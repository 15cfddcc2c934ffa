import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DesktopSession, startDesktopSession } from '../../scripts/desktop-session.mjs';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { BusPeerGoneError } from '../support/desktop/bus';
import { startTestDesktop, type TestDesktop } from '../support/desktop/desktop';
import { formatMenu, getItem, type MenuNode } from '../support/desktop/tray-menu';

const FIXTURE = fileURLToPath(new URL('../support/desktop/fixture-app', import.meta.url));
/** The first run of all downloads an Electron. */
const FIRST_RUN_MS = 10 * 60_000;

const firstLabel = (root: MenuNode) => root.children[0]?.label;

describe.runIf(process.platform === 'linux')('a tray app of the found Electron on the test desktop', () => {
  let executable: string;
  let session: DesktopSession;
  let desktop: TestDesktop;
  let userData: string;
  const apps: ChildProcess[] = [];

  function startApp(): ChildProcess {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = spawn(executable, [...sandbox, `--user-data-dir=${userData}`, FIXTURE], {
      env: session.env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    app.stdout.resume();
    apps.push(app);
    return app;
  }

  /** Ends the app and its helpers, which share its output: when that closes, none of them writes to the disk any more. */
  async function kill(app: ChildProcess): Promise<void> {
    if (app.stdout?.closed === true || app.pid === undefined) return;
    const closed = once(app, 'close');
    try {
      process.kill(-app.pid, 'SIGKILL');
    } catch {
      // They ended by themselves just now.
    }
    await closed;
  }

  beforeAll(async () => {
    ({ executable } = await findElectron());
  }, FIRST_RUN_MS);

  beforeEach(async () => {
    userData = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-fixture-'));
    session = await startDesktopSession({ systemBus: true });
    desktop = await startTestDesktop({ busAddress: session.busAddress, notifications: true, login1: true });
  });

  afterEach(async () => {
    await Promise.all(apps.splice(0).map(kill));
    desktop.stop();
    await session.stop();
    await rm(userData, { recursive: true, force: true });
  });

  test('shows its menu as a person reads it, with states, hidden items and submenus', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    const menu = await tray.waitForMenu((root) => root.children.length > 0);

    expect(formatMenu(menu)).toBe(
      [
        '  Clicked 0 times (disabled)',
        '  ---',
        '  Click me',
        '  [ ] Loud',
        '  db_main & web',
        '    Start',
        '    Hidden (hidden)',
        '  Quit',
      ].join('\n'),
    );
  });

  test('is told of a click in its menu, and each new menu is seen', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    await tray.click(['Click me']);
    await tray.waitForMenu((root) => firstLabel(root) === 'Clicked 1 times');
    await tray.click('Click me');
    const menu = await tray.waitForMenu((root) => firstLabel(root) === 'Clicked 2 times');

    expect(getItem(menu, 'Loud')).toMatchObject({ toggleType: 'checkmark', checked: true });
    expect(await tray.tooltip()).toBe('2 clicks');
  });

  test('is told of a click on its icon, whose change of pixels is seen', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();
    const before = await tray.iconPixmap();

    await tray.activate();
    const after = await tray.waitForIconChange(before);

    expect(before.argb.subarray(0, 4)).toEqual(Buffer.from([255, 255, 255, 255]));
    expect(after.argb.subarray(0, 4)).toEqual(Buffer.from([255, 0, 255, 255]));
    expect(await tray.waitForTooltip((tooltip) => tooltip !== '0 clicks')).toBe('1 clicks');
  });

  test('refuses to click what a person could not click', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    await expect(tray.click('Clicked 0 times')).rejects.toThrow('"Clicked 0 times" of the tray menu is disabled');
    await expect(tray.click('Hidden')).rejects.toThrow('The tray menu has no "Hidden":\n  Clicked 0 times (disabled)');
    await expect(tray.click(['db_main & web', 'Stop'])).rejects.toThrow('no "db_main & web" > "Stop"');
  });

  test('says what the menu was when it waited in vain', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    const wait = tray.waitForMenu(() => false, { timeoutMs: 50, message: 'web-1 is running' });

    await expect(wait).rejects.toThrow('web-1 is running. Seen last:\n  Clicked 0 times (disabled)\n  ---\n  Click me');
  });

  test('shows a notification and is told of the click on it', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    await tray.click(['db_main & web', 'Start']);
    const notification = await desktop.notifications.waitFor(({ title }) => title === 'Started');
    desktop.notifications.click(notification);

    expect(notification).toMatchObject({ body: 'db_main is running', urgency: 'critical' });
    await tray.waitForMenu((root) => firstLabel(root) === 'Clicked 1 times');
    expect(desktop.notifications.open).toEqual([]);
  });

  test('is told that the machine goes to sleep and wakes up', async () => {
    startApp();
    const tray = await desktop.waitForTrayItem();

    desktop.login1.suspend();
    await tray.waitForTooltip((tooltip) => tooltip === '0 clicks, asleep');
    desktop.login1.resume();
    await tray.waitForTooltip((tooltip) => tooltip === '0 clicks');
  });

  test('is found again after a restart, and fails at once when it is gone', async () => {
    const first = startApp();
    const old = await desktop.waitForTrayItem();
    await kill(first);
    await desktop.waitForEmptyTray();
    startApp();

    const tray = await desktop.waitForTrayItem();

    expect(firstLabel(await tray.menu())).toBe('Clicked 0 times');
    await expect(old.waitForMenu(() => true)).rejects.toThrow(BusPeerGoneError);
  });

  test('ends when its menu says so', async () => {
    const app = startApp();
    const tray = await desktop.waitForTrayItem();

    const ended = once(app, 'exit');
    await tray.click('Quit');

    expect(await ended).toEqual([0, null]);
    await desktop.waitForEmptyTray();
  });
});
