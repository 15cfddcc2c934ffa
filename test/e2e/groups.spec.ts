import type { EndpointCall } from '../../src/demo/call-log';
import type { MenuNode } from '../support/desktop/tray-menu';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { openSettings, showSection } from './window-commands';

const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';

const hasTop = (label: string) => (menu: MenuNode) => menu.children.some((item) => item.label === label);

/** Which instances each call of an action named, by their names. */
function named(
  calls: readonly EndpointCall[],
  action: string,
  names: ReadonlyMap<string | undefined, string>,
): string[] {
  return calls
    .filter((call) => call.action === action)
    .map(({ parameters }) =>
      Object.entries(parameters)
        .filter(([key]) => key.startsWith('InstanceId.'))
        .map(([, id]) => names.get(id) ?? id)
        .sort()
        .join(' '),
    );
}

test('a group made in the window is started from there and stopped from the tray, in order and in few calls', async ({
  launch,
  endpoint,
  desktop,
}) => {
  for (const name of ['shop-db', 'shop-web-1', 'shop-web-2'])
    endpoint.fleet.add(SEOUL, { name, state: 'stopped', tags: { Stack: 'shop' } });
  endpoint.fleet.add(VIRGINIA, { name: 'shop-web-3', state: 'stopped', tags: { Stack: 'shop' } });
  endpoint.fleet.add(SEOUL, { name: 'other', state: 'stopped' });
  const names = new Map(
    [
      [SEOUL, 'shop-db'],
      [SEOUL, 'shop-web-1'],
      [SEOUL, 'shop-web-2'],
      [VIRGINIA, 'shop-web-3'],
    ].map(([region = '', name = '']) => [endpoint.fleet.find(region, name)?.instanceId, name] as const),
  );
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page, 'Profiles');
  await page.getByRole('button', { name: 'Edit work' }).click();
  await page.getByRole('combobox', { name: 'Regions' }).fill(VIRGINIA);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'shop-web-3')).toBeVisible();

  await openSettings(page, 'Actions');
  await page.getByText('Stop at once').click();
  await showSection(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await page.getByRole('textbox', { name: 'Rule of step 1' }).fill('*-db');
  await expect(page.getByText('Matches 1 instance: shop-db')).toBeVisible();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('textbox', { name: 'Rule of step 2' }).fill('tag:Stack=');
  await expect(page.getByText('The rule lacks a value')).toBeVisible();
  await page.getByRole('textbox', { name: 'Rule of step 2' }).fill('tag:Stack=sh*');
  await expect(
    page.getByText('Matches 3 instances: shop-web-1, shop-web-2, shop-web-3'),
    'what an earlier step names is not its own',
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Shop' })).toContainText('4 instances, 0 running');
  await page.getByRole('button', { name: 'Back' }).click();

  await page.getByRole('button', { name: 'Start group Shop' }).click();
  const line = page.getByRole('list', { name: 'Groups' }).getByRole('listitem');
  await expect(line).toContainText('Starting, step 1 of 2');
  await expect(line).toContainText('Starting, step 2 of 2');
  await expect(line).toContainText('4 instances, 4 running');
  const starts = named(endpoint.calls, 'StartInstances', names);
  expect(starts[0], 'the database first').toBe('shop-db');
  expect(starts.slice(1).sort(), 'then one call for each Region').toEqual(['shop-web-1 shop-web-2', 'shop-web-3']);

  const tray = await desktop.waitForTrayItem();
  const running = '● Shop (group) — 4 of 4 running · Stop';
  await tray.waitForMenu(hasTop(running), { message: 'the tray offers to stop the group' });
  await tray.click(running);
  await expect(line).toContainText('4 instances, 0 running');
  const stops = named(endpoint.calls, 'StopInstances', names);
  expect(stops.slice(0, -1).sort(), 'the other way round').toEqual(['shop-web-1 shop-web-2', 'shop-web-3']);
  expect(stops.at(-1)).toBe('shop-db');
  expect(endpoint.fleet.find(SEOUL, 'other')?.state).toBe('stopped');
});

test('a group that is under way begins no further step once it is cancelled', async ({ launch, endpoint }) => {
  endpoint.fleet.add(SEOUL, { name: 'db', state: 'stopped' });
  endpoint.fleet.add(SEOUL, { name: 'web', state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Two');
  await page.getByRole('textbox', { name: 'Rule of step 1' }).fill('db');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('textbox', { name: 'Rule of step 2' }).fill('web');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Start group Two' }).click();
  await expect(page.getByText('Starting, step 1 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel group Two' }).click();
  await expect(rowOf(page, 'db')).toContainText('Running');
  await expect(page.getByText('2 instances, 1 running')).toBeVisible();
  expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
});

test('a group form needs no mouse, keeps what was typed, and what is removed can be put back', async ({
  launch,
  endpoint,
  desktop,
}) => {
  for (const name of ['alpha', 'beta', 'gamma']) endpoint.fleet.add(SEOUL, { name, state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).press('Enter');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByText('Give it a name, such as “demo stack”.')).toBeVisible();
  await expect(page.getByText('The rule is empty')).toBeVisible();

  await page.getByRole('textbox', { name: 'Name' }).fill('Letters');
  await page.getByRole('textbox', { name: 'Rule of step 1' }).fill('alpha');
  await page.getByRole('button', { name: 'Add a step' }).press('Enter');
  const kind = page.getByRole('radiogroup', { name: 'What belongs to step 2' });
  await kind.getByRole('radio', { name: 'By a rule' }).press('ArrowRight');
  await expect(page.getByText('Pick at least one instance.')).toBeVisible();
  await page.getByRole('searchbox').fill('gam');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toHaveText(/gamma.*work · Asia Pacific \(Seoul\) ap-northeast-2 · i-/s);
  await page.getByRole('searchbox').press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText('1 instance picked')).toBeVisible();

  const tray = await desktop.waitForTrayItem();
  await tray.click('Open EC2 Tray');
  await openSettings(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' }), 'nothing typed is lost').toHaveValue('Letters');

  await page.getByRole('textbox', { name: 'Rule of step 1' }).press('Alt+ArrowDown');
  await expect(page.getByRole('textbox', { name: 'Rule of step 2' }), 'the step has moved').toHaveValue('alpha');
  await expect(page.getByRole('textbox', { name: 'Rule of step 2' }), 'with the focus').toBeFocused();
  await page.getByRole('button', { name: 'Move step 2 up' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Move step 1 down' }), 'the focus stays with the step').toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).press('Enter');

  const item = page.getByRole('listitem').filter({ hasText: 'Letters' });
  await expect(item).toContainText('2 instances, 0 running');
  await page.getByRole('button', { name: 'Remove group Letters' }).press('Enter');
  await expect(item).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(item).toBeVisible();

  await page.getByRole('button', { name: 'Edit group Letters' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Rule of step 2' })).toHaveValue('alpha');
  await page.getByRole('button', { name: 'Take gamma out' }).press('Enter');
  await page.getByRole('button', { name: 'Remove step 1' }).press('Enter');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(item).toContainText('1 instance, 0 running');
});
