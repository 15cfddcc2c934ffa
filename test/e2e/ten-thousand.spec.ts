import type { Page } from '@playwright/test';
import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';
import { awsConfigFor, expect, test as withApp } from './app';
import { changeSettings, command } from './window-commands';

/*
 * 10,000 instances in four Regions. How quick they are is for `npm run bench`; here is what must hold on any machine.
 */

const REGIONS = ['ap-northeast-2', 'us-east-1', 'eu-west-1', 'us-west-2'];
const SEOUL = 'ap-northeast-2';
const INSTANCES = 10_000;
/** What is drawn beyond what is in sight is a few rows each way. */
const MOST_DRAWN = 80;

const test = withApp.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  endpoint: async ({}, use) => {
    const timing = { pendingMs: 1200, stoppingMs: 1200, consistencyDelayMs: 300 };
    const fleet = generatedFleet({ instances: INSTANCES - 40, regions: REGIONS, timing });
    for (let number = 0; number < 40; number += 1) {
      const region = REGIONS[number % REGIONS.length] ?? SEOUL;
      fleet.add(region, { name: `fleet-${number}`, state: 'running', tags: { Serial: `serial-${number}` } });
    }
    const endpoint = await startEndpoint({ fleet });
    await use(endpoint);
    await endpoint.close();
  },
});

const rows = (page: Page) => page.locator('[data-row]');
const searchOf = (page: Page) => page.getByRole('combobox', { name: /^Search/ });
const list = (page: Page) => page.getByRole('main');

/** Shows all of them, in the order of their names. */
async function showAll(page: Page, groupBy = 'none'): Promise<void> {
  await command(page, 'addProfile', {
    name: 'work',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: REGIONS,
    endpointUrl: null,
  });
  await changeSettings(page, { list: { groupBy, sortBy: 'name', isDescending: false, columns: ['state'] } });
  await expect.poll(() => countListed(page), { timeout: 60_000 }).toBe(INSTANCES);
}

const countListed = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { value } = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
    return value.scopes.reduce(
      (sum: number, { instances }: { instances: readonly unknown[] }) => sum + instances.length,
      0,
    );
  });

/** The key and the place of the first row that is wholly in sight. */
const firstInSight = (page: Page): Promise<{ readonly key: string; readonly y: number }> =>
  list(page).evaluate((scroller) => {
    const top = scroller.getBoundingClientRect().top + 61;
    const first = [...scroller.querySelectorAll<HTMLElement>('[data-row]')].find(
      (row) => row.getBoundingClientRect().top >= top,
    );
    return { key: first?.dataset['row'] ?? 'none', y: first?.getBoundingClientRect().y ?? Number.NaN };
  });

/** The same, once the list has drawn and measured what is in sight. */
async function restingPlace(page: Page): ReturnType<typeof firstInSight> {
  let last = await firstInSight(page);
  await expect(async () => {
    const before = last;
    last = await firstInSight(page);
    expect(last).toEqual(before);
    expect(last.key).not.toBe('none');
  }).toPass();
  return last;
}

const placeOf = (page: Page, key: string): Promise<number | null> =>
  page.evaluate((wanted) => {
    const row = document.querySelector(`[data-row="${CSS.escape(wanted)}"]`);
    return row === null ? null : row.getBoundingClientRect().y;
  }, key);

test.beforeEach(() => {
  test.slow();
});

test('only what is in sight is drawn, and the keyboard reaches both ends and keeps the focus', async ({
  launch,
  endpoint,
}) => {
  const { page, pageErrors } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await showAll(page);
  for (const width of [520, 1100]) {
    await page.setViewportSize({ width, height: 700 });
    for (const share of [0, 0.3, 0.5, 0.99, 1, 0.1]) {
      await list(page).evaluate((scroller, at) => scroller.scrollTo({ top: scroller.scrollHeight * at }), share);
      await expect.poll(() => rows(page).count()).toBeGreaterThan(0);
      expect(await rows(page).count(), `at ${share}, ${width} px wide`).toBeLessThan(MOST_DRAWN);
    }
    await list(page).evaluate((scroller) => scroller.scrollTo({ top: 0 }));
    await rows(page).first().focus();
    for (const [key, index] of [
      ['End', INSTANCES],
      ['Home', 1],
    ] as const) {
      await page.keyboard.press(key);
      const focused = page.locator('[data-row]:focus');
      // The heads of the columns are a row of the table too.
      const heads = width < 760 ? 0 : 1;
      await expect(focused, key).toHaveAttribute('aria-rowindex', String(index + heads));
      await expect(focused).toBeInViewport();
    }
    for (let page_ = 0; page_ < 10; page_ += 1) await page.keyboard.press('PageDown');
    const focused = page.locator('[data-row]:focus');
    await expect(focused).toBeInViewport();
    expect(Number(await focused.getAttribute('aria-rowindex'))).toBeGreaterThan(30);
    expect(await rows(page).count()).toBeLessThan(MOST_DRAWN);
  }
  expect(pageErrors).toEqual([]);
});

test('what is in sight stays where it is to the pixel, whatever comes, goes and changes above it', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await showAll(page);
  await list(page).evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight / 2 }));
  const before = await restingPlace(page);
  const order = await rows(page).evaluateAll((drawn) => drawn.map((row) => row.getAttribute('data-row')));

  for (let number = 0; number < 25; number += 1)
    endpoint.fleet.add(SEOUL, { name: `aaa-new-${number}`, state: 'running' });
  const above = endpoint.fleet.describe(SEOUL).filter(({ name }) => name?.startsWith('dev-') === true);
  for (const { instanceId, state } of above.slice(0, 20)) {
    endpoint.fleet.setState(SEOUL, instanceId, state === 'running' ? 'stopped' : 'running');
  }
  for (const { instanceId } of above.slice(20, 30)) {
    endpoint.fleet.setTags(SEOUL, instanceId, { Name: 'dev-0 of another name', Long: 'x'.repeat(200) });
  }
  await command(page, 'refresh', { scopeId: null });
  await expect.poll(() => countListed(page)).toBe(INSTANCES + 25);
  await expect
    .poll(async () => Math.abs(((await placeOf(page, before.key)) ?? Number.NaN) - before.y), 'px from where it was')
    .toBeLessThan(1);
  const after = await rows(page).evaluateAll((drawn) => drawn.map((row) => row.getAttribute('data-row')));
  const both = order.filter((key) => after.includes(key));
  expect(both.length, 'most of what was drawn still is').toBeGreaterThan(10);
  expect(
    after.filter((key) => order.includes(key)),
    'in the same order',
  ).toEqual(both);
});

test('all that match a search are chosen and stopped, with one call for each Region', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await showAll(page);
  await changeSettings(page, { stopBehavior: 'at-once' });
  await searchOf(page).fill('name:fleet-*');
  await expect(rows(page).first()).toContainText('fleet-');
  await rows(page).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  const bar = page.getByRole('toolbar', { name: 'Chosen instances' });
  await expect(bar).toContainText('40 chosen');
  await bar.getByRole('button', { name: 'Stop 40' }).click();
  await expect(page.getByText('40 of 40 stopped')).toBeVisible({ timeout: 60_000 });
  const stops = endpoint.calls.filter(({ action }) => action === 'StopInstances');
  expect(stops.map(({ region }) => region).sort()).toEqual([...REGIONS].sort());
});

test('10,000 are chosen with two keys, and let go of with one', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await showAll(page);
  await rows(page).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('toolbar', { name: 'Chosen instances' })).toContainText('10,000 chosen');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar', { name: 'Chosen instances' })).toHaveCount(0);
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'false');
});

test('a tag of thousands of values groups the list, and each of them has its head', async ({ launch, endpoint }) => {
  for (const { instanceId, sequence } of endpoint.fleet.describe(SEOUL)) {
    endpoint.fleet.setTags(SEOUL, instanceId, { Name: `node-${sequence}`, Serial: `value ${sequence % 2000}` });
  }
  const { page, pageErrors } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await showAll(page, 'tag:Serial');
  await expect(page.getByRole('heading', { name: 'Serial serial-1', exact: true })).toBeVisible();
  for (const share of [0.1, 0.2, 0.3]) {
    await list(page).evaluate((scroller, at) => scroller.scrollTo({ top: scroller.scrollHeight * at }), share);
    await expect(page.getByRole('heading', { name: /^Serial value \d+$/ }).first()).toBeVisible();
    expect(await rows(page).count()).toBeLessThan(MOST_DRAWN);
  }
  expect(pageErrors).toEqual([]);
});
