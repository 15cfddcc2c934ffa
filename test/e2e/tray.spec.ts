import type { ElectronApplication } from '@playwright/test';
import { BusPeerGoneError } from '../support/desktop/bus';
import type { TrayItem } from '../support/desktop/tray-item';
import type { MenuNode } from '../support/desktop/tray-menu';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

const REGION = 'ap-northeast-2';

/** Every label of the menu, at any depth. */
const labels = (node: MenuNode): string[] => [node.label, ...node.children.flatMap(labels)];
const says = (text: string) => (menu: MenuNode) => labels(menu).some((label) => label.includes(text));
const itemThatSays = (text: string) => (item: MenuNode) => item.label.includes(text);

/** The app may be off the bus before it has answered the click. */
async function quitFrom(tray: TrayItem, electron: ElectronApplication): Promise<void> {
  const closed = electron.waitForEvent('close');
  await tray.click('Quit EC2 Tray').catch((error: unknown) => expect(error).toBeInstanceOf(BusPeerGoneError));
  await closed;
}

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web_1 & co', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'staging-db', state: 'stopped' });
});

test('an instance is started and stopped from the tray menu', async ({ launch, endpoint, desktop }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const tray = await desktop.waitForTrayItem();

  await tray.waitForMenu(says('○ staging-db — Stopped · Start'), { message: 'the stopped instance is offered' });
  const stoppedIcon = await tray.iconPixmap();
  await tray.click(itemThatSays('staging-db'));
  await tray.waitForMenu(says('◐ staging-db — Start'), { message: 'the start is under way' });
  await tray.waitForIconChange(stoppedIcon);
  await tray.waitForMenu(says('● staging-db — Running · Stop'), { message: 'the start has come to its end' });
  await expect(rowOf(page, 'staging-db'), 'the window shows the same').toContainText('Running');
  await expect.poll(() => tray.tooltip()).toContain('2 running');

  await tray.click(itemThatSays('staging-db'));
  await tray.waitForMenu(says('staging-db — About to stop · Undo'), { message: 'the stop can be taken back' });
  await tray.waitForMenu(says('◐ staging-db — Stopping…'), { message: 'the stop is under way', timeoutMs: 15_000 });
  await tray.waitForMenu(says('○ staging-db — Stopped · Start'), { message: 'the stop has come to its end' });
  await expect.poll(() => tray.tooltip()).toContain('1 running, 1 stopped');
  const sent = endpoint.calls.filter(({ action }) => /^(Start|Stop)Instances$/.test(action));
  expect(sent.map(({ action }) => action)).toEqual(['StartInstances', 'StopInstances']);
});

test('a stop is taken back from the tray menu', async ({ launch, endpoint, desktop }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const tray = await desktop.waitForTrayItem();

  await tray.waitForMenu(says('● web_1 & co — Running · Stop'), { message: 'names stand as they are' });
  await tray.click(itemThatSays('web_1 & co'));
  await tray.waitForMenu(says('· Undo'), { message: 'the stop counts down' });
  await tray.click(itemThatSays('web_1 & co'));
  await tray.waitForMenu(says('● web_1 & co — Running · Stop'), { message: 'the stop was taken back' });
  expect(endpoint.calls.some(({ action }) => action === 'StopInstances')).toBe(false);
});

test('refresh shows at once what somebody else has done', async ({ launch, endpoint, desktop }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(says('staging-db'), { message: 'the list is there' });
  endpoint.fleet.add(REGION, { name: 'brand-new', state: 'running' });
  await tray.click('Refresh');
  await tray.waitForMenu(says('brand-new'), { message: 'the new instance is in the menu' });
  await expect(rowOf(page, 'brand-new')).toBeVisible();
});

test('a click on the icon toggles the window, the menu opens it and its settings', async ({
  launch,
  endpoint,
  desktop,
}) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const tray = await desktop.waitForTrayItem();
  await expect.poll(isVisible).toBe(true);
  await tray.activate();
  await expect.poll(isVisible, { message: 'a click hides the window' }).toBe(false);
  await tray.activate();
  await expect.poll(isVisible, { message: 'another shows it' }).toBe(true);
  await tray.activate();
  await expect.poll(isVisible).toBe(false);

  await tray.click('Settings…');
  await expect.poll(isVisible).toBe(true);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await tray.click('Open EC2 Tray');
  await expect(page.getByRole('heading', { name: 'Settings' })).toHaveCount(0);
});

test('quit ends the app and takes its icon away', async ({ launch, endpoint, desktop }) => {
  const { electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  const tray = await desktop.waitForTrayItem();
  await quitFrom(tray, electron);
  await desktop.waitForEmptyTray();
});

test('a signal ends the app as quit does, also with the demo account open', async ({ launch, desktop }) => {
  const { page, electron } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  await desktop.waitForTrayItem();
  const closed = electron.waitForEvent('close');
  electron.process().kill('SIGTERM');
  await closed;
  await desktop.waitForEmptyTray();
});

test('a stop that is still counting down is sent before the app quits', async ({ launch, endpoint, desktop }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await rowOf(page, 'web_1').getByRole('button', { name: /^Stop/ }).click();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  const tray = await desktop.waitForTrayItem();
  await quitFrom(tray, electron);
  expect(endpoint.calls.filter(({ action }) => action === 'StopInstances')).toHaveLength(1);
});

test('a Region in trouble is told by icon, tooltip and menu', async ({ launch, endpoint, desktop }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(says('staging-db'), { message: 'the list is there' });
  const calm = await tray.iconPixmap();

  endpoint.faults.deny('DescribeInstances');
  await tray.click('Refresh');
  await tray.waitForMenu(says('▲ You are not allowed to do this'), { message: 'the menu tells the trouble' });
  await tray.waitForIconChange(calm);
  await expect.poll(() => tray.tooltip()).toContain('work ap-northeast-2: You are not allowed to do this');
  expect(says('staging-db')(await tray.menu()), 'what was known stays').toBe(true);
});
