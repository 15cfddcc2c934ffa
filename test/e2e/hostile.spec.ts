import type { Page } from '@playwright/test';
import { HOSTILE_KEYS, HOSTILE_TEXTS, TRACE } from '../support/hostile-texts';
import { seededRandom } from '../support/seeded-random';
import { addFromWelcome, awsConfigFor, expect, test } from './app';
import { findCutOff } from './cut-off';
import { changeSettings, command } from './window-commands';

/*
 * 200 instances whose names and tags are all that is strange in a text, from AWS's wire to the window and the tray: nothing
 * of it is run, nothing breaks, and nothing is cut off without a tooltip that tells it in full.
 */

const REGION = 'ap-northeast-2';
const INSTANCES = 200;
const COLUMNS = ['state', 'instanceId', 'tags', 'tag:__proto__', 'tag:constructor', 'tag:Owner'];

const list = (page: Page) => page.getByRole('main');

/** Looks at all of the list, from top to bottom. */
async function lookThrough(page: Page, view: string): Promise<void> {
  let isAtEnd = false;
  for (let screen = 0; !isAtEnd; screen += 1) {
    expect.soft(await findCutOff(page), `${view}, screen ${screen}`).toEqual([]);
    isAtEnd = await list(page).evaluate(async (scroller) => {
      const before = scroller.scrollTop;
      scroller.scrollBy({ top: scroller.clientHeight * 0.9 });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return scroller.scrollTop === before;
    });
  }
}

test('names and tags that are markup, scripts, or in any script of the world are nothing but texts', async ({
  launch,
  endpoint,
  desktop,
}) => {
  test.slow();
  const random = seededRandom(5);
  const pick = (texts: readonly string[]): string => texts[Math.floor(random() * texts.length)] ?? '';
  for (let number = 0; number < INSTANCES; number += 1) {
    const tags = Object.fromEntries([
      ['__proto__', pick(HOSTILE_TEXTS)],
      ...(random() < 0.5 ? [['constructor', pick(HOSTILE_TEXTS)] as const] : []),
      ['Owner', pick(HOSTILE_TEXTS)],
      ...Array.from({ length: Math.floor(random() * 12) }, () => [pick(HOSTILE_KEYS), pick(HOSTILE_TEXTS)] as const),
    ]);
    const name = HOSTILE_TEXTS[number % HOSTILE_TEXTS.length] ?? '';
    endpoint.fleet.add(REGION, {
      ...(random() < 0.1 ? {} : { name }),
      state: random() < 0.5 ? 'running' : 'stopped',
      tags,
      privateOnly: random() < 0.5,
    });
  }
  const { page, pageErrors, log } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row').first()).toBeVisible();

  for (const width of [520, 320, 1100]) {
    await page.setViewportSize({ width, height: 700 });
    for (const groupBy of ['scope', 'tag:__proto__', 'tag:Owner']) {
      const sortBy = groupBy === 'scope' ? 'name' : 'tag:constructor';
      await changeSettings(page, { list: { groupBy, sortBy, isDescending: false, columns: COLUMNS } });
      await list(page).evaluate((scroller) => scroller.scrollTo({ top: 0 }));
      await expect(page.getByRole('row').first()).toBeVisible();
      await lookThrough(page, `${width} px, grouped by ${groupBy}`);
    }
  }

  await page.setViewportSize({ width: 520, height: 700 });
  await page.getByRole('button', { name: 'Group, sort, columns' }).click();
  await expect(page.getByRole('dialog', { name: 'Group, sort, columns' })).toBeVisible();
  await page.keyboard.press('Escape');
  const search = page.getByRole('combobox', { name: /^Search/ });
  for (const text of HOSTILE_TEXTS.filter((one) => one.trim() !== '')) {
    await search.fill(text.slice(0, 200));
    await search.fill(`tag:__proto__="${text.slice(0, 100).replaceAll('"', '?')}`);
  }
  expect.soft(await findCutOff(page), 'a search').toEqual([]);
  await search.fill('');
  await expect(page.getByRole('row').first()).toBeVisible();

  await changeSettings(page, { list: { groupBy: 'none', sortBy: 'name', isDescending: false, columns: COLUMNS } });
  const { instances } = await page.evaluate(async () => {
    const { value } = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
    const [scope] = value.scopes;
    return { instances: scope.instances.map(({ instanceId }: { instanceId: string }) => instanceId) as string[] };
  });
  expect(instances).toHaveLength(INSTANCES);
  await list(page).evaluate((scroller) => scroller.scrollTo({ top: 0 }));
  await page.locator('[data-row]').first().focus();
  for (let number = 0; number < 45; number += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await findCutOff(page), `the details of row ${number}`).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row]:focus')).toBeVisible();
    await page.keyboard.press('ArrowDown');
  }
  await command(page, 'refresh', { scopeId: null });

  const tray = await desktop.waitForTrayItem();
  const menu = await tray.waitForMenu((root) => root.children.length > 10, { message: 'what runs is in the menu' });
  for (const { label } of menu.children) expect(label).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(pageErrors).toEqual([]);
  expect(log.join('')).not.toMatch(/TypeError|RangeError|Unhandled/);
  expect(await page.evaluate((trace) => Reflect.has(globalThis, trace), TRACE), 'nothing was run').toBe(false);
});
