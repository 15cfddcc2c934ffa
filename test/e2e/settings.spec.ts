import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { openSettings, showSection } from './window-commands';

const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

test('language and appearance change at once, in window and tray, and are kept', async ({ launch, desktop }) => {
  const first = await launch();
  const { page } = first;
  await openSettings(page, 'General');
  await page.getByText('한국어').click();
  await expect(page.getByRole('heading', { name: '설정' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByText('어둡게').click();
  await expect.poll(() => isDark(page)).toBe(true);
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu((menu) => menu.children.some(({ label }) => label === '새로 고침'), {
    message: 'the menu speaks Korean',
  });
  await first.quit();

  const second = await launch();
  await expect(second.page.getByText('데모 계정: 실제 AWS가 아닙니다.')).toBeVisible();
  await expect.poll(() => isDark(second.page)).toBe(true);
});

test('the window speaks the language of the system', async ({ launch }) => {
  const { page } = await launch({ env: { LANG: 'ko_KR.UTF-8', LANGUAGE: 'ko' } });
  await expect(page.getByText('데모 계정: 실제 AWS가 아닙니다.')).toBeVisible();
});

test('"stop at once" sends a stop without a countdown', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page, 'Actions');
  await page.getByText('Stop at once').click();
  await page.getByRole('button', { name: 'Back' }).click();
  const row = page.getByRole('row', { name: /^bastion/ });
  await row.getByRole('button', { name: 'Stop bastion' }).click();
  await expect(row).toContainText(/Stop requested…|Stopping…/);
  await expect(row.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

const REGION = 'ap-northeast-2';
const keptSettings = async (home: string) =>
  JSON.parse(await readFile(path.join(home, 'user-data/settings.json'), 'utf8')).settings;

test('protection, notifications and polling are kept over a restart', async ({ launch, home }) => {
  const first = await launch();
  const { page } = first;
  await openSettings(page, 'Actions');
  await page.getByText('Type the name before these are stopped').click();
  await page.getByRole('textbox', { name: 'Protected instances' }).fill('Env=shared');
  await expect(page.getByText(/^Matches \d+ instances?: .*bastion/)).toBeVisible();
  await page.getByText('A TCP port answers').click();
  await page.getByRole('textbox', { name: 'TCP port' }).fill('3389');
  await showSection(page, 'Notifications');
  await page.getByText('Tell when somebody else has started an instance').click();
  await page.getByText('Tell when an instance has been running for long').click();
  await page.getByRole('textbox', { name: 'Longer than, in hours' }).fill('8');
  await showSection(page, 'Polling');
  await page.getByRole('textbox', { name: 'Shortest pause' }).fill('30');
  await page.getByRole('textbox', { name: 'Longest pause' }).fill('900');
  await page.getByText('Leave AWS alone while the screen is locked').click();
  await expect
    .poll(() => keptSettings(home))
    .toMatchObject({
      protection: { isOn: true, rule: 'Env=shared' },
      tellsStartedByOthers: true,
      tellsRunningAfterHours: 8,
      readyWhen: 'tcp-port',
      readyPort: 3389,
      shortestPollSeconds: 30,
      longestPollSeconds: 900,
      pausesWhenLocked: false,
    });
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('row', { name: /^bastion/ }).getByTitle(/^Protected/)).toBeVisible();
  await first.quit();

  const { page: again } = await launch();
  await expect(again.getByRole('row', { name: /^bastion/ }).getByTitle(/^Protected/)).toBeVisible();
  await openSettings(again, 'Actions');
  await expect(again.getByRole('switch', { name: 'Type the name before these are stopped' })).toBeChecked();
  await expect(again.getByRole('textbox', { name: 'Protected instances' })).toHaveValue('Env=shared');
  await expect(again.getByRole('radio', { name: 'A TCP port answers' })).toBeChecked();
  await expect(again.getByRole('textbox', { name: 'TCP port' })).toHaveValue('3389');
  await showSection(again, 'Notifications');
  await expect(again.getByRole('switch', { name: 'Tell when somebody else' })).toBeChecked();
  await expect(again.getByRole('textbox', { name: 'Longer than, in hours' })).toHaveValue('8');
  await showSection(again, 'Polling');
  await expect(again.getByRole('textbox', { name: 'Shortest pause' })).toHaveValue('30');
  await expect(again.getByRole('textbox', { name: 'Longest pause' })).toHaveValue('900');
  await expect(again.getByRole('switch', { name: 'Leave AWS alone' })).not.toBeChecked();
});

test('what cannot be kept is told, is not kept, and stays as it was typed', async ({ launch, home }) => {
  const { page } = await launch();
  await openSettings(page, 'Polling');
  const shortest = page.getByRole('textbox', { name: 'Shortest pause' });
  await shortest.fill('5');
  await expect(page.getByText('Write a whole number from 15 to 3600.')).toBeVisible();
  await shortest.fill('700');
  await expect(page.getByText('The shortest pause is longer than the longest.')).toBeVisible();
  await showSection(page, 'Actions');
  await page.getByText('Type the name before these are stopped').click();
  const rule = page.getByRole('textbox', { name: 'Protected instances' });
  await rule.fill('Env=');
  await expect(page.getByText('Until then, this rule holds: Env=prod*')).toBeVisible();

  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(rule, 'the settings open where they were').toHaveValue('Env=');
  await showSection(page, 'Polling');
  await expect(shortest).toHaveValue('700');
  expect(await keptSettings(home)).toMatchObject({ shortestPollSeconds: 60, protection: { rule: 'Env=prod*' } });

  await page.getByRole('textbox', { name: 'Longest pause' }).fill('800');
  await expect.poll(() => keptSettings(home)).toMatchObject({ shortestPollSeconds: 700, longestPollSeconds: 800 });
});

test('settings that a disk refuses are in force, told of, and saved once it takes them', async ({ launch, home }) => {
  const { page } = await launch();
  await openSettings(page, 'Polling');
  // A folder in its place is refused to every user, root too.
  const file = path.join(home, 'user-data/settings.json');
  await rm(file, { force: true });
  await mkdir(path.join(file, 'in-the-way'), { recursive: true });
  const longest = page.getByRole('textbox', { name: 'Longest pause' });
  await longest.fill('900');
  await longest.blur();
  const notice = page.getByRole('alert').filter({ hasText: 'settings.json could not be saved' });
  await expect(notice).toBeVisible();
  await expect(longest).toHaveValue('900');
  await rm(file, { recursive: true });
  await expect(notice).toHaveCount(0);
  expect(await keptSettings(home)).toMatchObject({ longestPollSeconds: 900 });
});

test('what depends on another setting waits for it', async ({ launch }) => {
  const { page } = await launch();
  await openSettings(page, 'Actions');
  await expect(page.getByRole('textbox', { name: 'Protected instances' })).toBeDisabled();
  await expect(page.getByRole('textbox', { name: 'TCP port' })).toHaveCount(0);
  await showSection(page, 'Notifications');
  await page.getByText('Notifications when an action has ended').click();
  await expect(page.getByRole('switch', { name: 'Tell when somebody else' })).toBeDisabled();
});

test('a start is done when the chosen port answers, and one without capacity is tried again until it is given up', async ({
  launch,
  endpoint,
}) => {
  endpoint.fleet.add(REGION, { name: 'web', state: 'stopped' });
  endpoint.fleet.add(REGION, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
  endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page, 'Actions');
  await page.getByText('A TCP port answers').click();
  await page.getByRole('textbox', { name: 'TCP port' }).fill('2222');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Start web' }).click();
  await expect(rowOf(page, 'web')).toContainText('Running · waiting for port 2222');

  const gpu = rowOf(page, 'gpu');
  await page.getByRole('button', { name: 'Start gpu' }).click();
  await gpu.getByRole('button', { name: 'Keep trying' }).click();
  await expect(gpu).toContainText(/Waiting for capacity · attempt \d+, again in \d+ s/);
  await page.getByRole('button', { name: 'Give up starting gpu' }).click();
  await expect(gpu).toContainText('Stopped');
});
