import type { ElectronApplication, Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { openSettings } from './window-commands';

const REGION = 'ap-northeast-2';
const itemThatSays = (text: string) => (item: { readonly label: string }) => item.label.includes(text);

const isVisible = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
const hide = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

/** Makes a choice among the settings and comes back. */
async function choose(page: Page, text: string): Promise<void> {
  await openSettings(page, 'Actions');
  await page.getByText(text).click();
  await page.getByRole('button', { name: 'Back' }).click();
}

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running', tags: { Env: 'prod' } });
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'running' });
});

test('“ask first” asks in the window, also for a stop from the tray: Cancel sends nothing, Stop one call', async ({
  launch,
  endpoint,
  desktop,
}) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await choose(page, 'Ask first');
  await hide(electron);
  const tray = await desktop.waitForTrayItem();
  const question = page.getByRole('alertdialog', { name: 'Stop web-2?' });

  await tray.click(itemThatSays('web-2'));
  await expect.poll(() => isVisible(electron), { message: 'the window comes' }).toBe(true);
  await expect(question).toContainText('work · Asia Pacific (Seoul) ap-northeast-2');
  await expect(question.getByRole('button', { name: 'Cancel' }), 'Enter does no harm').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(rowOf(page, 'web-2')).toContainText('Running');

  await tray.click(itemThatSays('web-2'));
  await question.getByRole('button', { name: 'Stop' }).click();
  await expect(rowOf(page, 'web-2')).toContainText('Stopped');
  expect(endpoint.calls.filter(({ action }) => action === 'StopInstances')).toHaveLength(1);
});

test('Escape takes the question away and leaves the window where it is', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await choose(page, 'Ask first');
  await rowOf(page, 'web-2').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(rowOf(page, 'web-2'), 'the focus is back where it was').toBeFocused();
  expect(await isVisible(electron)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => isVisible(electron), { message: 'the next one hides the window' }).toBe(false);
  expect(endpoint.calls.some(({ action }) => action === 'StopInstances')).toBe(false);
});

test('what is protected is stopped only once its name was typed', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await choose(page, 'Type the name before these are stopped');
  await expect(rowOf(page, 'web-1').getByTitle(/^Protected/)).toBeVisible();
  await expect(rowOf(page, 'web-2').getByTitle(/^Protected/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Stop web-1' }).click();
  const question = page.getByRole('alertdialog', { name: 'Stop web-1?' });
  const field = question.getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('web-2');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('That is not the name');
  expect(endpoint.calls.some(({ action }) => action === 'StopInstances')).toBe(false);

  await field.fill('web-1');
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(rowOf(page, 'web-1')).toContainText('Stopped');
  expect(endpoint.calls.filter(({ action }) => action === 'StopInstances')).toHaveLength(1);
});

test('a forced stop is always asked about', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await choose(page, 'Stop at once');
  await page.getByRole('button', { name: 'More actions for web-2' }).click();
  await page.getByRole('menuitem', { name: 'Force stop' }).click();
  const question = page.getByRole('alertdialog', { name: 'Force web-2 to stop?' });
  await expect(question).toBeVisible();
  expect(endpoint.calls.some(({ action }) => action === 'StopInstances')).toBe(false);
  await question.getByRole('button', { name: 'Force stop' }).click();
  const call = await endpoint.waitForCall(({ action }) => action === 'StopInstances');
  expect(call.parameters['Force']).toBe('true');
});
