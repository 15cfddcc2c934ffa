import type { ElectronApplication } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { command } from './window-commands';

/*
 * The window is told what is new, not the whole picture: it must follow all the same, whatever happens to its page.
 */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'stopped' });
});

/** Counts from here on what main sends to the window, by its channel. */
const countMessages = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('There is no window');
    const sent: string[] = [];
    const send = window.webContents.send.bind(window.webContents);
    window.webContents.send = (channel, ...payload) => {
      sent.push(channel);
      send(channel, ...payload);
    };
    Reflect.set(globalThis, 'sentToTheWindow', sent);
  });

const changesSent = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(() => {
    const sent: readonly string[] = Reflect.get(globalThis, 'sentToTheWindow');
    return sent.filter((channel) => channel === 'ec2-tray:event:snapshotChange').length;
  });

test('a page that was loaded again shows everything, and follows what comes', async ({ launch, endpoint }) => {
  const { page, pageErrors } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await rowOf(page, 'web-2')
    .getByRole('button', { name: /^Start/ })
    .click();
  await page.reload();
  await expect(rowOf(page, 'web-1')).toContainText('Running');
  await expect(rowOf(page, 'web-2'), 'what was under way goes on').toContainText('Running');
  await rowOf(page, 'web-1').getByRole('button', { name: /^Stop/ }).click();
  await page.reload();
  await expect(rowOf(page, 'web-1')).toContainText('Stopped');
  expect(pageErrors).toEqual([]);
});

test('a hidden window is told nothing, and is up to date when it is shown', async ({ launch, endpoint, desktop }) => {
  const { page, electron, pageErrors } = await launch({
    awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }),
  });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'web-2')).toContainText('Stopped');
  await command(page, 'hideWindow');
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(false);
  await countMessages(electron);

  const tray = await desktop.waitForTrayItem();
  await tray.click(({ label }) => label.includes('web-2'));
  await expect.poll(() => tray.tooltip()).toContain('2 running');
  expect(await changesSent(electron), 'while it is hidden').toBe(0);

  await electron.evaluate(({ app }) => app.emit('activate'));
  await expect(rowOf(page, 'web-2')).toContainText('Running');
  expect(await changesSent(electron), 'in sight it is told again').toBeGreaterThan(0);
  expect(pageErrors).toEqual([]);
});
