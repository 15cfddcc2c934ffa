import type { Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { command } from './window-commands';

/* What a screen reader says by itself, and by what names it knows the buttons. */

const REGION = 'ap-northeast-2';

/** Notes from now on what comes to stand in the live regions of the list. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(globalThis, 'said', said);
    const note = (): void => {
      for (const region of document.querySelectorAll('[data-announcer], .instances-view [role="status"]')) {
        const text = region.textContent ?? '';
        if (text !== '' && Reflect.get(region, 'lastSaid') !== text) said.push(text);
        Reflect.set(region, 'lastSaid', text);
      }
    };
    note();
    said.splice(0);
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'said'));
}

test('a state is said once when it is there, and not again by every answer of AWS', async ({ launch, endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const said = await listen(page);
  await page.getByRole('button', { name: 'Start web-1' }).click();
  await expect(rowOf(page, 'web-1')).toContainText('Running');
  await expect.poll(said).toContain('web-1, Running');
  const asked = () => endpoint.calls.filter(({ action }) => action === 'DescribeInstances').length;
  for (let times = 0; times < 3; times += 1) {
    const before = asked();
    await command(page, 'refresh', { scopeId: null });
    await expect.poll(asked).toBeGreaterThan(before);
  }
  expect((await said()).filter((text) => text.includes('Running'))).toEqual(['web-1, Running']);
  await expect(page.locator('[data-announcer]')).toHaveAttribute('aria-live', 'polite');
});

test('several are told by their progress alone, and one by its name again afterwards', async ({ launch, endpoint }) => {
  for (const name of ['web-1', 'web-2']) endpoint.fleet.add(REGION, { name, state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await rowOf(page, 'web-1').focus();
  await page.keyboard.press('ControlOrMeta+a');
  const said = await listen(page);
  await page.getByRole('toolbar').getByRole('button', { name: 'Start 2' }).click();
  await expect(page.getByText('2 of 2 running')).toBeVisible();
  expect(await said()).toContain('2 of 2 running');
  expect((await said()).filter((text) => text.startsWith('web-'))).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  endpoint.fleet.setState(REGION, 'web-1', 'stopped');
  await expect(async () => {
    await command(page, 'refresh', { scopeId: null });
    expect(await said()).toContain('web-1, Stopped');
  }).toPass();
});

test('the details say what becomes of their instance while the list is out of sight', async ({ launch, endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await rowOf(page, 'web-1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('main', { name: 'Details of web-1' })).toBeVisible();
  const said = await listen(page);
  await page.getByRole('button', { name: 'Start web-1' }).click();
  await expect.poll(said).toContain('web-1, Running');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'web-1')).toBeVisible();
  expect(
    (await said()).filter((text) => text === 'web-1, Running'),
    'not once more in the list',
  ).toHaveLength(1);
});

test('every button of a row says which instance it is for', async ({ launch, endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Start gpu' }).click();
  await expect(rowOf(page, 'gpu').getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Stop web-1' }).click();
  await expect(page.getByRole('button', { name: 'Undo the stop of web-1' })).toBeVisible();
  for (const name of ['web-1', 'gpu']) {
    const controls = rowOf(page, name).getByRole('button').or(rowOf(page, name).getByRole('checkbox'));
    const all = await controls.count();
    expect(all, `the buttons of ${name}`).toBeGreaterThan(2);
    for (let index = 0; index < all; index += 1) {
      await expect(controls.nth(index)).toHaveAccessibleName(new RegExp(`\\b${name}\\b`));
    }
  }
});
