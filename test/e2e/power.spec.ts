import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import dbus from '@particle/dbus-next';
import { addFromWelcome, awsConfigFor, expect, ROOT, rowOf, test } from './app';

const REGION = 'ap-northeast-2';

test.use({ hasLogin1: true });

/*
 * Chromium closes its sockets when the computer sleeps, the one through which Playwright drives the app too: here the app
 * runs without it, and is seen from its tray and from AWS.
 */
test('AWS is left alone while the computer sleeps, and asked at once when it wakes', async ({
  launch,
  endpoint,
  desktop,
  executable,
  session,
  home,
}) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  const first = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(first.page, 'work');
  await expect(rowOf(first.page, 'web-1')).toBeVisible();
  const firstTray = await desktop.waitForTrayItem();
  await first.quit();

  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(executable, [...noSandbox, ROOT, `--user-data-dir=${path.join(home, 'user-data')}`], {
    env: { ...session.env, HOME: home, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: 'ignore',
  });
  const ended = once(app, 'exit');
  try {
    const tray = await desktop.waitForTrayItem({ otherThan: firstTray });
    await tray.waitForMenu((menu) => JSON.stringify(menu).includes('web-1'), { message: 'the list is there' });
    desktop.login1.suspend();
    await expect
      .poll(
        async () => {
          const before = endpoint.calls.length;
          for (let click = 0; click < 5; click += 1) {
            await tray.click('Refresh');
            await tray.tooltip();
          }
          return endpoint.calls.length - before;
        },
        { message: 'five refreshes during sleep ask nobody' },
      )
      .toBe(0);
    endpoint.fleet.add(REGION, { name: 'woken', state: 'running' });
    desktop.login1.resume();
    await tray.waitForMenu((menu) => JSON.stringify(menu).includes('woken'), { message: 'the list is new at once' });
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
});

test('AWS is asked at once when the screen is unlocked, long before its turn', async ({
  launch,
  endpoint,
  desktop,
  session,
}) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'web-1')).toBeVisible();
  await desktop.waitForTrayItem();
  const bus = dbus.sessionBus({ busAddress: session.busAddress });
  const path = '/org/freedesktop/ScreenSaver';
  const say = (isLocked: boolean) =>
    bus.send(dbus.Message.newSignal(path, 'org.freedesktop.ScreenSaver', 'ActiveChanged', 'b', [isLocked]));
  try {
    say(true);
    // Heard: by the same connection a second one is answered after it.
    await bus.getProxyObject('org.freedesktop.DBus', '/org/freedesktop/DBus');
    endpoint.fleet.add(REGION, { name: 'unlocked', state: 'running' });
    say(false);
    await expect(rowOf(page, 'unlocked'), 'the list is new at once').toBeVisible();
  } finally {
    bus.disconnect();
  }
});
