import type { Page } from '@playwright/test';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { addFromWelcome, awsConfigFor, expect, type Launch, type RunningApp, rowOf, test } from './app';
import { command } from './window-commands';

const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';

const searchOf = (page: Page) => page.getByRole('combobox', { name: /^Search/ });
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen instances' });
/** The names of the rows in sight, from the top. */
const namesIn = (page: Page) => page.getByRole('row').locator('.identity > .name').allTextContents();

async function setWidth(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 700 });
}

async function showThree(launch: Launch, endpoint: RunningEndpoint): Promise<RunningApp> {
  const app = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(app.page, 'work');
  await expect(app.page.getByRole('row')).toHaveCount(3);
  return app;
}

test.describe('with 3 instances', () => {
  test.beforeEach(({ endpoint }) => {
    endpoint.fleet.add(SEOUL, { name: 'api', state: 'running', tags: { Env: 'dev' } });
    endpoint.fleet.add(SEOUL, { name: 'db', state: 'stopped', tags: { Env: 'prod' } });
    endpoint.fleet.add(SEOUL, { name: 'web', state: 'running' });
  });

  test('several are chosen with the keyboard and started together, and followed to the end', async ({
    launch,
    endpoint,
  }) => {
    const { page } = await showThree(launch, endpoint);
    await searchOf(page).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(bar(page)).toContainText('3 chosen');
    await expect(bar(page).getByRole('button', { name: 'Start 1' })).toBeEnabled();
    await bar(page).getByRole('button', { name: 'Stop 2' }).click();
    await page.getByRole('button', { name: 'Undo for all that are about to stop' }).click();
    await expect(rowOf(page, 'api').getByRole('button', { name: 'Stop api' })).toBeVisible();

    await expect(page.getByText(/of 2 stopped/), 'nothing is waited for').toHaveCount(0);
    await bar(page).getByRole('button', { name: 'Stop 2' }).click();
    await expect(page.getByText('2 of 2 stopped')).toBeVisible();
    const stops = endpoint.calls.filter(({ action }) => action === 'StopInstances');
    expect(stops, 'both in one call, once').toHaveLength(1);

    await page.keyboard.press('Escape');
    await expect(bar(page), 'Esc chooses none').toHaveCount(0);
    await expect(page.getByRole('row').first()).toBeVisible();
  });

  test('what AWS refuses of several is told beside its instance, and can be tried again', async ({
    launch,
    endpoint,
  }) => {
    endpoint.fleet.add(SEOUL, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
    endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await addFromWelcome(page, 'work');
    await rowOf(page, 'db').click({ modifiers: ['ControlOrMeta'] });
    await rowOf(page, 'gpu').click({ modifiers: ['ControlOrMeta'] });
    await bar(page).getByRole('button', { name: 'Start 2' }).click();
    await expect(page.getByText('1 of 2 running · 1 failed')).toBeVisible();
    await expect(rowOf(page, 'gpu').getByRole('alert')).toContainText('no capacity');

    endpoint.faults.clear();
    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await expect(page.getByText('2 of 2 running')).toBeVisible();
    expect(endpoint.fleet.find(SEOUL, 'gpu')?.state).toBe('running');
  });

  test('it is grouped and ordered as a person chooses, which is kept', async ({ launch, endpoint }) => {
    const awsConfig = awsConfigFor({ work: { endpoint, region: SEOUL } });
    const first = await launch({ awsConfig });
    await addFromWelcome(first.page, 'work');
    await expect(first.page.getByRole('row')).toHaveCount(3);
    await first.page.getByRole('button', { name: 'Group, sort, columns' }).click();
    await first.page.getByRole('button', { name: /Group by/ }).click();
    await first.page.getByRole('option', { name: 'Tag Env' }).click();
    await first.page.getByRole('button', { name: 'Ascending: turn over' }).click();
    await first.page.keyboard.press('Escape');
    await expect(first.page.getByRole('heading', { name: 'Env dev' })).toBeVisible();
    await expect(first.page.getByRole('heading', { name: 'Env not set' })).toBeVisible();
    expect(await namesIn(first.page)).toEqual(['api', 'db', 'web']);
    await expect(first.page.getByText(/1 Region, as of \d\d:\d\d:\d\d/), 'how fresh it is').toBeVisible();
    await first.quit();

    const { page } = await launch({ awsConfig });
    await expect(page.getByRole('heading', { name: 'Env prod' })).toBeVisible();
  });

  test('what changes its state stays in its place until the person asks for the order again', async ({
    launch,
    endpoint,
  }) => {
    const { page } = await showThree(launch, endpoint);
    await setWidth(page, 1100);
    await page.getByRole('columnheader', { name: 'State' }).getByRole('button').click();
    await expect.poll(() => namesIn(page)).toEqual(['api', 'web', 'db']);
    await rowOf(page, 'api').getByRole('button', { name: 'Stop api' }).click();
    await expect(rowOf(page, 'api')).toContainText('Stopped');
    expect(await namesIn(page), 'nothing has moved under the pointer').toEqual(['api', 'web', 'db']);
    await page.getByRole('button', { name: 'Order has changed: sort again' }).click();
    await expect.poll(() => namesIn(page)).toEqual(['web', 'api', 'db']);
  });

  test('made wide it is a table, whose columns are chosen and kept; a search and a choice survive it', async ({
    launch,
    endpoint,
  }) => {
    const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await addFromWelcome(page, 'work');
    await searchOf(page).fill('state:running');
    await rowOf(page, 'api').click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('button', { name: 'Open as a window of its own' }).click();
    await expect(page.getByRole('columnheader', { name: 'Public DNS' })).toBeVisible();
    const width = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().width);
    expect(width).toBeGreaterThan(760);
    await expect(page.getByRole('row'), 'those of the columns and of the Region, and two instances').toHaveCount(4);
    await expect(bar(page)).toContainText('1 chosen');

    await page.getByRole('button', { name: 'Group, sort, columns' }).click();
    await page.getByRole('checkbox', { name: 'Tag Env' }).click({ force: true });
    await page.getByRole('checkbox', { name: 'Public DNS' }).click({ force: true });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Env' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Public DNS' })).toHaveCount(0);
    await expect(rowOf(page, 'api').getByRole('gridcell', { name: 'dev', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Back beside the tray' }).click();
    await expect(page.getByRole('columnheader')).toHaveCount(0);
    await expect(searchOf(page)).toHaveValue('state:running');
  });

  test('the search, the choice and the place in the list survive a look at the settings', async ({
    launch,
    endpoint,
  }) => {
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await addFromWelcome(page, 'work');
    await searchOf(page).fill('api');
    await rowOf(page, 'api').click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(searchOf(page)).toHaveValue('api');
    await expect(bar(page)).toContainText('1 chosen');
  });

  test('? shows every key', async ({ launch, endpoint }) => {
    const { page } = await showThree(launch, endpoint);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Start or stop it');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('with 40 instances in two Regions and one in trouble, the trouble is told however the list is grouped', async ({
  launch,
  endpoint,
}) => {
  for (let number = 0; number < 40; number += 1) {
    endpoint.fleet.add(number % 2 === 0 ? SEOUL : VIRGINIA, { name: `node-${number}`, state: 'running' });
  }
  endpoint.faults.fail({ action: 'DescribeInstances', region: 'eu-west-1', code: 'UnauthorizedOperation' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await command(page, 'addProfile', {
    name: 'work',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: [SEOUL, VIRGINIA, 'eu-west-1'],
    endpointUrl: null,
  });
  const list = page.getByRole('main');
  await list.evaluate((scroller) => scroller.scrollTo({ top: 700 }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader').or(page.getByRole('row')).first()).toBeVisible();
  expect(await list.evaluate(({ scrollTop }) => Math.round(scrollTop)), 'it stands where it was').toBe(700);

  for (const [grouping, heading] of [
    ['State', 'Running'],
    ['Region', /ap-northeast-2/],
    ['Not grouped', null],
  ] as const) {
    await page.getByRole('button', { name: 'Group, sort, columns' }).click();
    await page.getByRole('button', { name: /Group by/ }).click();
    await page.getByRole('option', { name: grouping, exact: true }).click();
    await page.keyboard.press('Escape');
    if (heading !== null) await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await expect(page.getByRole('alert').first(), grouping).toContainText(/not allowed/i);
    await expect(page.getByText(/2 Regions, as of/)).toBeVisible();
  }
});
