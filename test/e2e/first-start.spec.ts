import { expect, rowOf, test } from './app';

test('the first start with no AWS configuration opens the demo account, says so and offers to add a profile', async ({
  launch,
  desktop,
}) => {
  const { page, pageErrors } = await launch();

  await expect(page.getByText('Demo account: nothing here is on AWS.')).toBeVisible();
  await expect(page.getByRole('row').first()).toBeVisible();
  const listed = await page.evaluate(async () => {
    const { value } = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
    return value.scopes.flatMap(({ instances }: { readonly instances: readonly unknown[] }) => instances).length;
  });
  expect(listed, 'the demo fleet is some 40 instances').toBeGreaterThan(30);
  await expect(page.getByRole('heading', { name: /ap-northeast-2/ })).toBeVisible();
  await page.getByRole('combobox', { name: /^Search/ }).fill('region:us-east-1');
  await expect(page.getByRole('heading', { name: /us-east-1/ })).toBeVisible();

  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu((menu) => menu.children.some(({ label }) => label.startsWith('Demo account')), {
    message: 'the menu labels the demo account',
  });

  await page.getByRole('button', { name: 'Add your AWS profile' }).click();
  await expect(page.getByRole('heading', { name: 'Add a profile' })).toBeVisible();
  expect(pageErrors, 'the page throws nothing and its security policy refuses nothing').toEqual([]);
});

test('an instance of the demo account starts and is running after realistic seconds', async ({ launch }) => {
  const { page } = await launch();
  await rowOf(page, 'qa-db').getByRole('button', { name: 'Start qa-db' }).click();
  await expect(rowOf(page, 'qa-db')).toContainText(/Start requested…|Starting…/);
  await expect(rowOf(page, 'qa-db')).toContainText('Running', { timeout: 30_000 });
  await expect(rowOf(page, 'qa-db').getByRole('button', { name: 'Stop qa-db' })).toBeVisible();
});

test('a second start shows the window of the first and ends', async ({ launch, executable, session, home }) => {
  const first = await launch();
  await expect(first.page.getByRole('row').first()).toBeVisible();
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

  const { spawn } = await import('node:child_process');
  const second = spawn(executable, ['--no-sandbox', '.', `--user-data-dir=${home}/user-data`], {
    env: { ...session.env, HOME: home },
    stdio: 'ignore',
  });
  const exitCode = await new Promise((resolve) => second.once('exit', resolve));
  expect(exitCode, 'the second instance ends by itself').toBe(0);
  await expect
    .poll(() => first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});
