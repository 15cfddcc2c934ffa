import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { command } from './window-commands';

/*
 * Signing in while the app runs: IAM Identity Center, MFA, and what changes in the AWS files outside the app.
 */

const SEOUL = 'ap-northeast-2';
const ACCOUNT = '123456789012';
/** What changes outside is noticed within this, ms: two seconds, and what a busy machine needs to ask AWS. */
const NOTICED = { timeout: 8_000 };

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(SEOUL, { name: 'seoul-1', state: 'running' });
  endpoint.fleet.add('us-east-1', { name: 'virginia-1', state: 'stopped' });
});

/** Sends what would open in the browser here instead: nothing opens where tests run. */
async function watchBrowser(electron: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedPages: opened });
    Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) });
  });
  return () => electron.evaluate(() => Reflect.get(globalThis, 'openedPages'));
}

/** A named profile that signs in with a session of its own: the SDK remembers sessions by name. */
function ssoProfile(endpoint: RunningEndpoint, session: string): string {
  endpoint.identities.ssoAssignments.assign({ accountId: ACCOUNT, roleNames: ['Developer'] });
  endpoint.identities.sso.settings.intervalSeconds = 0;
  return [
    '[profile corp]',
    `region = ${SEOUL}`,
    `sso_session = ${session}`,
    `sso_account_id = ${ACCOUNT}`,
    'sso_role_name = Developer',
    `endpoint_url = ${endpoint.url}`,
    `[sso-session ${session}]`,
    'sso_region = us-east-1',
    'sso_start_url = https://corp.example/start',
    'sso_registration_scopes = sso:account:access',
    '',
  ].join('\n');
}

const codeOn = async (page: Page): Promise<string> => {
  const text = await page.locator('.sign-in-code').innerText();
  return text.replace(/^Code\s*/, '').trim();
};

test('IAM Identity Center is signed in to from the app: one browser tab, the code on screen, and the CLI’s token file', async ({
  launch,
  endpoint,
  home,
}) => {
  const { electron, page } = await launch({ awsConfig: ssoProfile(endpoint, `corp-${randomUUID()}`) });
  const opened = await watchBrowser(electron);
  await addFromWelcome(page, 'corp');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.sign-in-code')).toBeVisible();
  const code = await codeOn(page);
  expect(endpoint.identities.sso.pendingUserCodes).toEqual([code]);
  expect(await opened()).toEqual([expect.stringContaining(code)]);

  endpoint.identities.sso.decide(code, 'allowed');
  await expect(rowOf(page, 'seoul-1')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.sign-in-code'), 'the code is gone once it has served').toHaveCount(0);
  expect(await opened(), 'one tab, and never a second by itself').toHaveLength(1);

  const cache = path.join(home, '.aws/sso/cache');
  const [file = ''] = await readdir(cache);
  expect((await stat(path.join(cache, file))).mode & 0o777).toBe(0o600);
  const token = JSON.parse(await readFile(path.join(cache, file), 'utf8'));
  expect(token).toMatchObject({ startUrl: 'https://corp.example/start', region: 'us-east-1' });
  const shown = await page.evaluate(async () => JSON.stringify(await Reflect.get(globalThis, 'ec2Tray').getSnapshot()));
  for (const secret of [token.accessToken, token.refreshToken, token.clientSecret]) {
    expect(shown, 'the window knows no token').not.toContain(secret);
  }
});

test('a sign-in can be given up, and one that is denied says so', async ({ launch, endpoint }) => {
  const { electron, page } = await launch({ awsConfig: ssoProfile(endpoint, `corp-${randomUUID()}`) });
  await watchBrowser(electron);
  await addFromWelcome(page, 'corp');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.sign-in-code')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('.sign-in-code')).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.sign-in-code')).toBeVisible();
  endpoint.identities.sso.decide(await codeOn(page), 'denied');
  await expect(page.getByText('The sign-in was denied in the browser')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
});

test('a sign-in that has expired is told quietly, others go on, and a login of the CLI is noticed', async ({
  launch,
  endpoint,
  home,
}) => {
  const session = `corp-${randomUUID()}`;
  const keys = awsConfigFor({ work: { endpoint, region: 'us-east-1' } });
  const { electron, page } = await launch({ awsConfig: `${ssoProfile(endpoint, session)}${keys}` });
  await watchBrowser(electron);
  await addFromWelcome(page, 'corp');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.sign-in-code')).toBeVisible();
  endpoint.identities.sso.decide(await codeOn(page), 'allowed');
  await expect(rowOf(page, 'seoul-1')).toBeVisible({ timeout: 20_000 });
  await command(page, 'addProfile', {
    name: 'work',
    color: 'pink',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: ['us-east-1'],
    endpointUrl: null,
  });
  await expect(rowOf(page, 'virginia-1')).toBeVisible();

  const cache = path.join(home, '.aws/sso/cache');
  const [name = ''] = await readdir(cache);
  const file = path.join(cache, name);
  const good = await readFile(file, 'utf8');
  const { refreshToken: _none, ...token } = JSON.parse(good);
  await writeFile(file, JSON.stringify({ ...token, expiresAt: '2020-01-01T00:00:00Z' }));
  await expect(page.getByText('You are not signed in')).toBeVisible(NOTICED);
  await expect(rowOf(page, 'virginia-1'), 'another Profile goes on').toBeVisible();

  // As the CLI does it: whole, in the place of the old one.
  await writeFile(`${file}.new`, good);
  await rename(`${file}.new`, file);
  await expect(rowOf(page, 'seoul-1')).toBeVisible(NOTICED);
  await expect(page.getByText('You are not signed in')).toHaveCount(0);
});

test('an MFA code is asked for once for all Regions of a role, and a wrong one says so', async ({
  launch,
  endpoint,
}) => {
  const serialNumber = `arn:aws:iam::${ACCOUNT}:mfa/kim`;
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/admin`;
  endpoint.identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
  endpoint.identities.roles.add({ roleArn, requiresMfa: true });
  const { page } = await launch({
    awsConfig: [
      awsConfigFor({ base: { endpoint, region: SEOUL } }),
      '[profile admin]',
      `region = ${SEOUL}`,
      `role_arn = ${roleArn}`,
      'source_profile = base',
      `mfa_serial = ${serialNumber}`,
      `endpoint_url = ${endpoint.url}`,
      '',
    ].join('\n'),
  });
  await command(page, 'addProfile', {
    name: 'admin',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'admin' },
    regions: [SEOUL, 'us-east-1'],
    endpointUrl: null,
  });
  const code = page.getByRole('textbox', { name: 'MFA code' });
  await expect(code, 'asked for once').toHaveCount(1);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(code).toHaveCount(0);
  await page.getByRole('button', { name: 'Enter code' }).first().click();

  await code.fill('12');
  await code.press('Enter');
  await expect(page.getByText('The code has 6 digits')).toBeVisible();
  await code.fill('000000');
  await code.press('Enter');
  await expect(page.getByText('AWS did not accept this code')).toBeVisible();
  await expect(code, 'what was typed stays').toHaveValue('000000');
  await code.fill('123456');
  await code.press('Enter');
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  await expect(rowOf(page, 'virginia-1')).toBeVisible();
  await expect(code).toHaveCount(0);
  const assumed = endpoint.calls.filter(
    ({ action, outcome }) => action === 'AssumeRole' && outcome.kind === 'answered',
  );
  expect(assumed, 'the role, once for both Regions').toHaveLength(1);
});

test('a file that is edited while the app runs is followed: other keys, another account, a profile that is gone', async ({
  launch,
  endpoint,
  home,
}) => {
  const config = path.join(home, '.aws/config');
  const other = { accessKeyId: 'AKIAOTHERACCOUNT0001', secretAccessKey: 'other' };
  const text = awsConfigFor({ work: { endpoint, region: SEOUL } });
  const { page } = await launch({ awsConfig: text });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  await expect(page.getByText(ACCOUNT), 'whose it is').toBeVisible();

  endpoint.identities.keyRing.add({ ...other, arn: `arn:aws:iam::${ACCOUNT}:user/rotated` });
  await writeFile(
    config,
    text
      .replace(endpoint.accessKey.accessKeyId, other.accessKeyId)
      .replace(endpoint.accessKey.secretAccessKey, other.secretAccessKey),
  );
  await expect(page.locator(`[title="arn:aws:iam::${ACCOUNT}:user/rotated"]`)).toBeVisible(NOTICED);
  await expect(rowOf(page, 'seoul-1')).toBeVisible();

  await writeFile(config, '[profile somebody-else]\nregion = us-east-1\n');
  await expect(page.getByText(/work is no longer|“work”/).first()).toBeVisible(NOTICED);
  await expect(rowOf(page, 'seoul-1'), 'nothing of the old account stays').toHaveCount(0);

  await writeFile(config, text);
  await expect(rowOf(page, 'seoul-1')).toBeVisible(NOTICED);
});

test('two Profiles of one account and Region are listed once, and say so', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  await command(page, 'addProfile', {
    name: 'again',
    color: 'pink',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: [SEOUL],
    endpointUrl: null,
  });
  await expect(page.getByText('Same account and Region as work: listed there')).toBeVisible();
  await expect(rowOf(page, 'seoul-1')).toHaveCount(1);
});

test('AWS is reached through the proxy that the system is set to', async ({ launch, endpoint }) => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  try {
    const { page } = await launch({
      awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL, url: 'http://ec2.example.invalid' } }),
      // Chromium's way of being told what the system's settings would say.
      userDataArgs: (folder) => [`--user-data-dir=${folder}`, `--proxy-server=127.0.0.1:${address.port}`],
    });
    await addFromWelcome(page, 'work');
    await expect
      .poll(() => asked, { message: 'what the proxy was asked for' })
      .toContain('http://ec2.example.invalid/');
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
