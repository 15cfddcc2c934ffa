import { addFromWelcome, awsConfigFor, test as base, expect, type RunningApp, rowOf } from './app';
import { command, openSettings } from './window-commands';

const REGION = 'ap-northeast-2';
const itemThatSays = (text: string) => (item: { readonly label: string }) => item.label.includes(text);

const test = base.extend<{
  /** Starts the app with both instances listed, and hides its window. */
  readonly outOfSight: () => Promise<RunningApp>;
}>({
  outOfSight: async ({ launch, endpoint }, use) => {
    await use(async () => {
      const app = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
      await addFromWelcome(app.page, 'work');
      await expect(app.page.getByRole('row')).toHaveCount(2);
      await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      return app;
    });
  },
});

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'staging-db', state: 'stopped' });
  endpoint.fleet.add(REGION, { name: '<b>gpu</b>', state: 'stopped', instanceType: 'g5.xlarge' });
});

test('a start that has come to its end is told, with the address, and a click opens the window', async ({
  outOfSight,
  endpoint,
  desktop,
}) => {
  const { electron } = await outOfSight();
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('staging-db'));
  const notification = await desktop.notifications.waitFor(({ title }) => title === 'staging-db is running', {
    timeoutMs: 15_000,
  });
  expect(notification.body).toBe(endpoint.fleet.find(REGION, 'staging-db')?.publicDnsName);
  desktop.notifications.click(notification);
  await expect.poll(isVisible).toBe(true);
});

test('a start that failed is told with its reason, and a name is text and nothing else', async ({
  outOfSight,
  endpoint,
  desktop,
}) => {
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  await outOfSight();
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('gpu'));
  const notification = await desktop.notifications.waitFor(({ title }) => title.includes('could not start'));
  expect(notification.title).toBe('<b>gpu</b>: could not start');
  expect(notification.body).toContain('AWS has no capacity for it now');
  expect(notification.body).not.toContain('<');
});

test('what the person is looking at is not told again', async ({ launch, endpoint, desktop }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()))
    .toBe(true);
  await page.getByRole('button', { name: 'Start staging-db' }).click();
  await expect(rowOf(page, 'staging-db')).toContainText('Running');
  expect(desktop.notifications.shown).toEqual([]);
});

test('with notifications off nothing is told', async ({ launch, endpoint, desktop }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page, 'Notifications');
  await page.getByText('Notifications when an action has ended').click();
  await page.getByRole('button', { name: 'Back' }).click();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('staging-db'));
  await tray.waitForMenu((menu) => menu.children.some(itemThatSays('● staging-db')), {
    message: 'it runs',
    timeoutMs: 15_000,
  });
  expect(desktop.notifications.shown).toEqual([]);
});

test('its buttons copy the address and the ssh command', async ({ outOfSight, endpoint, desktop }) => {
  const { electron } = await outOfSight();
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('staging-db'));
  const isDone = ({ title }: { readonly title: string }) => title === 'staging-db is running';
  const notification = await desktop.notifications.waitFor(isDone, { timeoutMs: 15_000 });
  const address = endpoint.fleet.find(REGION, 'staging-db')?.publicDnsName;
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  desktop.notifications.press(notification, 'Copy public DNS');
  await expect.poll(copied).toBe(address);

  await tray.click(itemThatSays('gpu'));
  const other = await desktop.notifications.waitFor(({ title }) => title === '<b>gpu</b> is running', {
    timeoutMs: 15_000,
  });
  desktop.notifications.press(other, 'Copy ssh command');
  await expect.poll(copied).toBe(`ssh ec2-user@${endpoint.fleet.find(REGION, '<b>gpu</b>')?.publicDnsName}`);
});

test('a start without capacity is tried again from its notification until there is some', async ({
  outOfSight,
  endpoint,
  desktop,
}) => {
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  await outOfSight();
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('gpu'));
  const notification = await desktop.notifications.waitFor(({ title }) => title.includes('could not start'));
  endpoint.faults.clear();
  desktop.notifications.press(notification, 'Keep trying');
  await tray.waitForMenu((menu) => JSON.stringify(menu).includes('Waiting for capacity'), { message: 'it waits' });
  await desktop.notifications.waitFor(({ title }) => title === '<b>gpu</b> is running', { timeoutMs: 30_000 });
  expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(2);
});

test('a bulk action is told once, when the last of it has ended', async ({ outOfSight, endpoint, desktop }) => {
  const { page } = await outOfSight();
  await command(page, 'saveGroup', { id: 'all', name: 'Everything', steps: [{ kind: 'rule', rule: '*' }] });
  await command(page, 'startGroup', { id: 'all' });
  await desktop.notifications.waitFor(({ title }) => title === 'Everything: 2 running', { timeoutMs: 20_000 });
  expect(desktop.notifications.shown).toHaveLength(1);
  expect(
    endpoint.calls.filter(({ action }) => action === 'StartInstances'),
    'calls for two instances',
  ).toHaveLength(1);
});
