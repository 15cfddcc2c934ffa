import { awsConfigFor, expect, rowOf, test } from './app';

const REGION = 'ap-northeast-2';

test('a window out of sight is given up after a while, and comes back with its search', async ({
  launch,
  endpoint,
  desktop,
}) => {
  test.slow();
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'db-1', state: 'stopped' });
  const { electron, page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await page.getByRole('button', { name: 'Add work' }).click();
  await page.getByRole('combobox', { name: /^Search/ }).fill('web');
  await expect(rowOf(page, 'db-1')).toBeHidden();
  const tray = await desktop.waitForTrayItem();
  const windows = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  await tray.activate();
  await expect.poll(windows, { message: 'how many windows there are', timeout: 45_000 }).toBe(0);

  const [again] = await Promise.all([electron.waitForEvent('window'), tray.activate()]);
  await expect(rowOf(again, 'web-1')).toBeVisible();
  await expect(again.getByRole('combobox', { name: /^Search/ })).toHaveValue('web');
  await expect(rowOf(again, 'db-1')).toBeHidden();
  // It is told of what goes on, as the first one was.
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'running' });
  await again.getByRole('button', { name: 'Refresh' }).first().click();
  await expect(rowOf(again, 'web-2')).toBeVisible();
});
