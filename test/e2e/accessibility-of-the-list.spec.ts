import type { Page } from '@playwright/test';
import { DEFAULT_LIST } from '../../src/shared/list-settings';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { violations } from './axe';
import { LOOKS, showAs } from './looks';
import { changeSettings, command } from './window-commands';

/* axe-core on everything that belongs to the list, narrow and wide. */

const SEOUL = 'ap-northeast-2';
const NARROW = { width: 520, height: 700 };
const WIDE = { width: 1220, height: 760 };

const groupBy = (page: Page, by: string) => changeSettings(page, { list: { ...DEFAULT_LIST, groupBy: by } });
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing';
    // Some show it on a part of theirs.
    const rings = [
      element,
      ...element.querySelectorAll('*'),
      ...(element.closest('label')?.querySelectorAll('*') ?? []),
    ];
    const isRinged = rings.some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return isRinged ? 'ringed' : `no ring: ${element.tagName} ${element.className} ${label.slice(0, 40)}`;
  });

for (const look of LOOKS) {
  test(`axe-core finds nothing against the list, however it is arranged, ${look.name}`, async ({
    launch,
    endpoint,
  }) => {
    test.slow();
    for (const name of ['api', 'web']) endpoint.fleet.add(SEOUL, { name, state: 'running', tags: { Env: 'prod' } });
    endpoint.fleet.add(SEOUL, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
    endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
    endpoint.faults.fail({ action: 'DescribeInstances', region: 'eu-west-1', code: 'UnauthorizedOperation' });
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await showAs(page, look);
    const source = { kind: 'named-profile', profileName: 'work' };
    const regions = [SEOUL, 'us-east-1', 'eu-west-1'];
    await command(page, 'addProfile', { name: 'work', color: 'blue', source, regions, endpointUrl: null });
    await command(page, 'addProfile', {
      name: 'mine',
      color: 'pink',
      source,
      regions: ['eu-central-1'],
      endpointUrl: null,
      filter: 'tag:Owner=me',
    });
    await expect(rowOf(page, 'api')).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(/not allowed/i);
    const check = async (view: string): Promise<void> =>
      expect.soft(await violations(page, look.rules), `${view}, ${page.viewportSize()?.width} px`).toEqual([]);

    for (const size of [NARROW, WIDE]) {
      await page.setViewportSize(size);
      for (const by of ['scope', 'profile', 'region', 'state', 'tag:Env', 'none']) {
        await groupBy(page, by);
        await check(`the list by ${by}`);
      }
      await page.getByRole('button', { name: /Regions, as of/ }).click();
      await check('how fresh all Regions are');
      await page.getByRole('button', { name: /Regions, as of/ }).click();
      await groupBy(page, 'scope');

      await rowOf(page, 'api').focus();
      await page.keyboard.press('ControlOrMeta+a');
      await check('all chosen');
      await page.getByRole('toolbar').getByRole('button', { name: 'Start 1' }).click();
      await expect(page.getByText('0 of 1 running · 1 failed')).toBeVisible();
      await check('a batch of which one has failed');
      await page.getByRole('button', { name: 'More for the chosen' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await check('more for the chosen');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
      await page.getByRole('button', { name: 'Dismiss the message about gpu' }).click();
      await page.getByRole('button', { name: 'Choose none' }).click();

      await page.getByRole('button', { name: 'Group, sort, columns' }).click();
      await check('the options of the list');
      await page.getByRole('button', { name: /Group by/ }).click();
      await expect(page.getByRole('listbox')).toBeVisible();
      await check('what the list can be grouped by');
      // What is closed gives the focus back a frame later: the next key must not come before that.
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog').and(page.locator(':focus-within'))).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Group, sort, columns' })).toBeFocused();
      await rowOf(page, 'api').focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.getByText('Nothing was done with it from here.')).toBeVisible();
      await expect(page.locator('.details')).toContainText('ami-');
      await check('the details');
      await page.keyboard.press('Escape');
    }

    // These are the same in both.
    await rowOf(page, 'api').focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('the keys');
    await page.keyboard.press('Escape');

    const search = page.getByRole('combobox', { name: /^Search/ });
    await search.fill('sta');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option')).toHaveCount(1);
    await check('completions');
    await search.fill('stat:running');
    await check('a search with a hint');
    await search.fill('no-such-thing');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await check('a search that finds nothing');
    await search.fill('');

    await page.getByRole('button', { name: 'Saved views' }).click();
    await check('no saved views');
    await page.getByRole('button', { name: 'Save this view…' }).click();
    await check('the name of a view');
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Everything');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Everything/ })).toBeVisible();
    await check('the saved views');
  });

  test(`whatever has the focus shows it, ${look.name}`, async ({ launch, endpoint }) => {
    endpoint.fleet.add(SEOUL, { name: 'api', state: 'running' });
    const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await showAs(page, look);
    const tabRound = async (view: string, stops: number): Promise<void> => {
      for (let presses = 0; presses < stops; presses += 1) {
        await page.keyboard.press('Tab');
        expect.soft(await focused(page), view).toMatch(/^(ringed|nothing)$/);
      }
    };
    await tabRound('the welcome view', 6);
    await addFromWelcome(page, 'work');
    await page.setViewportSize(WIDE);
    await rowOf(page, 'api').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.details')).toContainText('ami-');
    await tabRound('the table, the selection bar and the details', 45);
    await page.getByRole('button', { name: 'Settings' }).press('Enter');
    for (const part of ['General', 'Actions', 'Notifications', 'Polling']) {
      await page.getByRole('tab', { name: part }).click();
      await tabRound(`the settings: ${part}`, 14);
    }
  });
}

test('nothing on the page moves for who wants no motion', async ({ launch, endpoint }) => {
  endpoint.fleet.add(SEOUL, { name: 'api', state: 'pending' });
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  endpoint.fleet.add(SEOUL, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Start gpu' }).click();
  await page.getByRole('button', { name: 'Keep trying' }).click();
  await expect(rowOf(page, 'gpu')).toContainText('Waiting for capacity');
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  await expect.poll(moving, 'the mark of what is under way turns').toBeGreaterThan(0);
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Notifications' }).click();
  await page.getByRole('switch').first().press('Space');
  expect(await moving(), 'nor does a switch slide').toBe(0);
});
