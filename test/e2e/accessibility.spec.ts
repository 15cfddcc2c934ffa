import path from 'node:path';
import type { Locator } from '@playwright/test';
import { awsConfigFor, expect, test } from './app';
import { violations } from './axe';
import { LOOKS, showAs } from './looks';
import { openSettings, showSection } from './window-commands';

const REGION = 'ap-northeast-2';

for (const look of LOOKS) {
  test(`axe-core finds nothing against any view, ${look.name}`, async ({ launch, endpoint }) => {
    endpoint.fleet.add(REGION, { name: 'web-1', state: 'running', tags: { Env: 'dev' } });
    endpoint.fleet.add(REGION, { name: 'web-2', state: 'running', tags: { Env: 'dev' } });
    endpoint.fleet.add(REGION, { name: 'gpu', state: 'stopped', instanceType: 'g5.xlarge' });
    endpoint.faults.noCapacity({ instanceType: 'g5.xlarge' });
    const { page } = await launch({
      awsConfig: awsConfigFor({
        work: { endpoint, region: REGION },
        bad: { endpoint, region: REGION, url: 'http://127.0.0.1:1' },
      }),
    });
    await showAs(page, look);
    await expect(page.getByRole('button', { name: 'Add work' })).toBeVisible();
    expect(await violations(page, look.rules), 'the welcome view').toEqual([]);

    await page.getByRole('button', { name: 'Add work' }).click();
    await page.getByRole('button', { name: 'Start gpu' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: 'Stop web-1' }).click();
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    expect(await violations(page, look.rules), 'the list, with a countdown and a failed action').toEqual([]);
    await page.getByRole('button', { name: 'More actions for web-1' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await violations(page, look.rules), 'the menu of an instance').toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'More actions for web-1' }).click();
    await page.getByRole('menuitem', { name: 'Force stop' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    expect(await violations(page, look.rules), 'the question before a forced stop').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keep trying' }).click();
    await expect(page.getByRole('main').getByText('Waiting for capacity')).toBeVisible();

    await openSettings(page, 'Groups');
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByText('Picked instances').nth(1).click();
    await page.getByRole('option', { name: 'web-1' }).click();
    await page.getByText('Picked instances').nth(2).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await violations(page, look.rules), 'the group form with errors').toEqual([]);
    await page.getByRole('textbox', { name: 'Name' }).fill('Web');
    await page.getByRole('textbox', { name: 'Rule of step 1' }).fill('tag:Env=dev');
    await page.getByRole('button', { name: 'Remove step 3' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await violations(page, look.rules), 'the settings, with a group').toEqual([]);
    await showSection(page, 'Actions');
    await page.getByText('Type the name before these are stopped').click();
    await page.getByRole('textbox', { name: 'Protected instances' }).fill('Env=dev');
    await page.getByText('A TCP port answers').click();
    await page.getByRole('textbox', { name: 'TCP port' }).fill('ssh');
    await expect(page.getByText('Write a whole number from 1 to 65535.')).toBeVisible();
    expect(await violations(page, look.rules), 'the settings, with a port that cannot be').toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('list', { name: 'Groups' })).toBeVisible();
    await expect(page.getByTitle(/^Protected/)).toHaveCount(2);
    expect(
      await violations(page, look.rules),
      'the list, with a group, a protected instance and a wait for capacity',
    ).toEqual([]);
    await page.getByRole('button', { name: 'Stop web-2' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not the name')).toBeVisible();
    expect(await violations(page, look.rules), 'the question before something protected is stopped').toEqual([]);
    await page.keyboard.press('Escape');

    await openSettings(page, 'General');
    await page.getByLabel('Shortcut that shows and hides the window').press('e');
    await expect(page.getByText('E cannot be a shortcut')).toBeVisible();
    expect(await violations(page, look.rules), 'the settings, with a shortcut that cannot be').toEqual([]);
    for (const section of ['Notifications', 'Polling', 'SSH', 'About']) {
      await showSection(page, section);
      expect(await violations(page, look.rules), `the settings: ${section}`).toEqual([]);
    }
    await page.getByRole('button', { name: 'Show the licenses' }).click();
    await expect(page.getByRole('list', { name: 'Licenses' })).toBeVisible();
    expect(await violations(page, look.rules), 'the licences').toEqual([]);
    await showSection(page, 'Journal');
    await page.getByRole('button', { name: 'Open the journal' }).click();
    await expect(page.getByRole('list', { name: 'Actions' })).toContainText('Failed');
    expect(await violations(page, look.rules), 'the journal').toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await openSettings(page, 'Profiles');
    await page.getByRole('button', { name: 'Add a profile' }).click();
    await page.getByRole('button', { name: 'ssh command' }).click();
    await page.getByRole('textbox', { name: 'User' }).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    // What was pressed may have moved from under the pointer: the colours of a hovered button are looked at for certain.
    await page.getByRole('button', { name: 'Save' }).hover();
    expect(await violations(page, look.rules), 'the profile form with errors').toEqual([]);
    await page.getByRole('textbox', { name: 'User' }).fill('ubuntu');
    await page.getByRole('button', { name: /Credentials/ }).click();
    await page.getByRole('option', { name: 'Enter access keys…' }).click();
    await page.getByRole('button', { name: 'Check and use' }).click();
    await expect(page.getByText(/^Write the secret access key/)).toBeVisible();
    expect(await violations(page, look.rules), 'the profile form, with access keys that are missing').toEqual([]);

    await page.getByRole('textbox', { name: 'Name' }).fill('bad');
    await page.getByRole('button', { name: /Credentials/ }).click();
    await page.getByRole('option', { name: 'AWS profile bad' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('127.0.0.1:1 cannot be reached')).toBeVisible();
    expect(await violations(page, look.rules), 'the list with a Region in trouble').toEqual([]);
  });

  test(`axe-core finds nothing against the management of Profiles, ${look.name}`, async ({
    launch,
    endpoint,
    home,
  }) => {
    const work = awsConfigFor({ work: { endpoint, region: REGION } });
    const { page, electron } = await launch({ awsConfig: `${work}[cut\n` });
    await showAs(page, look);
    await expect(page.getByText('This section header is not closed')).toBeVisible();
    expect(await violations(page, look.rules), 'the welcome view with a problem in the AWS files').toEqual([]);
    await page.getByRole('button', { name: 'Add work' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    const file = path.join(home, 'profiles.json');
    await electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
    await page.getByRole('button', { name: 'Export…' }).click();
    await expect(page.getByText(`Saved as ${file}`)).toBeVisible();
    await page.getByRole('button', { name: 'Import…' }).click();
    await expect(page.getByText('Import as “work (2)”')).toBeVisible();
    expect(await violations(page, look.rules), 'what a file of Profiles would add').toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'More actions for work' }).click();
    await page.getByRole('menuitem', { name: 'Switch off' }).click();
    await expect(page.getByText('Switched off')).toBeVisible();
    expect(await violations(page, look.rules), 'the settings, with a Profile that is switched off').toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('heading', { name: 'All profiles are switched off' })).toBeVisible();
    expect(await violations(page, look.rules), 'the view where all Profiles are switched off').toEqual([]);
  });
}

test('at 320 px nothing is lost: every name, DNS name and button is inside the window', async ({
  launch,
  endpoint,
}) => {
  endpoint.fleet.add(REGION, {
    name: 'a-rather-long-name-of-a-team',
    state: 'running',
    tags: { Env: 'dev', Owner: 'alice' },
  });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await page.getByRole('button', { name: 'Add work' }).click();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(320, 600));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320);
  const row = page.getByRole('row');
  for (const part of [
    row.getByRole('button', { name: /^Stop/ }),
    row.getByRole('button', { name: /^Copy/ }),
    row.getByText(/^ec2-/),
  ]) {
    const box = await part.boundingBox();
    expect(box?.width, 'it is there').toBeGreaterThan(20 - 1);
    expect((box?.x ?? 0) + (box?.width ?? 0), 'and inside').toBeLessThanOrEqual(320);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing scrolls sideways').toBe(320);
});

test('at 320 px the settings, the forms and the question fit', async ({ launch, endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'a-rather-long-name-of-a-team', state: 'running' });
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await page.getByRole('button', { name: 'Add work' }).click();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(320, 600));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320);
  const overhangOf = (part: Locator) => part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  const overhang = () => overhangOf(page.getByRole('main'));
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Force stop' }).click();
  const dialog = await page.getByRole('alertdialog').boundingBox();
  expect(dialog?.width, 'the question').toBeLessThanOrEqual(320);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    for (const control of await page.getByRole('button').or(page.getByRole('tab')).all()) {
      const box = await control.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0), 'every button of the settings is inside').toBeLessThanOrEqual(320);
    }
    expect(await overhang(), 'nothing scrolls sideways').toBe(0);
    expect(await overhangOf(page.getByRole('tabpanel')), 'nothing scrolls sideways').toBe(0);
  }
  await showSection(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByText('Picked instances').click();
  await expect(page.getByRole('option')).toBeVisible();
  expect(await overhang(), 'nothing scrolls sideways').toBe(0);
});
