import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { z } from 'zod';
import type { TestDesktop } from '../support/desktop/desktop';
import { tellReliability, tries } from '../support/reliability';
import { addFromWelcome, awsConfigFor, expect, ROOT, rowOf, test } from './app';

const REGION = 'ap-northeast-2';
/** Chromium takes some 15 seconds to notice that a page hangs, and the app waits a little more. */
const HANG_MS = 60_000;

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'db-1', state: 'stopped' });
});

/** The window with something typed into it that is saved nowhere: a search, and a Profile that is being added. */
async function leaveUnfinished(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /^Search/ }).fill('web');
  await expect(rowOf(page, 'db-1')).toBeHidden();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('half a na');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(globalThis, 'ec2Tray').getPageState()), { message: 'what main keeps' })
    .toMatchObject({ value: expect.stringContaining('half a na') });
}

const seen = z.object({ visible: z.array(z.boolean()), fields: z.array(z.string()), text: z.string() });

const NOTHING = { visible: [], fields: [], text: '' };

/** What the window shows, as main finds it: Playwright lets go of a page that has crashed. A page that is gone shows nothing. */
async function look(electron: ElectronApplication): Promise<z.output<typeof seen>> {
  return seen.parse(
    await electron.evaluate(async ({ BrowserWindow }, nothing) => {
      const windows = BrowserWindow.getAllWindows();
      const shown: unknown = await Promise.race([
        windows[0]?.webContents.executeJavaScript(
          `({ fields: [...document.querySelectorAll('input')].map(({ value }) => value), text: document.body.innerText })`,
        ),
        // What is asked of a page that goes meanwhile is never answered.
        new Promise((resolve) => setTimeout(resolve, 500)),
      ]).catch(() => undefined);
      return { ...nothing, visible: windows.map((window) => window.isVisible()), ...Object(shown) };
    }, NOTHING),
  );
}

async function expectForm(electron: ElectronApplication, timeout: number): Promise<void> {
  await expect
    .poll(async () => (await look(electron)).fields, { message: 'the fields of the form', timeout })
    .toContain('half a na');
}

async function expectList(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.focus();
    for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode: 'Escape' });
  });
  await expect
    .poll(() => look(electron), { message: 'the list behind the form' })
    .toMatchObject({ visible: [true], fields: expect.arrayContaining(['web']), text: expect.stringMatching(/web-1/) });
  expect((await look(electron)).text).not.toContain('db-1');
}

async function newestReport(home: string): Promise<string> {
  const logs = path.join(home, 'user-data/logs');
  const reports = async () => (await readdir(logs)).filter((name) => name.startsWith('crash-')).toSorted();
  await expect.poll(async () => (await reports()).length, { message: 'crash reports in the logs folder' }).not.toBe(0);
  return readFile(path.join(logs, (await reports()).at(-1) ?? ''), 'utf8');
}

/** An instance can still be started by the tray, and comes to its end. */
async function expectTrayWorks(desktop: TestDesktop): Promise<void> {
  const tray = await desktop.waitForTrayItem();
  await tray.click(({ label }) => label.includes('db-1'));
  await tray.waitForMenu((menu) => JSON.stringify(menu).includes('● db-1'), { message: 'the start comes to its end' });
}

test('a window whose renderer crashed comes back as it was, what was typed too', async ({ launch, endpoint, home }) => {
  const times = tries({ inSuite: 2, inFull: 3 });
  const { electron, page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await leaveUnfinished(page);
  for (let n = 0; n < times; n += 1) {
    await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.forcefullyCrashRenderer();
    });
    await expectForm(electron, 15_000);
  }
  await expectList(electron);
  expect(await newestReport(home)).toContain('window: the renderer is gone');
  expect((await look(electron)).text, 'the person is told').toContain('Something went wrong');
  tellReliability({
    part: 'Faults',
    tried: 'The renderer crashes, with a search and half a form in the window',
    times,
    happened: 'each time the window was there again with the search and the form as they were; a report was written',
  });
});

test('a page that hangs is noticed, ended, and comes back as it was', async ({
  executable,
  session,
  desktop,
  home,
}) => {
  test.setTimeout(HANG_MS + 30_000);
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${home}/user-data`];
  const app = spawn(executable, ['--require', path.join(ROOT, 'test/support/hang-once.cjs'), '.', ...args], {
    cwd: ROOT,
    env: { ...session.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), LANG: 'en_US.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const said: string[] = [];
    app.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await expect.poll(() => said.join(''), { message: 'the page hangs', timeout: 15_000 }).toContain('hanging');
    const begunAt = Date.now();
    const tray = await desktop.waitForTrayItem();
    await tray.waitForMenu((menu) => JSON.stringify(menu).includes('bastion'), {
      message: 'the tray answers meanwhile',
    });
    await expect
      .poll(() => said.join(''), { message: 'the page is there again', timeout: HANG_MS })
      .toContain('the search says bastion');
    const log = await readFile(path.join(home, 'user-data/logs/main.log'), 'utf8');
    expect(log).toContain('the page hangs, and is ended');
    tellReliability({
      part: 'Faults',
      tried: 'The renderer hangs in an endless loop, with something typed into the search',
      times: 1,
      happened: `the tray answered meanwhile; after ${Math.round((Date.now() - begunAt) / 1000)} s the page was there again with the search as it was`,
    });
  } finally {
    const ended = once(app, 'exit');
    app.kill('SIGTERM');
    await ended;
  }
});

test('an error that nobody catches in main, or a rejection, takes neither tray nor window down', async ({
  launch,
  endpoint,
  desktop,
  home,
}) => {
  const { electron, page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'web-1')).toBeVisible();
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  await electron.evaluate((_electron, secretAccessKey) => {
    setTimeout(() => {
      throw Object.assign(new Error(`thrown with ${secretAccessKey}`), { code: 'EUNFORESEEN' });
    });
    void Promise.reject(new Error('rejected'));
  }, secret);
  await expect(page.getByRole('alert').filter({ hasText: 'Something went wrong' })).toBeVisible();
  await expectTrayWorks(desktop);
  await expect(rowOf(page, 'db-1')).toContainText('Running');
  const logs = path.join(home, 'user-data/logs');
  const reports = (await readdir(logs)).filter((name) => name.startsWith('crash-'));
  const texts = await Promise.all(reports.map((name) => readFile(path.join(logs, name), 'utf8')));
  const all = texts.join('\n');
  for (const part of [
    'main: an uncaught exception',
    'EUNFORESEEN',
    'main: an unhandled rejection',
    'rejected',
    'electron: ',
  ])
    expect(all, 'the reports').toContain(part);
  expect(`${all}${await readFile(path.join(logs, 'main.log'), 'utf8')}`, 'reports and log').not.toContain(secret);
  tellReliability({
    part: 'Faults',
    tried: 'An exception and a rejection in main that nobody catches',
    times: 2,
    happened:
      'tray and window went on and an instance was started; both are in the log, and in reports without the secret that stood in them',
  });
});

test('an error of the page is written down, and told', async ({ launch, home }) => {
  const { page } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('of the page');
    });
  });
  await expect(page.getByRole('button', { name: 'Show the report' })).toBeVisible();
  expect(await newestReport(home)).toContain('of the page');
});
