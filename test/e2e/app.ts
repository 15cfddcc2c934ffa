import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { type DesktopSession, startDesktopSession } from '../../scripts/desktop-session.mjs';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { type RunningEndpoint, startEndpoint } from '../../src/demo/endpoint';
import { emptyFleet } from '../../src/demo/seed';
import { startTestDesktop, type TestDesktop } from '../support/desktop/desktop';

/*
 * The real app in the real Electron, for every test: a display and a bus for each worker; a tray, a home with its AWS
 * files, user data and a local EC2 endpoint for each test. A failed test leaves a screenshot and main's log.
 */

export { expect };

/** What a test's app is started with. */
interface LaunchOptions {
  /** The text of `~/.aws/config`; none by default. */
  readonly awsConfig?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the built app is; by default where `npm run build` puts it. */
  readonly appFolder?: string;
  /** How the user data folder is given; Playwright's way is one argument. */
  readonly userDataArgs?: (folder: string) => readonly string[];
  /** Switches for Chromium. */
  readonly switches?: readonly string[];
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What main has written so far. */
  readonly log: readonly string[];
  /** Errors on the page's console, refused by the content security policy or thrown. */
  readonly pageErrors: readonly string[];
  /** Ends the app as a person would, and waits until it is gone. */
  quit(): Promise<void>;
}

export type Launch = (options?: LaunchOptions) => Promise<RunningApp>;

interface TestFixtures {
  readonly desktop: TestDesktop;
  /** Quick but not instant: states can be seen on their way. */
  readonly endpoint: RunningEndpoint;
  readonly home: string;
  readonly launch: Launch;
}

interface WorkerFixtures {
  /** Whether sleep can be played: the session's bus stands for the system bus too, with a login manager on it. */
  readonly hasLogin1: boolean;
  readonly executable: string;
  readonly session: DesktopSession;
}

export const ROOT = path.join(import.meta.dirname, '../..');

export const test = base.extend<TestFixtures, WorkerFixtures>({
  executable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const { executable } = await findElectron();
      await use(executable);
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  hasLogin1: [false, { option: true, scope: 'worker' }],
  session: [
    async ({ hasLogin1 }, use) => {
      const session = await startDesktopSession({ systemBus: hasLogin1 });
      await use(session);
      await session.stop();
    },
    { scope: 'worker' },
  ],
  desktop: async ({ session, hasLogin1 }, use) => {
    const desktop = await startTestDesktop({
      busAddress: session.busAddress,
      notifications: true,
      login1: hasLogin1,
    });
    await use(desktop);
    desktop.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  endpoint: async ({}, use) => {
    const endpoint = await startEndpoint({
      fleet: emptyFleet({ timing: { pendingMs: 1200, stoppingMs: 1200, consistencyDelayMs: 300 } }),
    });
    await use(endpoint);
    await endpoint.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  home: async ({}, use) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-e2e-'));
    await use(home);
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
  // The desktop is not used by name, but must be there before the app.
  launch: async ({ executable, session, home, desktop: _before }, use, testInfo) => {
    const apps: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await start(executable, session, home, options);
      apps.push(app);
      return app;
    });
    for (const [index, app] of apps.entries()) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await keepEvidence(app, index, home, testInfo);
      }
      await app.quit();
    }
  },
});

/** What a failed test leaves in its folder under test-results: the window as it was, and main's log. */
async function keepEvidence(app: RunningApp, index: number, home: string, testInfo: TestInfo): Promise<void> {
  const screenshot = testInfo.outputPath(`window-${index}.png`);
  const log = testInfo.outputPath(`main-${index}.log`);
  // The file has all that main logged; the streams also have what Chromium said, from the launch on.
  const logged = await readFile(path.join(home, 'user-data/logs/main.log'), 'utf8').catch(
    () => 'main logged nothing\n',
  );
  await writeFile(log, `${logged}--- stdout and stderr\n${app.log.join('')}`);
  testInfo.attachments.push({ name: `main-${index}.log`, path: log, contentType: 'text/plain' });
  // An app that has ended has no window to show any more.
  const hasWindow = await app.page.screenshot({ path: screenshot, timeout: 3000 }).then(
    () => true,
    () => false,
  );
  if (hasWindow) testInfo.attachments.push({ name: `window-${index}.png`, path: screenshot, contentType: 'image/png' });
}

export async function start(
  executablePath: string,
  session: DesktopSession,
  home: string,
  options: LaunchOptions,
): Promise<RunningApp> {
  await mkdir(path.join(home, '.aws'), { recursive: true });
  if (options.awsConfig !== undefined) await writeFile(path.join(home, '.aws/config'), options.awsConfig);
  const app = await electron.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.switches ?? []),
      options.appFolder ?? ROOT,
      ...(options.userDataArgs ?? ((folder) => [`--user-data-dir=${folder}`]))(path.join(home, 'user-data')),
    ],
    env: {
      ...withoutAws(session.env),
      HOME: home,
      // Whoever runs the tests has autostart files of their own.
      XDG_CONFIG_HOME: path.join(home, '.config'),
      AWS_EC2_METADATA_DISABLED: 'true',
      LANG: 'en_US.UTF-8',
      ...options.env,
    },
    // The theme is the app's to choose, not the test runner's.
    colorScheme: null,
    timeout: 30_000,
  });
  const log: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  }
  app.process().on('exit', (code, signal) => log.push(`--- ended with ${signal ?? code}\n`));
  let hasClosed = false;
  app.on('close', () => {
    hasClosed = true;
  });
  const page = await app.firstWindow();
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  return {
    electron: app,
    page,
    log,
    pageErrors,
    async quit() {
      if (hasClosed) return;
      const closed = app.waitForEvent('close');
      // The answer never comes when the app is gone before it: that is what is wanted.
      await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
      await closed;
    },
  };
}

/** Whatever the machine's own AWS set-up is, a test must not see it. */
function withoutAws(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS_|https?_proxy$|no_proxy$)/i.test(name)));
}

/** A `~/.aws/config` in which the named profiles ask local endpoints. */
export function awsConfigFor(
  profiles: Readonly<Record<string, { endpoint: RunningEndpoint; region: string; url?: string }>>,
) {
  return Object.entries(profiles)
    .map(([name, { endpoint, region, url }]) =>
      [
        name === 'default' ? '[default]' : `[profile ${name}]`,
        `region = ${region}`,
        `aws_access_key_id = ${endpoint.accessKey.accessKeyId}`,
        `aws_secret_access_key = ${endpoint.accessKey.secretAccessKey}`,
        `endpoint_url = ${url ?? endpoint.url}`,
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** The row of an instance in the window. */
export const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}\\b`) });

/** Adds a named profile with a click in the welcome view. */
export async function addFromWelcome(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${name}` }).click();
}
