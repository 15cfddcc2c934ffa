import type { Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { violations } from './axe';

const REGION = 'ap-northeast-2';
const searchOf = (page: Page) => page.getByRole('combobox', { name: /^Search/ });

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running', tags: { Env: 'prod-eu', Owner: 'Anna Berg' } });
  endpoint.fleet.add(REGION, { name: 'batch-worker', state: 'stopped', tags: { Env: 'dev' } });
  endpoint.fleet.add(REGION, { name: '유저네임-gpu', state: 'stopped', instanceType: 'g5.xlarge' });
});

test('filters and words narrow the list, and what is no filter is told', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(3);
  const search = searchOf(page);

  for (const [text, name] of [
    ['state:running tag:Env=prod* -tag:Team', 'web-1'],
    ['-tag:Env', '유저네임-gpu'],
    ['type:g5.*', '유저네임-gpu'],
    ['bw', 'batch-worker'],
    ['윶', '유저네임-gpu'],
  ] as const) {
    await search.fill(text);
    await expect(page.getByRole('row'), text).toHaveCount(1);
    await expect(rowOf(page, name), text).toBeVisible();
  }
  await search.fill('stat:running');
  await expect(page.getByText('There is no filter called stat. Did you mean state?')).toBeVisible();
  await search.fill('state:asleep');
  await expect(page.getByText('The filter state does not know “asleep”: it is left out.')).toBeVisible();
  await expect(page.getByRole('row'), 'what is not understood hides nothing').toHaveCount(3);
});

test('filters are completed by the keyboard alone, and Esc steps back one thing at a time', async ({
  launch,
  endpoint,
}) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(3);
  const search = searchOf(page);
  const offered = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

  await page.keyboard.press('/');
  await page.keyboard.type('web -ta');
  await expect(offered).toHaveCount(1);
  await expect(search).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  await expect(search, 'nothing is taken that was not moved to').toHaveValue('web -ta');
  await page.keyboard.press('ArrowDown');
  await expect(offered.first()).toHaveAttribute('aria-selected', 'true');
  expect(await violations(page), 'completions').toEqual([]);
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('web -tag:');
  await expect(offered).toHaveText(['Env', 'Owner']);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('web -tag:Owner=');
  await page.keyboard.type('an');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search, 'what has spaces in it is quoted').toHaveValue('web -tag:Owner="Anna Berg" ');
  await expect(offered).toHaveCount(0);
  await expect(page.getByRole('row')).toHaveCount(0);

  await page.keyboard.type('sta');
  await expect(offered).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(offered, 'Esc closes the completions first').toHaveCount(0);
  await expect(search).toHaveValue('web -tag:Owner="Anna Berg" sta');
  await page.keyboard.press('Escape');
  await expect(search, 'then clears the search').toHaveValue('');
  await expect(search).toBeFocused();
  await page.keyboard.type('state:run');
  await offered.filter({ hasText: 'running' }).click();
  await expect(search, 'a click takes one, too, and the focus stays').toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('row').first(), 'one Tab leads into the list').toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(false);
});

test('a search is saved under a name, survives a restart, and is renamed and removed', async ({ launch, endpoint }) => {
  const awsConfig = awsConfigFor({ work: { endpoint, region: REGION } });
  const first = await launch({ awsConfig });
  await addFromWelcome(first.page, 'work');
  await expect(first.page.getByRole('row')).toHaveCount(3);
  await searchOf(first.page).fill('tag:Env=dev');
  await first.page.keyboard.press('Shift+Tab');
  await expect(first.page.getByRole('button', { name: 'Saved views' })).toBeFocused();
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByText('No view is saved yet.')).toBeVisible();
  await first.page.getByRole('button', { name: 'Save this view…' }).press('Enter');
  await first.page.getByRole('textbox', { name: 'Name of the view' }).fill('Development');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByRole('button', { name: 'Development tag:Env=dev' })).toBeVisible();
  expect(await violations(first.page), 'the saved views').toEqual([]);
  await first.quit();

  const { page } = await launch({ awsConfig });
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'Development tag:Env=dev' }).click();
  await expect(searchOf(page)).toHaveValue('tag:Env=dev');
  await expect(page.getByRole('row')).toHaveCount(1);

  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'Rename the view Development' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Dev');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const view = page.getByRole('button', { name: 'Dev tag:Env=dev' });
  await expect(view).toBeVisible();
  await page.getByRole('button', { name: 'Remove the view Dev' }).click();
  await expect(view).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await expect(view, 'what was removed can be put back').toBeVisible();
});
