import type { Page } from '@playwright/test';
import { awsConfigFor, expect, rowOf, test } from './app';

/** The clicks of a person on their way; asked for once they are there. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  const clicks = await page.evaluateHandle(() => {
    const counted = { count: 0 };
    addEventListener('click', () => (counted.count += 1), { capture: true });
    return counted;
  });
  return () => clicks.evaluate(({ count }) => count);
}

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'seoul-1', state: 'running' });
});

test('with AWS configured the instances are there after one click', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  const clicks = await countClicks(page);
  await page.getByRole('button', { name: 'Add work' }).click();
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  expect(await clicks()).toBe(1);
});

test('with AWS configured but for its Region they are there after two', async ({ launch, endpoint }) => {
  const awsConfig = awsConfigFor({ work: { endpoint, region: REGION } }).replace(/^region = .*\n/m, '');
  const { page } = await launch({ awsConfig });
  const clicks = await countClicks(page);
  await page.getByRole('button', { name: 'Add work' }).click();
  await page.getByRole('menuitem', { name: 'Asia Pacific (Seoul) ap-northeast-2' }).click();
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  expect(await clicks()).toBe(2);
});

test('whoever only looks is in the demo account after one click', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  const clicks = await countClicks(page);
  await page.getByRole('button', { name: 'Open the demo account' }).click();
  await expect(rowOf(page, 'bastion')).toBeVisible();
  expect(await clicks()).toBe(1);
});

test('AWS files in which nothing can be used are told of, and the demo account is one click away', async ({
  launch,
}) => {
  const { page } = await launch({ awsConfig: '[profile work\nregion = ap-northeast-2\n' });
  await expect(
    page.getByText('This computer has AWS files, but no profile in them can be used as it is.'),
  ).toBeVisible();
  await expect(page.getByText('This section header is not closed')).toBeVisible();
  await expect(page.getByRole('list')).toHaveCount(0);
  await page.getByRole('button', { name: 'Open the demo account' }).click();
  await expect(rowOf(page, 'bastion')).toBeVisible();
});
