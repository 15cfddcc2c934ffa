import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(SEOUL, { name: 'seoul-1', state: 'running' });
  endpoint.fleet.add(VIRGINIA, { name: 'virginia-1', state: 'stopped' });
});

const openSettings = (page: Page) => page.getByRole('button', { name: 'Settings' }).click();
const goBack = (page: Page) => page.getByRole('button', { name: 'Back' }).click();
const itemsOf = (page: Page) => page.getByRole('region', { name: 'Profiles' }).getByRole('listitem');

async function choose(page: Page, profile: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${profile}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Adds one that the welcome view does not offer any more. */
async function addByHand(page: Page, name: string): Promise<void> {
  await openSettings(page);
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: `AWS profile ${name}` }).click();
  await page.getByRole('button', { name: 'Save' }).click();
}

test('Profiles are reordered by keyboard, in the settings, the list and the tray, and stay so', async ({
  launch,
  endpoint,
  desktop,
}) => {
  const awsConfig = awsConfigFor({ first: { endpoint, region: SEOUL }, second: { endpoint, region: VIRGINIA } });
  const { page, quit } = await launch({ awsConfig });
  await addFromWelcome(page, 'first');
  await addByHand(page, 'second');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/first/, /second/]);

  await openSettings(page);
  await page.getByRole('button', { name: 'More actions for second' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(itemsOf(page)).toHaveText([/second/, /first/]);
  await expect(page.getByText('second is now number 1 of 2')).toBeVisible();
  await expect(page.getByRole('button', { name: 'More actions for second' }), 'the focus goes along').toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('textbox', { name: 'Name' }),
    'the second after “Move down”, for “Move up” has nowhere to go',
  ).toHaveValue('second (2)');
  await goBack(page);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/second/, /first/]);
  const tray = await desktop.waitForTrayItem();
  const labels = (await tray.menu()).children.map(({ label }) => label);
  expect(labels.filter((label) => /^(first|second) — /.test(label))).toEqual([
    expect.stringMatching(/^second/),
    expect.stringMatching(/^first/),
  ]);
  await quit();

  const again = await launch({ awsConfig });
  await expect(again.page.getByRole('heading', { level: 2 })).toHaveText([/second/, /first/]);
});

test('a Profile that is switched off is asked nothing and shown nowhere else; its pin waits; with all off the list says so', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({
    awsConfig: awsConfigFor({ first: { endpoint, region: SEOUL }, second: { endpoint, region: VIRGINIA } }),
  });
  await addFromWelcome(page, 'first');
  await addByHand(page, 'second');
  await expect(rowOf(page, 'virginia-1')).toBeVisible();
  await rowOf(page, 'virginia-1').getByRole('button', { name: 'More actions for virginia-1' }).click();
  await page.getByRole('menuitem', { name: 'Pin to the top of the tray menu' }).click();

  await openSettings(page);
  await choose(page, 'second', 'Switch off');
  await expect(itemsOf(page).nth(1)).toContainText('Switched off');
  await goBack(page);
  await expect(rowOf(page, 'virginia-1')).toHaveCount(0);
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  const asked = () => endpoint.calls.filter(({ region }) => region === VIRGINIA).length;
  const before = asked();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/^as of/)).toHaveCount(1);
  expect(asked(), 'nothing more is asked for it').toBe(before);

  await openSettings(page);
  await choose(page, 'first', 'Switch off');
  await goBack(page);
  await expect(page.getByRole('heading', { name: 'All profiles are switched off' })).toBeVisible();
  await page.getByRole('button', { name: 'Switch on second' }).click();
  await expect(rowOf(page, 'virginia-1')).toContainText('Stopped');
  await expect(rowOf(page, 'virginia-1'), 'the pin has waited').toContainText('Pinned to the top of the tray menu');
});

test('a Profile is duplicated: the editor opens on a copy with a free name', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await openSettings(page);
  await choose(page, 'work', 'Duplicate…');
  await expect(page.getByRole('heading', { name: 'Add a profile' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('work (2)');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Same account and Region as work: listed there')).toBeVisible();
});

async function answerDialogs(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === '', filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: chosen === '', filePaths: chosen === '' ? [] : [chosen] });
  }, file);
}

test('Profiles are exported without a secret, and imported with what is skipped and what is missing told first', async ({
  launch,
  endpoint,
  home,
}) => {
  const { page, electron } = await launch({
    awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL }, home: { endpoint, region: VIRGINIA } }),
  });
  await addFromWelcome(page, 'work');
  await addByHand(page, 'home');
  await openSettings(page);
  const file = path.join(home, 'profiles.json');
  await answerDialogs(electron, file);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText(`Saved as ${file}`)).toBeVisible();
  const exported = await readFile(file, 'utf8');
  expect(exported).not.toContain(endpoint.accessKey.accessKeyId);
  expect(exported).not.toContain(endpoint.accessKey.secretAccessKey);

  await page.getByRole('button', { name: 'Remove home' }).click();
  await expect(itemsOf(page)).toHaveCount(1);
  const contents = JSON.parse(exported);
  const elsewhere = {
    ...contents.profiles[0],
    name: 'elsewhere',
    source: { kind: 'named-profile', profileName: 'corp' },
  };
  await writeFile(file, JSON.stringify({ ...contents, profiles: [...contents.profiles, elsewhere] }));
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByRole('listitem')).toHaveText([
    /work.*Skipped: there is a profile of this name already/s,
    /^\s*home/,
    /elsewhere.*This computer does not have these credentials/s,
  ]);
  await expect(page.getByRole('button', { name: 'Import 2 profiles' })).toBeVisible();
  await page.getByText('Import as “work (2)”').click();
  await page.getByRole('button', { name: 'Import 3 profiles' }).click();
  await expect(itemsOf(page)).toHaveText([/^\s*work(?! \(2)/, /work \(2\)/, /home/, /elsewhere/]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(itemsOf(page)).toContainText(['work']);

  await writeFile(file, exported.replace(VIRGINIA, 'nowhere'));
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByText('profiles[1].regions[0] is not right')).toBeVisible();
  await answerDialogs(electron, '');
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByText('is not right'), 'thought better of it').toHaveCount(0);
});

test('a broken config file names file, line and profile, and its other profiles go on working', async ({
  launch,
  endpoint,
}) => {
  const good = awsConfigFor({ good: { endpoint, region: SEOUL } });
  const role = 'role_arn = arn:aws:iam::123456789012:role/dev';
  const { page } = await launch({
    awsConfig: `[work]\n${good}[profile loop]\nregion = ${VIRGINIA}\n${role}\nsource_profile = loop\n[profile 회사]\n[profile cut\n`,
  });
  const choices = page.getByRole('listitem');
  await expect(choices).toHaveText([
    /^good/,
    /^loop.*~\/\.aws\/config, line 10 \(loop\): source_profile leads round in a circle: loop → loop/s,
  ]);
  await expect(page.getByText('~/.aws/config, line 1 (work): AWS tools skip [work]')).toBeVisible();
  await expect(page.getByText('~/.aws/config, line 11 (회사): The AWS SDK skips this section')).toBeVisible();
  await expect(page.getByText('~/.aws/config, line 12 (cut): This section header is not closed')).toBeVisible();
  await page.getByRole('button', { name: 'Set one up by hand…' }).click();
  await page.getByRole('button', { name: /Credentials/ }).click();
  await expect(page.getByRole('option', { name: 'AWS profile loop' })).toContainText('line 10');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel' }).click();

  await addFromWelcome(page, 'good');
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  await addByHand(page, 'loop');
  await expect(page.getByRole('alert')).toContainText('AWS profile loop cannot sign in: ~/.aws/config, line 10');
  await expect(page.getByRole('alert')).toContainText('loop → loop');
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
});
