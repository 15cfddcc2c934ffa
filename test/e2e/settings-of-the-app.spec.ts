import { spawn } from 'node:child_process';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, test } from './app';
import { openSettings, showSection } from './window-commands';

const switchOf = (page: Page, name: string) => page.getByRole('switch', { name });

test('launching at login is set up in the system, shown as the system has it, and taken back', async ({
  launch,
  home,
}) => {
  const file = path.join(home, '.config/autostart/ec2-tray.desktop');
  const first = await launch();
  const { page } = first;
  await openSettings(page, 'General');
  await expect(switchOf(page, 'Launch at login'), 'off by default').not.toBeChecked();
  await page.getByText('Launch at login').click();
  await expect(switchOf(page, 'Launch at login')).toBeChecked();
  expect(await readFile(file, 'utf8')).toMatch(/^Exec=.* --hidden$/m);
  await first.quit();

  const { page: again } = await launch();
  await openSettings(again, 'General');
  await expect(switchOf(again, 'Launch at login'), 'it is kept').toBeChecked();
  await appendFile(file, 'Hidden=true\n');
  await again.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(switchOf(again, 'Launch at login'), 'switched off by hand').not.toBeChecked();
  await again.getByText('Launch at login').click();
  await expect(switchOf(again, 'Launch at login')).toBeChecked();
  await again.getByText('Launch at login').click();
  await expect(switchOf(again, 'Launch at login')).not.toBeChecked();
  await expect(readFile(file), 'nothing is left').rejects.toThrow('ENOENT');

  await rm(path.dirname(file), { recursive: true });
  await writeFile(path.dirname(file), 'in the way');
  await again.getByText('Launch at login').click();
  await expect(again.getByRole('alert')).toContainText('Launching at login could not be changed');
  await expect(switchOf(again, 'Launch at login'), 'it does not lie').not.toBeChecked();
});

test('started hidden, there is only the icon until the app is started once more', async ({
  launch,
  desktop,
  executable,
  session,
  home,
}) => {
  const first = await launch();
  await openSettings(first.page, 'General');
  await first.page.getByText('Start hidden').click();
  await expect(switchOf(first.page, 'Start hidden')).toBeChecked();
  await first.quit();

  const launching = launch();
  let hasWindow = false;
  void launching.then(() => {
    hasWindow = true;
  });
  const tray = await desktop.waitForTrayItem();
  await tray.waitForMenu((menu) => menu.children.some(({ label }) => label.includes('bastion')), {
    message: 'the app is up, and has asked for the instances',
  });
  expect(hasWindow).toBe(false);
  spawn(executable, ['--no-sandbox', '.', `--user-data-dir=${home}/user-data`], {
    env: { ...session.env, HOME: home },
    stdio: 'ignore',
  });
  const { page } = await launching;
  await openSettings(page, 'General');
  await expect(switchOf(page, 'Start hidden')).toBeChecked();
});

test('new profiles begin with the ssh command of the settings, and those that are there keep theirs', async ({
  launch,
  endpoint,
}) => {
  const first = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: 'ap-northeast-2' } }) });
  const { page } = first;
  await addFromWelcome(page, 'work');
  await openSettings(page, 'SSH');
  const user = page.getByRole('textbox', { name: 'User' });
  await user.fill('');
  await expect(page.getByText('Write the user to sign in as, such as ec2-user.')).toBeVisible();
  await user.fill('ubuntu');
  await page.getByRole('textbox', { name: 'Private key file' }).fill('~/.ssh/lab.pem');
  await expect(page.getByText('ssh -i ~/.ssh/lab.pem ubuntu@ec2-203-0-113-25')).toBeVisible();

  await showSection(page, 'Profiles');
  await page.getByRole('button', { name: 'Edit work' }).click();
  await page.getByRole('button', { name: 'ssh command' }).click();
  await expect(user).toHaveValue('ec2-user');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await openSettings(page, 'Profiles');
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await page.getByRole('button', { name: 'ssh command' }).click();
  await expect(user).toHaveValue('ubuntu');
  await expect(page.getByRole('textbox', { name: 'Private key file' })).toHaveValue('~/.ssh/lab.pem');
  await first.quit();

  const { page: again } = await launch();
  await openSettings(again, 'SSH');
  await expect(again.getByRole('textbox', { name: 'User' })).toHaveValue('ubuntu');
});

test('about tells the versions and the licences of what is bundled, and opens the logs folder', async ({
  launch,
  home,
}) => {
  const { page, electron, pageErrors } = await launch();
  const versions = await electron.evaluate(({ app }) => ({ app: app.getVersion(), ...process.versions }));
  await openSettings(page, 'About');
  const told = page.getByRole('region', { name: 'Versions' });
  await expect(told).toContainText(versions.app);
  await expect(told).toContainText(`Electron${versions.electron}`);
  await expect(told).toContainText(`Chromium${versions.chrome}`);
  await expect(told).toContainText(`Node.js${versions.node}`);

  await page.getByRole('button', { name: 'Show the licenses' }).click();
  const licenses = page.getByRole('list', { name: 'Licenses' });
  for (const name of ['react', 'zod', '@aws-sdk/client-ec2', '@particle/dbus-next']) {
    await expect(licenses.getByText(name, { exact: true }), name).toBeVisible();
  }
  await licenses.getByText('react', { exact: true }).click();
  const react = licenses.getByRole('listitem').filter({ has: page.getByText('react', { exact: true }) });
  await expect(react.getByText('Permission is hereby granted')).toBeVisible();

  await electron.evaluate(({ shell }) => {
    shell.openPath = async (folder) => `${folder} has no program`;
  });
  await page.getByRole('button', { name: 'Open the logs folder' }).click();
  await expect(page.getByText('The folder could not be opened')).toBeVisible();
  await electron.evaluate(({ shell }) => {
    shell.openPath = async (folder) => {
      Reflect.set(globalThis, 'openedFolder', folder);
      return '';
    };
  });
  await page.getByRole('button', { name: 'Open the logs folder' }).click();
  await expect
    .poll(() => electron.evaluate(() => Reflect.get(globalThis, 'openedFolder')))
    .toBe(path.join(home, 'user-data/logs'));
  await expect(page.getByText('The folder could not be opened')).toHaveCount(0);
  expect(pageErrors, 'the security policy refuses nothing').toEqual([]);
});

test('the parts of the settings are reached by the arrow keys, on top and at the side of a wide window', async ({
  launch,
}) => {
  const { page, electron } = await launch();
  await page.getByRole('button', { name: 'Settings' }).click();
  const parts = page.getByRole('tablist', { name: 'Parts of the settings' });
  await page.getByRole('tab', { name: 'Profiles' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Groups' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Add a group' })).toBeVisible();

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await expect(parts).toHaveAttribute('aria-orientation', 'vertical');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tab', { name: 'General' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'About' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tabpanel', { name: 'About' }).locator(':focus')).toHaveCount(1);
});
