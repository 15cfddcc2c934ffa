import { spawn } from 'node:child_process';
import path from 'node:path';
import { ask, connect } from '../../src/cli/connection';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import type { CommandLineRequest } from '../../src/shared/command-line-protocol';
import { addFromWelcome, awsConfigFor, test as base, expect, type RunningApp, rowOf } from './app';
import { changeSettings } from './window-commands';

/*
 * The real client as a process of its own, against the real app: what a script sees of it.
 */

const ROOT = path.join(import.meta.dirname, '../..');
const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';

const LIST: CommandLineRequest = {
  protocol: 1,
  command: 'show',
  names: [],
  filters: [],
  profile: null,
  region: null,
  fresh: false,
};

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface CommandLineFixtures {
  /** Runs `ec2-tray` with these arguments against the app of this test. */
  readonly command: (...args: readonly string[]) => Promise<Ran>;
  /** The same with the app's own program, as an installed app does. */
  readonly appCommand: (...args: readonly string[]) => Promise<Ran>;
  /** The app with the Profile `work` in Seoul, in which `web-1` is stopped and `db-1` runs. */
  readonly working: RunningApp;
}

const test = base.extend<CommandLineFixtures>({
  command: async ({ session, home }, use) => {
    const env = environment(session.env, home);
    await use((...args) => run(path.join(ROOT, 'bin/ec2-tray'), [...args, '--user-data-dir', userData(home)], env));
  },
  appCommand: async ({ executable, session, home }, use) => {
    const env = environment(session.env, home);
    const before = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT];
    await use((...args) => run(executable, [...before, ...args, '--user-data-dir', userData(home)], env));
  },
  working: async ({ launch, endpoint }, use) => {
    endpoint.fleet.add(SEOUL, { name: 'web-1', state: 'stopped', tags: { Env: 'dev' } });
    endpoint.fleet.add(SEOUL, { name: 'db-1', state: 'running' });
    const app = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
    await addFromWelcome(app.page, 'work');
    await expect(rowOf(app.page, 'web-1')).toBeVisible();
    await use(app);
  },
});

const userData = (home: string): string => path.join(home, 'user-data');

function environment(session: Readonly<Record<string, string>>, home: string): Record<string, string> {
  return { ...session, HOME: home, AWS_EC2_METADATA_DISABLED: 'true', LANG: 'en_US.UTF-8' };
}

function run(program: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

const callsOf = (endpoint: RunningEndpoint, action: string) => endpoint.calls.filter((call) => call.action === action);

test('list and status tell people and scripts what there is', async ({ working: _app, command }) => {
  const list = await command('list');
  expect(list.code, list.err).toBe(0);
  expect(list.out).toMatch(/^Name +ID +State +Type +Region +Profile +Public DNS\n/);
  expect(list.out).toMatch(/db-1 +i-[0-9a-f]+ +running .* work +ec2-.*\.amazonaws\.com\n/);

  const status = await command('status', 'web-*', '--json');
  expect(status.code).toBe(0);
  expect(JSON.parse(status.out)).toMatchObject({
    instances: [
      { name: 'web-1', state: 'stopped', publicDnsName: null, profile: 'work', region: SEOUL, tags: { Env: 'dev' } },
    ],
    scopes: [{ profile: 'work', region: SEOUL, error: null, asOf: expect.stringMatching(/^20.*Z$/) }],
    error: null,
  });

  const filtered = await command('list', '--filter', 'Name=tag:Name,Values=web*,x*', '--filter', 'tag:Env=de?');
  expect(filtered.out).toContain('web-1');
  expect(filtered.out).not.toContain('db-1');
});

test('start --wait ends when it runs, with one call, and gives the new DNS name; stop is sent at once', async ({
  working: app,
  command,
  endpoint,
}) => {
  const started = await command('start', 'web-1', '--wait', '--json');
  expect(started.code, started.out).toBe(0);
  expect(JSON.parse(started.out)).toMatchObject({
    instances: [{ state: 'running', result: 'done', publicDnsName: expect.stringContaining('amazonaws.com') }],
  });
  expect(callsOf(endpoint, 'StartInstances')).toHaveLength(1);
  await expect(rowOf(app.page, 'web-1'), 'the window knows it too').toContainText('Running');

  const stopped = await command('stop', 'web-1', '--wait');
  expect(stopped.code, stopped.err).toBe(0);
  expect(stopped.out).toMatch(/web-1 +i-[0-9a-f]+ +stopped /);
  expect(stopped.err, 'no countdown').not.toContain('About to stop');
  expect(callsOf(endpoint, 'StopInstances')).toHaveLength(1);
});

test('a wait that is over, a dry run, a refusal and a mistake each end in their own way', async ({
  working: _app,
  command,
  endpoint,
}) => {
  endpoint.faults.delay({ action: 'DescribeInstances', ms: 3_000 });
  const timedOut = await command('start', 'web-1', '--wait', '--timeout', '1');
  expect(timedOut.code, timedOut.err).toBe(6);
  endpoint.faults.clear();

  const allowed = await command('stop', 'db-1', '--dry-run');
  expect(allowed).toMatchObject({ code: 0, out: expect.stringMatching(/^db-1 \(i-.*\): allowed/) });
  endpoint.faults.deny('StopInstances');
  const denied = await command('stop', 'db-1', '--dry-run');
  expect(denied).toMatchObject({ code: 1, err: expect.stringContaining('You are not allowed to do this') });
  expect(denied.out).not.toContain('allowed');

  const refused = await command('stop', 'db-1', '--json');
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({
    instances: [
      {
        result: 'failed',
        state: 'running',
        error: { code: 'access-denied', awsCode: 'UnauthorizedOperation', requestId: expect.any(String) },
      },
    ],
  });

  expect(await command('terminate', 'db-1')).toMatchObject({ code: 2, err: expect.stringContaining('terminate') });
  const missing = await command('start', 'nobody', '--json');
  expect(missing.code).toBe(3);
  expect(JSON.parse(missing.out)).toMatchObject({ instances: [], error: { code: 'no-match' } });
});

test('a name that two instances have is refused with both of them, until it is made clear', async ({
  working: _app,
  command,
  endpoint,
}) => {
  const twin = endpoint.fleet.add(SEOUL, { name: 'web-1', state: 'stopped' });
  const unclear = await command('start', 'web-1', '--fresh');
  expect(unclear).toMatchObject({ code: 4, out: '' });
  expect(unclear.err).toContain('2 instances are called web-1');
  expect(unclear.err).toContain(twin);
  expect(callsOf(endpoint, 'StartInstances')).toEqual([]);

  expect((await command('start', 'web-1', '--all')).code).toBe(0);
  expect(callsOf(endpoint, 'StartInstances'), 'both in one call').toHaveLength(1);
});

test('a Region that failed is told, and never shown as empty', async ({ launch, endpoint, command }) => {
  endpoint.fleet.add(SEOUL, { name: 'web-1' });
  endpoint.faults.fail({ action: 'DescribeInstances', region: VIRGINIA, code: 'UnauthorizedOperation' });
  const { page } = await launch({
    awsConfig: awsConfigFor({
      good: { endpoint, region: SEOUL },
      bad: { endpoint, region: VIRGINIA },
    }),
  });
  await addFromWelcome(page, 'bad');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('good');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'AWS profile good' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'web-1')).toBeVisible();

  const list = await command('list');
  expect(list.code).toBe(1);
  expect(list.out).toContain('web-1');
  expect(list.err).toContain(`bad ${VIRGINIA}: You are not allowed to do this. What is there is not known.`);
  expect(await command('list', '--profile', 'good')).toMatchObject({ code: 0, err: '' });
  const missing = await command('status', 'db-1');
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining(`may be in ${VIRGINIA}`) });
});

test('the app itself answers at once; the rest of the half second is the start of the client', async ({
  working: _app,
  command,
  appCommand,
  home,
}) => {
  const socket = path.join(userData(home), 'command-line/socket');
  const list = (await command('list', '--json')).out;
  expect((await appCommand('list', '--json')).out, 'the app’s own program is the same client').toBe(list);
  const times: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    const begun = performance.now();
    const connection = await connect(socket);
    if (connection === null) throw new Error('The app does not listen');
    const answer = await ask(connection, LIST, () => undefined);
    times.push(Math.round(performance.now() - begun));
    expect(answer).toMatchObject({ ok: true, value: { instances: [{ name: 'db-1' }, { name: 'web-1' }] } });
  }
  // How long a process takes to start depends on what else the machine does; a bound for it would fail at random.
  expect(times.toSorted((a, b) => a - b)[3], `the median of ${times.join(', ')} ms`).toBeLessThan(100);
});

test('an app that does not run is started without its window, answers, and stays', async ({
  appCommand,
  command,
  desktop,
  launch,
  endpoint,
}) => {
  endpoint.fleet.add(SEOUL, { name: 'web-1' });
  expect(await command('list', '--no-start')).toMatchObject({ code: 5, err: expect.stringContaining('not running') });
  // Adds the Profile.
  const first = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: SEOUL } }) });
  await addFromWelcome(first.page, 'work');
  await expect(rowOf(first.page, 'web-1')).toBeVisible();
  await first.quit();
  expect((await command('list', '--no-start')).code, 'the socket goes with the app').toBe(5);

  const started = await appCommand('status', 'web-1');
  try {
    expect(started.code, started.err).toBe(0);
    expect(started.out).toContain('stopped');
    const again = await command('list', '--no-start', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ instances: [{ name: 'web-1' }] });
  } finally {
    await (await desktop.waitForTrayItem()).click('Quit EC2 Tray');
  }
  await expect.poll(async () => (await command('list', '--no-start')).code, 'the app has ended').toBe(5);
});

test('what is protected is not stopped by a command: that wants its name typed in the window', async ({
  working: { page },
  command,
  endpoint,
}) => {
  await changeSettings(page, { stopBehavior: 'ask', protection: { isOn: true, rule: 'db*' } });
  const refused = await command('stop', 'db-1', '--json');
  expect(refused.code).toBe(7);
  expect(JSON.stringify(JSON.parse(refused.out))).toContain('confirmation-required');
  expect(callsOf(endpoint, 'StopInstances')).toHaveLength(0);

  // “Ask” is for clicks: what is typed is meant.
  expect((await command('start', 'web-1', '--wait')).code).toBe(0);
  expect((await command('stop', 'web-1')).code).toBe(0);
  expect(callsOf(endpoint, 'StopInstances')).toHaveLength(1);
});
