import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running', tags: { Env: 'dev', Owner: 'alice' } });
  endpoint.fleet.add(REGION, { name: '유저네임-gpu', state: 'stopped', instanceType: 'g5.xlarge' });
  endpoint.fleet.add(REGION, { state: 'stopped', instanceId: 'i-0a1b2c3d4e5f67890' });
});

test('each instance shows name, ID, state, type, zone, public DNS and tags', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');

  const web = endpoint.fleet.find(REGION, 'web-1');
  const row = rowOf(page, 'web-1');
  await expect(row).toContainText('Running');
  for (const text of [web?.instanceId, web?.instanceType, web?.availabilityZone, 'Env=dev', 'Owner=alice']) {
    await expect(row).toContainText(text ?? 'the endpoint has no web-1');
  }
  await expect(row).toContainText(/ec2-\S+\.compute\.amazonaws\.com/);
  await expect(rowOf(page, 'i-0a1b2c3d4e5f67890'), 'one without a Name goes by its ID').toContainText('Stopped');
});

test('an instance is started from the window and followed until it runs', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const row = rowOf(page, '유저네임-gpu');

  await row.getByRole('button', { name: 'Start 유저네임-gpu' }).dblclick();
  await expect(row.getByRole('button', { name: 'Starting' })).toBeDisabled();
  await expect(row).toContainText('Running');
  await expect(row.getByRole('button', { name: 'Stop 유저네임-gpu' })).toBeEnabled();
  await expect(row, 'it has its new public DNS name').toContainText(/ec2-\S+\.compute\.amazonaws\.com/);
  const starts = endpoint.calls.filter(({ action }) => action === 'StartInstances');
  expect(starts, 'a double click sends one StartInstances').toHaveLength(1);
});

test('a stop counts down, is sent, and is followed until the instance has stopped', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const row = rowOf(page, 'web-1');

  await row.getByRole('button', { name: 'Stop web-1' }).click();
  await expect(row.getByRole('button', { name: 'Undo the stop of web-1' })).toBeVisible();
  expect(endpoint.calls.some(({ action }) => action === 'StopInstances')).toBe(false);
  await expect(row).toContainText('Stopping…');
  await expect(row).toContainText('Stopped');
  await expect(row, 'its public DNS name is gone').not.toContainText('compute.amazonaws.com');
  await expect(row.getByRole('button', { name: 'Start web-1' })).toBeEnabled();
});

test('a stop that is undone is never sent', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const row = rowOf(page, 'web-1');

  await row.getByRole('button', { name: 'Stop web-1' }).click();
  await row.getByRole('button', { name: 'Undo the stop of web-1' }).click();
  await expect(row.getByRole('button', { name: 'Stop web-1' })).toBeVisible();
  // A stop of the other kind ends later than the countdown would have: by then it would have been sent.
  await rowOf(page, '유저네임-gpu')
    .getByRole('button', { name: /^Start/ })
    .click();
  await expect(rowOf(page, '유저네임-gpu')).toContainText('Running');
  await rowOf(page, '유저네임-gpu').getByRole('button', { name: /^Stop/ }).click();
  await expect(rowOf(page, '유저네임-gpu')).toContainText('Stopped');
  const stopped = endpoint.calls.filter(({ action }) => action === 'StopInstances');
  expect(stopped, 'only the other instance was stopped').toHaveLength(1);
  await expect(row).toContainText('Running');
});

test('what AWS refuses is told in the row, with its reason and what to do, until dismissed', async ({
  launch,
  endpoint,
}) => {
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  const row = rowOf(page, '유저네임-gpu');

  await row.getByRole('button', { name: /^Start/ }).click();
  await expect(row.getByRole('alert')).toContainText('Could not start: AWS has no capacity for it now');
  await expect(row.getByRole('alert')).toContainText('InsufficientInstanceCapacity');
  await expect(row).toContainText('Stopped');
  await row.getByRole('button', { name: 'Dismiss' }).click();
  await expect(row.getByRole('alert')).toHaveCount(0);
  await expect(row.getByRole('button', { name: 'Start 유저네임-gpu' })).toBeEnabled();
});

test('the public DNS name is copied to the clipboard', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Copy the public DNS name of web-1' }).click();
  await expect(page.getByRole('status')).toContainText(/Copied ec2-/);
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toBe(endpoint.fleet.find(REGION, 'web-1')?.publicDnsName);
});

test('the search narrows the list by name, tag and state, and says when nothing matches', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(3);
  const search = page.getByRole('combobox', { name: /^Search/ });

  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await search.fill('유저');
  await expect(page.getByRole('row')).toHaveCount(1);
  await search.fill('tag:Env=dev state:running');
  await expect(page.getByRole('row', { name: /^web-1/ })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(1);
  await search.fill('no such thing');
  await expect(page.getByText('Nothing matches “no such thing”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all instances' }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
});

test('the main job can be done with the keyboard alone', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(page.getByRole('row')).toHaveCount(3);

  await page.getByRole('combobox', { name: /^Search/ }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('row').first(), 'one Tab leads from the search into the list').toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('row').last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('row').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const gpu = rowOf(page, '유저네임-gpu');
  await expect(gpu).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(gpu).toContainText('Running');
  await expect(gpu, 'the focus stays while the row changes').toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.type('web');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: /^Search/ }), 'Esc clears the search first').toHaveValue('');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(false);
});

test('a running instance is rebooted from its menu', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'More actions for web-1' }).click();
  await page.getByRole('menuitem', { name: 'Reboot' }).click();
  await expect(page.getByRole('status')).toContainText('web-1 is rebooting');
  expect(endpoint.calls.filter(({ action }) => action === 'RebootInstances')).toHaveLength(1);
  await expect(rowOf(page, 'web-1')).toContainText('Running');
});
