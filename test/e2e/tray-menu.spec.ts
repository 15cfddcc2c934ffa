import { spawnSync } from 'node:child_process';
import { formatMenu, type MenuNode } from '../support/desktop/tray-menu';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { changeSettings, command, openSettings } from './window-commands';

const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';

const hasTop = (label: string) => (menu: MenuNode) => menu.children.some((item) => item.label === label);

test('the menu’s whole tree: pins, groups, what runs, Profiles by Region, and “More”', async ({
  launch,
  endpoint,
  desktop,
}) => {
  endpoint.fleet.add(SEOUL, { name: 'web_1 & co', state: 'running' });
  endpoint.fleet.add(SEOUL, { name: 'db', state: 'stopped' });
  endpoint.fleet.add(VIRGINIA, { name: 'gpu', state: 'running', hibernationConfigured: true });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  const source = { kind: 'named-profile', profileName: 'work' };
  await command(page, 'addProfile', { name: 'lab', color: 'pink', source, regions: [VIRGINIA], endpointUrl: null });
  await command(page, 'saveGroup', { id: 'all', name: 'All', steps: [{ kind: 'rule', rule: 'db,web*' }] });
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(hasTop('● gpu — Running · Stop'), { message: 'both Profiles are there' });

  await tray.click(['More', 'db', 'Pin to the top']);
  const menu = await tray.waitForMenu(hasTop('○ db — Stopped · Start'), { message: 'the pinned one is on top' });
  const more = (canRun: boolean, hibernate: string[], pinned: string) => [
    `    ${canRun ? 'Force stop' : 'Force stop (disabled)'}`,
    ...hibernate,
    `    ${canRun ? 'Reboot' : 'Reboot (disabled)'}`,
    '    ---',
    `    ${canRun ? 'Copy public DNS' : 'Copy public DNS (disabled)'}`,
    '    Copy private IP',
    '    Copy instance ID',
    '    Copy ssh command',
    '    Open in the AWS console',
    '    ---',
    `    [${pinned}] Pin to the top`,
  ];
  expect(formatMenu(menu).split('\n')).toEqual(
    [
      '○ db — Stopped · Start',
      '---',
      '◐ All (group) — 1 of 2 running',
      '  Start the one that is stopped',
      '  Stop the one that is running',
      '---',
      '● web_1 & co — Running · Stop',
      '● gpu — Running · Stop',
      '---',
      'work — 1 running',
      '  work · Asia Pacific (Seoul) ap-northeast-2 (disabled)',
      '  ○ db — Stopped · Start',
      '  ● web_1 & co — Running · Stop',
      'lab — 1 running',
      '  lab · US East (N. Virginia) us-east-1 (disabled)',
      '  ● gpu — Running · Stop',
      '---',
      'More',
      '  db',
      ...more(false, [], 'x'),
      '  web_1 & co',
      ...more(true, [], ' '),
      '  gpu',
      ...more(true, ['    Hibernate'], ' '),
      '---',
      'Refresh',
      'Open EC2 Tray',
      'Settings…',
      '---',
      'Quit EC2 Tray',
    ].map((line) => `  ${line}`),
  );
});

test('a pinned instance is started from the top, and stays where it is', async ({ launch, endpoint, desktop }) => {
  for (const name of ['a', 'b', 'c']) endpoint.fleet.add(SEOUL, { name, state: 'stopped' });
  const options = { awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) };
  const first = await launch(options);
  await addFromWelcome(first.page, 'work');
  await rowOf(first.page, 'c').getByRole('button', { name: 'More actions for c' }).click();
  await first.page.getByRole('menuitem', { name: 'Pin to the top of the tray menu' }).click();
  const before = await desktop.waitForTrayItem();
  await before.waitForMenu((menu) => menu.children[0]?.label === '○ c — Stopped · Start', { message: 'c is pinned' });
  await first.quit();

  const second = await launch(options);
  const tray = await desktop.waitForTrayItem({ otherThan: before });
  await tray.waitForMenu((menu) => menu.children[0]?.label === '○ c — Stopped · Start', {
    message: 'c is still pinned',
  });
  await tray.click('○ c — Stopped · Start');
  await tray.waitForMenu((menu) => menu.children[0]?.label === '● c — Running · Stop', {
    message: 'c runs in its place',
  });
  await expect(rowOf(second.page, 'c')).toContainText('Running');
});

test('a click on a group starts all of it, with one call', async ({ launch, endpoint, desktop }) => {
  for (const name of ['shop-web', 'shop-db'])
    endpoint.fleet.add(SEOUL, { name, state: 'stopped', tags: { Stack: 'shop' } });
  endpoint.fleet.add(SEOUL, { name: 'other', state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await command(page, 'saveGroup', { id: 'shop', name: 'Shop', steps: [{ kind: 'rule', rule: 'tag:Stack=sh*' }] });
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(hasTop('○ Shop (group) — 0 of 2 running · Start'), { message: 'the group is offered' });
  await tray.click('○ Shop (group) — 0 of 2 running · Start');
  await tray.waitForMenu(hasTop('● Shop (group) — 2 of 2 running · Stop'), {
    message: 'all of it runs',
    timeoutMs: 15_000,
  });
  expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
  expect(endpoint.fleet.find(SEOUL, 'other')?.state).toBe('stopped');
});

test('“More” copies the ssh command as the Profile has it', async ({ launch, endpoint, desktop }) => {
  endpoint.fleet.add(SEOUL, { name: 'web', state: 'running' });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit work' }).click();
  await page.getByRole('button', { name: 'ssh command' }).click();
  await page.getByLabel('User').fill('ubuntu');
  await page.getByLabel('Private key file').fill('~/my keys/work.pem');
  await expect(page.getByText("ssh -i ~/'my keys/work.pem' ubuntu@ec2-203-0-113-25")).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();

  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(hasTop('● web — Running · Stop'), { message: 'the instance is there' });
  await tray.click(['More', 'web', 'Copy ssh command']);
  const host = endpoint.fleet.find(SEOUL, 'web')?.publicDnsName;
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`ssh -i ~/'my keys/work.pem' ubuntu@${host}`);
});

test('the icon turns while something changes and stands still after', async ({ launch, endpoint, desktop }) => {
  endpoint.fleet.add(SEOUL, { name: 'web', state: 'stopped' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu(hasTop('○ web — Stopped · Start'), { message: 'the instance is there' });
  let icons = 0;
  tray.onNewIcon(() => {
    icons += 1;
  });
  await tray.click('○ web — Stopped · Start');
  await tray.waitForTooltip((text) => text.includes('1 starting'), { message: 'the tooltip tells the change' });
  const turning = await tray.iconPixmap();
  await tray.waitForIconChange(turning, { message: 'the icon turns' });
  await expect.poll(() => icons).toBeGreaterThan(3);
  await tray.waitForTooltip((text) => text === '1 running', {
    message: 'the start has come to its end',
    timeoutMs: 15_000,
  });
  const still = await tray.iconPixmap();
  const atTheEnd = icons;
  await expect(tray.waitForIconChange(still, { timeoutMs: 1500 })).rejects.toThrow('Timeout');
  expect(icons - atTheEnd, 'icons sent while nothing changes').toBeLessThanOrEqual(1);
});

test('the demo account alone has an icon of its own', async ({ launch, endpoint, desktop }) => {
  endpoint.fleet.add(SEOUL, { name: 'web', state: 'running' });
  const { page } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  const tray = await desktop.waitForTrayItem();
  await tray.waitForTooltip((text) => text.includes('running'), { message: 'the demo account is listed' });
  const demo = await tray.iconPixmap();
  const source = { kind: 'environment' };
  await command(page, 'addProfile', { name: 'x', color: 'pink', source, regions: [SEOUL], endpointUrl: endpoint.url });
  await command(page, 'openDemoAccount');
  await tray.waitForIconChange(demo, { message: 'the badge goes when another Profile is shown' });
});

test('a shortcut is recorded, shows and hides the window from anywhere, and is given back', async ({
  launch,
  session,
}) => {
  test.skip(spawnSync('xdotool', ['version']).error !== undefined, 'xdotool presses the keys and is not installed');
  const { page, electron } = await launch();
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const press = () => spawnSync('xdotool', ['key', 'ctrl+alt+e'], { env: { ...process.env, ...session.env } });

  await openSettings(page, 'General');
  const field = page.getByLabel('Shortcut that shows and hides the window');
  await field.focus();
  await page.keyboard.press('e');
  await expect(page.getByText('E cannot be a shortcut'), 'a letter alone would be gone everywhere').toBeVisible();
  await expect(field).toHaveValue('');
  await page.keyboard.press('Control+Alt+e');
  await expect(field).toHaveValue('Control+Alt+E');
  press();
  await expect.poll(isVisible, { message: 'the shortcut hides the window' }).toBe(false);
  press();
  await expect.poll(isVisible, { message: 'the shortcut shows it again' }).toBe(true);

  await field.focus();
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue('');
  const isRegistered = electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+E'));
  expect(await isRegistered, 'the combination is free again').toBe(false);
});

test('a shortcut that another program has is refused, and told at the next start', async ({ launch }) => {
  const shortcut = 'Control+Alt+Shift+F9';
  const first = await launch();
  await changeSettings(first.page, { shortcut });
  const other = await launch({ userDataArgs: (folder) => [`--user-data-dir=${folder}-of-another`] });
  await openSettings(other.page, 'General');
  const field = other.page.getByLabel('Shortcut that shows and hides the window');
  await field.press('Control+Alt+Shift+F9');
  await expect(other.page.getByText(`${shortcut} is taken`)).toBeVisible();
  await expect(field, 'nothing is kept of it').toHaveValue('');

  await first.quit();
  await field.press('Control+Alt+Shift+F9');
  await expect(field, 'it is free now').toHaveValue(shortcut);
  const again = await launch();
  await expect(again.page.getByText(`The shortcut ${shortcut} does not work`)).toBeVisible();
});

test('a click on the icon starts and stops the one instance chosen for it', async ({ launch, endpoint, desktop }) => {
  endpoint.fleet.add(SEOUL, { name: 'web', state: 'stopped' });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await changeSettings(page, { stopBehavior: 'at-once' });
  await rowOf(page, 'web').getByRole('button', { name: 'More actions for web' }).click();
  await page.getByRole('menuitem', { name: 'Toggle with a click on the icon' }).click();
  await expect(page.getByText('A click on the icon now starts and stops web')).toBeVisible();
  const tray = await desktop.waitForTrayItem();
  await tray.activate();
  await tray.waitForMenu(hasTop('● web — Running · Stop'), { message: 'the click started it', timeoutMs: 15_000 });
  await tray.activate();
  await tray.waitForMenu(hasTop('○ web — Stopped · Start'), { message: 'another stopped it', timeoutMs: 15_000 });

  await openSettings(page, 'General');
  await expect(page.getByText('Starts and stops web', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show the window instead' }).click();
  await tray.activate();
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(false);
});
