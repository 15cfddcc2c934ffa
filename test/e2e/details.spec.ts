import type { ElectronApplication, Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { violations } from './axe';
import { changeSettings } from './window-commands';

/* Everything about one instance, and what can be done with it from there. */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, {
    name: 'web-1',
    state: 'running',
    keyName: 'team-key',
    iamInstanceProfile: 'web-profile',
    securityGroups: ['web', 'monitoring'],
    disableApiStop: false,
    hibernationConfigured: true,
    tags: { Env: 'dev', Owner: 'minji & co' },
    launchedAgoMs: 7_200_000,
  });
});

const clipboard = (electron: ElectronApplication) => electron.evaluate(({ clipboard: board }) => board.readText());

async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Details…' }).click();
  await expect(page.getByRole('main', { name: `Details of ${name}` })).toBeVisible();
}

/** The value beside a name. */
const fact = (page: Page, name: string) =>
  page.locator('.detail-facts > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) });

test('the details of an instance are a page from its menu, and can be copied', async ({ launch, endpoint }) => {
  const { page, electron, pageErrors } = await launch({
    awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }),
  });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'web-1')).toBeVisible();
  expect(
    endpoint.calls.some(({ action }) => action === 'DescribeInstanceAttribute'),
    'before anybody looks',
  ).toBe(false);
  await openDetails(page, 'web-1');

  await expect(page.getByRole('main').getByText(/^as of \d\d:\d\d:\d\d$/)).toBeVisible();
  await expect(fact(page, 'AMI')).toContainText(/ami-[0-9a-f]+/);
  await expect(fact(page, 'Key pair')).toContainText('team-key');
  await expect(fact(page, 'Security groups')).toContainText(/sg-[0-9a-f]+ web/);
  await expect(fact(page, 'IAM instance profile')).toContainText('web-profile');
  await expect(fact(page, 'Lifecycle')).toContainText('On-Demand');
  await expect(fact(page, 'Launch time')).toContainText('up 2 h');
  await expect(fact(page, 'Stop protection')).toContainText('off');
  await expect(fact(page, 'System')).toContainText('passed');
  await expect(page.getByText('Nothing was done with it from here.')).toBeVisible();

  await page.getByRole('button', { name: 'Copy all tags' }).click();
  await expect(page.getByText('Copied 3 tags')).toBeVisible();
  expect(await clipboard(electron)).toBe('Name=web-1\nEnv=dev\nOwner=minji & co');
  await page.getByRole('button', { name: 'Copy the value of Owner' }).click();
  await expect(page.getByText('Copied minji & co')).toBeVisible();
  await page.getByRole('button', { name: 'Copy Env=dev' }).click();
  await expect(page.getByText('Copied Env=dev')).toBeVisible();
  await page.getByRole('button', { name: 'Copy team-key' }).click();
  await expect(page.getByText('Copied team-key')).toBeVisible();
  expect(await clipboard(electron)).toBe('team-key');

  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'web-1')).toBeVisible();
  expect(pageErrors).toEqual([]);
});

test('an action from the details is followed there, asks AWS anew, and leads to the journal and back', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await changeSettings(page, { stopBehavior: 'at-once' });
  await openDetails(page, 'web-1');
  await expect(fact(page, 'System')).toContainText('passed');
  await page.getByRole('button', { name: 'Force stop' }).click();
  await expect(page.getByRole('alertdialog'), 'a question stands over the details').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop web-1' }).click();
  await expect(page.locator('.detail-state')).toContainText('Stopped');
  await expect(fact(page, 'System')).toContainText('only while running');
  await expect(fact(page, 'State reason')).toContainText('User initiated');
  const last = page.getByRole('list', { name: 'Last actions' }).getByRole('listitem');
  await expect(last).toHaveCount(1);
  await expect(last).toContainText('Stop web-1');
  await expect(last).toContainText('Done');
  await expect(page.getByRole('button', { name: 'Start web-1' })).toBeVisible();

  await page.getByRole('button', { name: 'Open the journal' }).click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Actions' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('main', { name: 'Details of web-1' })).toBeVisible();
});

test('polling alone asks for no details', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await openDetails(page, 'web-1');
  await expect(fact(page, 'System')).toContainText('passed');
  const asked = () => endpoint.calls.filter(({ action }) => action === 'DescribeInstanceAttribute').length;
  endpoint.fleet.setTags(REGION, 'web-1', { Name: 'web-1', Env: 'prod' });
  await page.evaluate(() => Reflect.get(globalThis, 'ec2Tray').refresh({ scopeId: null }));
  await expect(fact(page, 'Env')).toContainText('prod');
  expect(asked()).toBe(1);
  await page.getByRole('main').getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(asked).toBe(2);
});

test('what is denied is said in its place, and what failed as a whole can be tried again', async ({
  launch,
  endpoint,
}) => {
  endpoint.faults.deny('DescribeInstanceAttribute', 'DescribeInstanceStatus');
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await openDetails(page, 'web-1');
  await expect(fact(page, 'Stop protection')).toContainText('not allowed to see');
  await expect(fact(page, 'System')).toContainText('not allowed to see');
  await expect(fact(page, 'Key pair')).toContainText('team-key');
  expect(await violations(page), 'the details with denied parts').toEqual([]);
  await page.keyboard.press('Escape');

  endpoint.faults.clear();
  endpoint.faults.deny('DescribeInstances');
  await openDetails(page, 'web-1');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('You are not allowed to do this');
  await expect(fact(page, 'Key pair'), 'what nobody told is not “none”').toContainText('not known');
  await expect(fact(page, 'Public DNS name'), 'what the list knows stays').toContainText('compute.amazonaws.com');
  endpoint.faults.clear();
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await expect(fact(page, 'Key pair')).toContainText('team-key');
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
});

test('an instance that goes meanwhile is told as gone', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await openDetails(page, 'web-1');
  await page.evaluate(async () => {
    const api = Reflect.get(globalThis, 'ec2Tray');
    const { value } = await api.getSnapshot();
    await api.removeProfile({ id: value.profiles[0].id });
  });
  await expect(page.getByText('This instance is no longer in the list.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add work' })).toBeVisible();
});

test('hostile names and tags are text, and all of it fits into 320 px, in both languages', async ({
  launch,
  endpoint,
}) => {
  const hostile = { '<img src=x onerror=alert(1)>': `\u202e${'x'.repeat(250)}`, 긴키: '값'.repeat(120), Empty: '' };
  endpoint.fleet.add(REGION, { name: '<b>bad</b>', state: 'stopped', tags: hostile });
  const { page, electron, pageErrors } = await launch({
    awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }),
  });
  await addFromWelcome(page, 'work');
  await openDetails(page, '<b>bad</b>');
  await expect(fact(page, 'AMI')).toContainText(/ami-/);
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.setMinimumSize(200, 200);
      window.setContentSize(320, 600);
    }
  });
  await expect.poll(() => page.evaluate(() => document.documentElement.clientWidth)).toBeLessThanOrEqual(320);
  for (const language of ['en', 'ko'] as const) {
    await changeSettings(page, { language });
    await expect(page.locator(`html[lang=${language}]`)).toBeAttached();
    const isCut = await page.evaluate(() =>
      [...document.querySelectorAll('.details, .details *')]
        .filter(({ className }) => className !== 'visually-hidden')
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );
    expect(isCut, language).toEqual([]);
  }
  expect(await page.locator('.details img, .details b').count()).toBe(0);
  for (const theme of ['light', 'dark'] as const) {
    await changeSettings(page, { theme });
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    expect(await violations(page), `${theme}, narrow`).toEqual([]);
  }
  expect(pageErrors).toEqual([]);
});
