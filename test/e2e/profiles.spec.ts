import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'seoul-1', state: 'running' });
  endpoint.fleet.add('us-east-1', { name: 'virginia-1', state: 'stopped' });
});

test('the welcome view lists the AWS profiles with Region and kind of credential, and offers the demo account', async ({
  launch,
}) => {
  const { page } = await launch({
    awsConfig: [
      '[default]\nregion = ap-northeast-2\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n',
      '[profile corp]\nregion = us-east-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n',
      '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.invalid/start\n',
      '[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = default\n',
    ].join('\n'),
  });
  await expect(page.getByRole('listitem')).toHaveText([
    /default.*access keys · ap-northeast-2/s,
    /corp.*IAM Identity Center · us-east-1/s,
    /ops.*assumed role · no Region set/s,
  ]);

  await page.getByRole('button', { name: 'Add ops' }).click();
  await expect(page.getByRole('menuitem').first(), 'a Region that others have comes first').toContainText(
    'ap-northeast-2',
  );
  await page.getByRole('menuitem', { name: 'Several, or find them…' }).click();
  await expect(page.getByRole('heading', { name: 'Add a profile' }), 'the missing Region is asked for').toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('ops');
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Open the demo account' }).click();
  await expect(page.getByText('Demo account: nothing here is on AWS.')).toBeVisible();
  await expect(page.getByRole('row').first()).toBeVisible();
});

test('a profile that was added is still there after a restart', async ({ launch, endpoint, home }) => {
  const awsConfig = awsConfigFor({ work: { endpoint, region: REGION } });
  const first = await launch({ awsConfig });
  await addFromWelcome(first.page, 'work');
  await expect(rowOf(first.page, 'seoul-1')).toContainText('Running');
  await first.quit();

  // The other way to write it, which Chromium does not know.
  const second = await launch({ awsConfig, userDataArgs: (folder) => ['--user-data-dir', folder] });
  await expect(rowOf(second.page, 'seoul-1')).toContainText('Running');
  const kept = await readFile(path.join(home, 'user-data/profiles.json'), 'utf8');
  expect(kept, 'no credential is written to disk').not.toContain(endpoint.accessKey.secretAccessKey);
});

test('a profile is set up by hand with several Regions, changed, removed and put back', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await page.getByRole('button', { name: 'Set one up by hand…' }).click();

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Give it a name, such as “work”.')).toBeVisible();
  await expect(page.getByText('Choose where the credentials come from.')).toBeVisible();
  await expect(page.getByText('Choose at least one Region.')).toBeVisible();

  await page.getByRole('textbox', { name: 'Name' }).fill('My team');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'AWS profile work' }).click();
  await expect(
    page.getByText('Asia Pacific (Seoul) ap-northeast-2'),
    'the Region of the AWS profile is taken',
  ).toBeVisible();
  const regions = page.getByRole('combobox', { name: 'Regions' });
  await regions.fill('virg');
  await page.getByRole('option', { name: /us-east-1/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove us-east-1' })).toBeVisible();
  await page.getByRole('textbox', { name: /Endpoint URL/ }).fill('localhost:1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/Write a whole address/)).toBeVisible();
  await page.getByRole('textbox', { name: /Endpoint URL/ }).fill('');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('heading', { name: /My team Asia Pacific \(Seoul\) ap-northeast-2/ })).toBeVisible();
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  await expect(rowOf(page, 'virginia-1')).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit My team' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Renamed');
  await page.getByRole('button', { name: 'Remove us-east-1' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: /Renamed Asia Pacific/ })).toBeVisible();
  await expect(rowOf(page, 'virginia-1')).toHaveCount(0);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Remove Renamed' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: /Renamed Asia Pacific/ })).toBeVisible();
});

test('what was typed into the profile form is still there after looking elsewhere', async ({ launch, desktop }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Add your AWS profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('half-typed');
  const tray = await desktop.waitForTrayItem();
  await tray.click('Open EC2 Tray');
  await expect(page.getByRole('row').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add your AWS profile' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('half-typed');
});

test('a bad endpoint gives a clear error in its scope, the rest works, and it recovers by itself', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({
    awsConfig: awsConfigFor({
      good: { endpoint, region: REGION },
      bad: { endpoint, region: REGION, url: 'http://127.0.0.1:1' },
    }),
  });
  await addFromWelcome(page, 'bad');
  const trouble = page.getByRole('alert');
  await expect(trouble).toContainText('127.0.0.1:1 cannot be reached');
  await expect(trouble).toContainText('endpoint URL');
  await expect(page.getByRole('heading', { level: 1 }), 'a failed scope is not an empty one').toHaveText('Not known');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('good');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'AWS profile good' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  await expect(trouble).toContainText('cannot be reached');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit bad' }).click();
  await page.getByRole('textbox', { name: /Endpoint URL/ }).fill(endpoint.url);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'seoul-1')).toHaveCount(2);
  await expect(trouble).toHaveCount(0);
});

test('trouble that ends is gone at the next try, and old data stays meanwhile', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await expect(rowOf(page, 'seoul-1')).toBeVisible();
  endpoint.faults.fail({ action: 'DescribeInstances', code: 'AuthFailure' });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toContainText('AWS does not accept these credentials');
  await expect(page.getByText(/Old data, as of/)).toBeVisible();
  await expect(rowOf(page, 'seoul-1')).toContainText('Running');
  endpoint.faults.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText(/^as of/)).toBeVisible();
});

test('a corrupt profiles file is set aside, told of, and the app goes on', async ({ launch, home }) => {
  const { mkdir, readdir } = await import('node:fs/promises');
  await mkdir(path.join(home, 'user-data'), { recursive: true });
  await writeFile(path.join(home, 'user-data/profiles.json'), '{"version":1,"profiles":[{"id":');
  const { page } = await launch();
  await expect(page.getByRole('alert').first()).toContainText('A settings file could not be read');
  await expect(page.getByRole('row').first()).toBeVisible();
  const files = await readdir(path.join(home, 'user-data'));
  expect(files.filter((name) => name.startsWith('profiles.corrupt-'))).toHaveLength(1);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('A settings file could not be read')).toHaveCount(0);
});
