import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { openSettings } from './window-commands';

/* What was asked for, by whom, and what came of it: in the window, in a file, and after a crash. */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'stopped' });
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'running' });
});

async function openJournal(page: Page): Promise<void> {
  await openSettings(page, 'Journal');
  await page.getByRole('button', { name: 'Open the journal' }).click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
}

const entries = (page: Page) => page.getByRole('list', { name: 'Actions' }).getByRole('listitem');

test('a start is in the journal from its beginning to its end, with who, request ID and duration', async ({
  launch,
  endpoint,
}) => {
  endpoint.faults.delay({ action: 'StartInstances', ms: 1500, times: 1 });
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Start web-1' }).click();
  await openJournal(page);
  const entry = entries(page).first();
  await expect(entry).toContainText('Start web-1');
  await expect(entry, 'while it is under way').toContainText('Under way');
  await expect(entry, 'at its end').toContainText('Done');
  await expect(entry).toContainText(/took 0:0\d/);
  await expect(entry).toContainText(/Request ID [0-9a-f-]{36}/);
  await expect(entry).toContainText(/arn:aws:(iam|sts)::\d{12}:/);
  await expect(entry).toContainText('from the window');
  expect(endpoint.calls.filter(({ action }) => action === 'GetCallerIdentity')).toHaveLength(1);

  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('No action matches')).toBeVisible();
  await page.getByRole('button', { name: 'Show all actions' }).click();
  await page.getByRole('radio', { name: 'Failed' }).click();
  await expect(page.getByText('No action matches')).toBeVisible();
  await page.getByRole('radio', { name: 'Done' }).click();
  await expect(entries(page)).toHaveCount(1);
});

test('what AWS refuses is there with AWS’s own words', async ({ launch, endpoint }) => {
  endpoint.faults.noCapacity({});
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Start web-1' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await openJournal(page);
  await expect(entries(page).first()).toContainText('Failed');
  await expect(entries(page).first()).toContainText('AWS has no capacity for it now');
  await expect(entries(page).first()).toContainText('InsufficientInstanceCapacity');
});

test('it is exported where the person says, and not at all where they think better of it', async ({
  launch,
  endpoint,
  home,
}) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Start web-1' }).click();
  await expect(rowOf(page, 'web-1')).toContainText('Running');
  const answerWith = (filePath: string) =>
    electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: chosen === '', filePath: chosen });
    }, filePath);
  await openJournal(page);
  await answerWith('');
  await page.getByRole('button', { name: 'Export CSV…' }).click();
  const csv = path.join(home, 'journal.csv');
  await answerWith(csv);
  await page.getByRole('button', { name: 'Export CSV…' }).click();
  await expect(page.getByText(`Saved as ${csv}`)).toBeVisible();
  expect((await readFile(csv, 'utf8')).split('\r\n')[1]).toMatch(/,start,i-[0-9a-f]+,web-1,work,ap-northeast-2,arn:/);
  await answerWith(path.join(home, 'no-such-folder/journal.json'));
  await page.getByRole('button', { name: 'Export JSON…' }).click();
  await expect(page.getByText('This could not be saved')).toBeVisible();
});

test('kill -9 in the midst of a start leaves it unknown, and the next start of the app finds out without a second call', async ({
  launch,
  endpoint,
  home,
}) => {
  const awsConfig = awsConfigFor({ work: { endpoint, region: REGION } });
  const killed = await launch({ awsConfig });
  await addFromWelcome(killed.page, 'work');
  await expect(rowOf(killed.page, 'web-1')).toBeVisible();
  // It takes effect at once, but the app is gone before the answer.
  endpoint.faults.delay({ action: 'StartInstances', ms: 3_000, times: 1 });
  await killed.page.getByRole('button', { name: 'Start web-1' }).click();
  await expect.poll(() => endpoint.fleet.find(REGION, 'web-1')?.state).toMatch(/pending|running/);
  const main = killed.electron.process();
  const gone = once(main, 'exit');
  main.kill('SIGKILL');
  await gone;
  const lines = (await readFile(path.join(home, 'user-data/journal/journal.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).not.toContain('settled');

  endpoint.faults.delay({ action: 'DescribeInstances', ms: 2_500, times: 1 });
  const { page } = await launch({ awsConfig });
  await openJournal(page);
  await expect(entries(page).first()).toContainText('Outcome unknown');
  await expect(entries(page).first()).toContainText('Done', { timeout: 30_000 });
  await expect(entries(page)).toHaveCount(1);
  // A call is in the log once it has been answered: the one of the killed app is, and there is no other.
  await endpoint.waitForCall(({ action }) => action === 'StartInstances');
  expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
});
