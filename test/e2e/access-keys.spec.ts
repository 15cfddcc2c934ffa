import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { isReachable } from '../support/heap-snapshot';
import { startKeyring } from '../support/keyring';
import { filesThatHold, writings } from '../support/on-disk';
import { expect, rowOf, test } from './app';
import { command } from './window-commands';

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'seoul-1', state: 'running' });
});

/** Both services are asked at the local endpoint; the desktop decides whether Chromium looks for a keyring. */
const envOf = (endpoint: RunningEndpoint, desktop = '') => ({
  AWS_ENDPOINT_URL: endpoint.url,
  XDG_CURRENT_DESKTOP: desktop,
});

/** Opens the form where access keys are entered for a new Profile, which has a name and a Region then. */
async function beginEntry(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add your AWS profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('typed');
  await page.getByRole('button', { name: /^Choose…|Credentials/ }).click();
  await page.getByRole('option', { name: 'Enter access keys…' }).click();
  await page.getByRole('combobox', { name: 'Regions' }).fill(REGION);
  await page.getByRole('textbox', { name: 'Access key ID' }).click();
}

const keyId = (page: Page) => page.getByRole('textbox', { name: 'Access key ID' });
const secretKey = (page: Page) => page.getByRole('textbox', { name: 'Secret access key' });

async function type(page: Page, { accessKeyId, secretAccessKey }: RunningEndpoint['accessKey']): Promise<void> {
  await keyId(page).fill(accessKeyId);
  await secretKey(page).fill(secretAccessKey);
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

test('keys are entered, encrypted by a real keyring and still there after a restart; nothing on the disk can be read', async ({
  launch,
  endpoint,
  home,
  session,
}) => {
  const keyring = await startKeyring(path.join(home, 'keyring'), session);
  test.skip(typeof keyring === 'string', String(keyring));
  if (typeof keyring === 'string') return;
  try {
    const first = await launch({ env: envOf(endpoint, 'GNOME') });
    await beginEntry(first.page);
    await type(first.page, endpoint.accessKey);
    await expect(first.page.getByRole('radio', { name: 'Encrypted' })).toBeChecked();
    await save(first.page);
    await expect(rowOf(first.page, 'seoul-1')).toContainText('Running');
    await first.quit();

    const { secretAccessKey, accessKeyId } = endpoint.accessKey;
    const onDisk = await filesThatHold(secretAccessKey, path.join(home, 'user-data'));
    expect(onDisk.looked, 'there are files to look through').toBeGreaterThan(5);
    expect(onDisk.holding, 'no file holds the secret in any writing').toEqual([]);
    expect((await filesThatHold(accessKeyId, path.join(home, 'user-data'))).holding, 'nor the key ID').toEqual([]);
    const file = path.join(home, 'user-data/access-keys.json');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      keys: [{ keptIn: 'keyring', ending: accessKeyId.slice(-4) }],
    });

    const second = await launch({ env: envOf(endpoint, 'GNOME') });
    await expect(rowOf(second.page, 'seoul-1')).toContainText('Running');

    await second.page.getByRole('button', { name: 'Settings' }).click();
    await second.page.getByRole('button', { name: 'Remove typed' }).click();
    await expect(second.page.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(JSON.parse(await readFile(file, 'utf8')), 'removed keys are gone from the disk').toMatchObject({ keys: [] });
    await second.page.getByRole('button', { name: 'Undo' }).click();
    await second.page.getByRole('button', { name: 'Back' }).click();
    await expect(rowOf(second.page, 'seoul-1'), 'and are back with their Profile').toContainText('Running');
    await second.quit();
  } finally {
    await keyring.stop();
  }
});

test('keys that AWS does not take are told beside their field, and nothing typed is lost', async ({
  launch,
  endpoint,
  desktop,
}) => {
  const { page } = await launch({ env: envOf(endpoint) });
  await beginEntry(page);
  await save(page);
  await expect(page.getByText('Write the access key ID, such as')).toBeVisible();
  await expect(page.getByText(/^Write the secret access key\./)).toBeVisible();

  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  await type(page, { accessKeyId, secretAccessKey: 'wrong/secret' });
  await page.getByRole('button', { name: 'Check and use' }).click();
  await expect(page.getByText(/^The secret access key does not belong to this ID/)).toBeVisible();
  await expect(secretKey(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(secretKey(page)).toHaveValue('wrong/secret');

  const tray = await desktop.waitForTrayItem();
  await tray.click('Open EC2 Tray');
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add your AWS profile' }).click();
  await expect(keyId(page), 'looking elsewhere loses nothing').toHaveValue(accessKeyId);
  await expect(secretKey(page)).toHaveAttribute('type', 'password');

  await type(page, { accessKeyId: 'AKIANOBODYNOBODY2345', secretAccessKey });
  await page.getByRole('button', { name: 'Check and use' }).click();
  await expect(page.getByText(/^AWS does not know the access key …2345/)).toBeVisible();
  await expect(keyId(page)).toHaveAttribute('aria-invalid', 'true');

  await page.getByRole('textbox', { name: /Endpoint URL/ }).fill('http://127.0.0.1:1');
  await keyId(page).fill(accessKeyId);
  await page.getByRole('button', { name: 'Check and use' }).click();
  await expect(page.getByRole('alert').first()).toContainText('127.0.0.1:1 cannot be reached');
  await expect(secretKey(page)).toHaveValue(secretAccessKey);

  await page.getByRole('textbox', { name: /Endpoint URL/ }).fill('');
  await page.getByRole('button', { name: 'Check and use' }).click();
  await expect(page.getByText(/AWS knows them: arn:aws:iam::123456789012:user\/demo/)).toBeVisible();
  await expect(secretKey(page)).toHaveCount(0);
});

test('where there is no keyring the app says so, keeps keys for one run, and asks for them again after it', async ({
  launch,
  endpoint,
  home,
}) => {
  const first = await launch({ env: envOf(endpoint) });
  await beginEntry(first.page);
  await expect(first.page.getByText(/^This system has no keyring that could encrypt them/)).toBeVisible();
  await expect(first.page.getByRole('radio', { name: 'Encrypted' })).toHaveCount(0);
  await expect(first.page.getByRole('radio', { name: 'For this run only' })).toBeChecked();
  await type(first.page, endpoint.accessKey);
  await save(first.page);
  await expect(rowOf(first.page, 'seoul-1')).toContainText('Running');
  await first.quit();
  const onDisk = await filesThatHold(endpoint.accessKey.secretAccessKey, home);
  expect(onDisk.holding).toEqual([]);

  const second = await launch({ env: envOf(endpoint) });
  await expect(second.page.getByRole('alert')).toContainText('The access keys were kept for one run of the app only');
  await second.page.getByRole('button', { name: 'Settings' }).click();
  await second.page.getByRole('button', { name: 'Edit typed' }).click();
  await second.page.getByRole('button', { name: 'Replace the keys' }).click();
  await type(second.page, endpoint.accessKey);
  await save(second.page);
  await expect(rowOf(second.page, 'seoul-1')).toContainText('Running');
});

test('keys are pasted as the console gives them and written to the AWS credentials file, under a name that is free', async ({
  launch,
  endpoint,
  home,
}) => {
  const before = '[taken]\r\naws_access_key_id = AKIAOTHER\r\naws_secret_access_key = other';
  const { page } = await launch({ awsConfig: '[profile corp]\nregion = us-east-1\n', env: envOf(endpoint) });
  const file = path.join(home, '.aws/credentials');
  await writeFile(file, before);
  await page.getByRole('button', { name: 'Enter access keys…' }).click();
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  await paste(
    page,
    `export AWS_ACCESS_KEY_ID="${accessKeyId}"\nexport AWS_SECRET_ACCESS_KEY="${secretAccessKey}"\nexport AWS_DEFAULT_REGION=${REGION}\n`,
  );
  await expect(keyId(page)).toHaveValue(accessKeyId);
  await expect(secretKey(page)).toHaveValue(secretAccessKey);
  await expect(page.getByText(`Asia Pacific (Seoul) ${REGION}`), 'the pasted Region is taken').toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('taken');
  await page.getByRole('radio', { name: 'In the AWS credentials file' }).click({ force: true });
  await expect(page.getByRole('textbox', { name: 'Name of the AWS profile' })).toHaveValue('taken');
  await save(page);
  await expect(page.getByText(/^The AWS files have a profile called taken already/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of the AWS profile' }).fill('fresh');
  await save(page);
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  expect(await readFile(file, 'utf8')).toBe(
    `${before}\r\n\r\n[fresh]\r\naws_access_key_id = ${accessKeyId}\r\naws_secret_access_key = ${secretAccessKey}\r\n`,
  );
  expect((await filesThatHold(secretAccessKey, path.join(home, 'user-data'))).holding).toEqual([]);
});

test('the secret crosses between window and main once, on its way in, and the window forgets it', async ({
  launch,
  endpoint,
  home,
}) => {
  const { page, electron, log } = await launch({ env: envOf(endpoint) });
  await recordMessages(electron);
  await beginEntry(page);
  await type(page, endpoint.accessKey);
  const { secretAccessKey } = endpoint.accessKey;
  expect(isReachable(await heapOf(electron, home), secretAccessKey), 'a heap snapshot shows what is typed').toBe(true);
  await save(page);
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit typed' }).click();
  await expect(page.getByText(/kept for this run only/)).toBeVisible();

  const sought = writings(secretAccessKey).map(String);
  const messages = await recordedMessages(electron);
  expect(messages.length, 'messages were recorded').toBeGreaterThan(5);
  const carrying = messages.filter(({ content }) => sought.some((writing) => content.includes(writing)));
  expect(carrying.map(({ channel }) => channel)).toEqual(['in ec2-tray:command:enterAccessKeys']);
  expect(log.join(''), 'main logs nothing of it').not.toContain(secretAccessKey);

  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).toBe('[{},{}]');
  // React keeps what was drawn last until it draws again, which the next news from main has it do: every poll brings some.
  await expect
    .poll(
      async () => {
        await command(page, 'refresh', { scopeId: null });
        return isReachable(await heapOf(electron, home), secretAccessKey);
      },
      { message: 'whether the window’s heap holds the secret', timeout: 30_000 },
    )
    .toBe(false);
});

/** All that the window's scripts can still reach, after a collection of garbage. */
async function heapOf(electron: ElectronApplication, folder: string): Promise<string> {
  const file = path.join(folder, 'window.heapsnapshot');
  await electron.evaluate(
    ({ BrowserWindow }, target) => BrowserWindow.getAllWindows()[0]?.webContents.takeHeapSnapshot(target),
    file,
  );
  return readFile(file, 'utf8');
}

/** As from the clipboard of another program. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Access key ID' }).focus();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

interface Message {
  readonly channel: string;
  readonly content: string;
}

/** From now on everything that main takes from the window, answers, and sends to it is written down. */
async function recordMessages(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ ipcMain, BrowserWindow }) => {
    const messages: { channel: string; content: string }[] = [];
    Reflect.set(globalThis, 'recordedMessages', messages);
    const write = (channel: string, content: unknown): void => {
      messages.push({ channel, content: JSON.stringify(content) ?? '' });
    };
    const handlers = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('This Electron keeps its handlers elsewhere');
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event: unknown, ...given: unknown[]) => {
        write(`in ${channel}`, given);
        const answer: unknown = await handler(event, ...given);
        write(`out ${channel}`, answer);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...given: unknown[]) => {
        write(`out ${channel}`, given);
        send(channel, ...given);
      };
    }
  });
}

const recordedMessages = (electron: ElectronApplication): Promise<readonly Message[]> =>
  electron.evaluate(() => Reflect.get(globalThis, 'recordedMessages'));
