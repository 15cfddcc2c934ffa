import type { PreloadApi } from '../../src/shared/contract';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

const REGION = 'ap-northeast-2';
const itemThatSays = (text: string) => (item: { readonly label: string }) => item.label.includes(text);

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'staging-db', state: 'stopped' });
  endpoint.fleet.add(REGION, { name: '<b>gpu</b>', state: 'stopped', instanceType: 'g5.xlarge' });
});

test('a start that has come to its end is told, with the address, and a click opens the window', async ({
  launch,
  endpoint,
  desktop,
}) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'staging-db')).toBeVisible();
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

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
  launch,
  endpoint,
  desktop,
}) => {
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(2);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
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
  await page.getByRole('button', { name: 'Settings' }).click();
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

test('its buttons copy the address and the ssh command', async ({ launch, endpoint, desktop }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'staging-db')).toBeVisible();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('staging-db'));
  const isDone = ({ title }: { readonly title: string }) => title === 'staging-db is running';
  const notification = await desktop.notifications.waitFor(isDone, { timeoutMs: 15_000 });
  const address = endpoint.fleet.find(REGION, 'staging-db')?.publicDnsName;
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  desktop.notifications.press(notification, 'Copy public DNS');
  await expect.poll(copied).toBe(address);
});

test('a start without capacity is tried again from its notification until there is some', async ({
  launch,
  endpoint,
  desktop,
}) => {
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(2);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const tray = await desktop.waitForTrayItem();
  await tray.click(itemThatSays('gpu'));
  const notification = await desktop.notifications.waitFor(({ title }) => title.includes('could not start'));
  endpoint.faults.clear();
  desktop.notifications.press(notification, 'Keep trying');
  await tray.waitForMenu((menu) => JSON.stringify(menu).includes('Waiting for capacity'), { message: 'it waits' });
  await desktop.notifications.waitFor(({ title }) => title === '<b>gpu</b> is running', { timeoutMs: 30_000 });
  expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(2);
});

test('a bulk action is told once, when the last of it has ended', async ({ launch, endpoint, desktop }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(2);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await page.evaluate(async () => {
    const { ec2Tray } = window as unknown as { ec2Tray: PreloadApi };
    await ec2Tray.saveGroup({ id: 'all', name: 'Everything', steps: [{ kind: 'rule', rule: '*' }] });
    await ec2Tray.startGroup({ id: 'all' });
  });
  await desktop.notifications.waitFor(({ title }) => title === 'Everything: 2 running', { timeoutMs: 20_000 });
  expect(desktop.notifications.shown).toHaveLength(1);
  expect(
    endpoint.calls.filter(({ action }) => action === 'StartInstances'),
    'calls for two instances',
  ).toHaveLength(1);
});
