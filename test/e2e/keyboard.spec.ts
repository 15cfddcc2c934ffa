import type { ElectronApplication, Page } from '@playwright/test';
import { awsConfigFor, expect, rowOf, test } from './app';
import { changeSettings } from './window-commands';

/* Everything that can be done with the pointer can be done without: no test here has one. */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  for (let number = 10; number < 40; number += 1) {
    endpoint.fleet.add(REGION, { name: `node-${number}`, state: 'stopped', tags: { Env: 'dev' } });
  }
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running', tags: { Env: 'prod' } });
});

const searchOf = (page: Page) => page.getByRole('combobox', { name: /^Search/ });
const isVisible = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

/** Presses Tab until something of this name has the focus. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const wanted = page.getByRole('button', { name }).or(page.getByRole('tab', { name }));
  await expect(wanted.first()).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const count = await wanted.count();
    for (let index = 0; index < count; index += 1) {
      if (await wanted.nth(index).evaluate((element) => element === document.activeElement)) return;
    }
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** Adds the Profile of the AWS files in the welcome view, and goes into the list. */
async function intoTheList(page: Page): Promise<void> {
  await tabTo(page, /^Add work/);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'node-10')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'node-10'), 'the first arrow leads into the list').toBeFocused();
}

test('from the first start to a running instance and its DNS name', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'node-11')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('PageDown');
  await expect(rowOf(page, 'node-10'), 'a page further').not.toBeFocused();
  await expect(page.locator('[data-row]:focus')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('PageUp');
  await expect(rowOf(page, 'node-10')).toBeFocused();
  await page.keyboard.press('End');
  await expect(rowOf(page, 'web-1')).toBeFocused();
  await expect(rowOf(page, 'web-1')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByRole('contentinfo')).toContainText(/Copied ec2-/);
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    endpoint.fleet.find(REGION, 'web-1')?.publicDnsName,
  );
  await page.keyboard.press('Home');
  await expect(rowOf(page, 'node-10')).toBeFocused();
  await expect(rowOf(page, 'node-10')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'node-10')).toContainText('Running');
  await expect(rowOf(page, 'node-10'), 'the focus stays').toBeFocused();
});

test('the button of a row keeps the focus while what it does is under way', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'More actions for node-10' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'node-10').getByRole('button', { name: 'Starting' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Stop node-10' })).toBeFocused();
});

test('several are chosen, started and left alone again', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  const bar = page.getByRole('toolbar', { name: 'Chosen instances' });
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('3 chosen');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(bar, 'a range can be made smaller').toContainText('2 chosen');
  await tabTo(page, /^Start 2$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2 running')).toBeVisible();
  const none = bar.getByRole('button', { name: 'Start 0' });
  await expect(none, 'the focus stays where it was').toBeFocused();
  await expect(none).toHaveAccessibleDescription('None of the chosen instances can do this now');

  await page.keyboard.press('/');
  await page.keyboard.type('node');
  await page.keyboard.press('Escape');
  await page.keyboard.type('web-1');
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'web-1'), 'down from the search, into what it found').toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(bar).toContainText('3 chosen · 2 not shown');
  await page.keyboard.press('Escape');
  await expect(bar, 'Esc takes back the choice first').toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(searchOf(page), 'then the search').toHaveValue('');
  expect(await isVisible(electron)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => isVisible(electron), 'then the window').toBe(false);
});

test('the focus finds a place in the list where the bar it was in goes away', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await tabTo(page, /^Choose none$/);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'node-11')).toBeFocused();
});

test('details, settings and the keys are reached, and the focus comes back to where it was', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  await page.keyboard.press('ArrowDown');
  for (const way of ['Escape', 'ArrowLeft']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('main', { name: 'Details of node-11' })).toBeFocused();
    await page.keyboard.press(way);
    await expect(rowOf(page, 'node-11'), `back by ${way}`).toBeFocused();
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'node-11')).toBeFocused();

  await tabTo(page, /^Settings$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Profiles$/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'General' })).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
});

test('the list is grouped from its options, and the focus comes back to their button', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await intoTheList(page);
  await tabTo(page, /^Group, sort, columns$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, /Group by/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type('Tag');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Env dev', includeHidden: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Group, sort, columns' })).toBeFocused();
});

test.describe('in the wide window', () => {
  test('columns are sorted by, and details beside the list are gone into and come back from', async ({
    launch,
    endpoint,
  }) => {
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
    await page.setViewportSize({ width: 1220, height: 760 });
    await intoTheList(page);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    const state = page.getByRole('columnheader', { name: 'State', exact: true });
    await expect(state.getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('aria-sort', 'descending');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'none');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    const first = page.locator('[data-row]').first();
    await expect(first).toBeFocused();
    await expect(first).toContainText('web-1');
    const panel = (name: string) => page.getByRole('complementary', { name: `Details of ${name}` });
    await page.keyboard.press('ArrowRight');
    await expect(panel('web-1'), 'the keyboard goes in').toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Close the details' })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(first, 'and out, while they stay').toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(panel('node-10'), 'they follow once the focus rests').toBeVisible();
    await expect(rowOf(page, 'node-10')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(panel('node-10')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(panel('node-10')).toHaveCount(0);
    await expect(rowOf(page, 'node-10')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(rowOf(page, 'node-11')).toBeFocused();
  });

  test('every row of the table tells its place in all of it', async ({ launch, endpoint }) => {
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
    await page.setViewportSize({ width: 1220, height: 760 });
    await intoTheList(page);
    const { list } = await page.evaluate(
      async () => (await Reflect.get(globalThis, 'ec2Tray').getSnapshot()).value.settings,
    );
    await changeSettings(page, { list: { ...list, groupBy: 'tag:Env' } });
    await expect(page.getByRole('heading', { name: 'Env dev' })).toBeVisible();
    await expect(page.getByRole('grid'), 'heads of columns, two of groups, 31 instances').toHaveAttribute(
      'aria-rowcount',
      '34',
    );
    const indexes = () =>
      page.getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    const drawn = await indexes();
    expect(drawn, 'without a gap from the top').toEqual(drawn.map((_, index) => index + 1));
    await page.keyboard.press('End');
    await expect(page.locator('[data-row]:focus')).toHaveAttribute('aria-rowindex', '34');
  });
});
