import type { Page } from '@playwright/test';
import { awsConfigFor, expect, type RunningApp, test } from './app';

const REGION = 'ap-northeast-2';

/** The form of a new Profile with the credentials of the AWS profile `work`, which is set to Seoul. */
async function newProfile({ page }: RunningApp): Promise<Page> {
  await page.getByRole('button', { name: 'Set one up by hand…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('mine');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'AWS profile work' }).click();
  return page;
}

test('the Regions of the account are offered with their opt-in state, and one that is not opted in is warned about', async ({
  launch,
  endpoint,
}) => {
  const page = await newProfile(await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) }));
  const regions = page.getByRole('combobox', { name: 'Regions' });
  await regions.fill('Asia');
  await expect(page.getByRole('option', { name: /ap-northeast-1/ })).toHaveText(
    'Asia Pacific (Tokyo) ap-northeast-1enabled by default',
  );
  await expect(page.getByRole('option', { name: /ap-east-2/ }), 'the account does not have it').toHaveCount(0);
  const hongKong = page.getByRole('option', { name: /ap-east-1/ });
  await expect(hongKong).toHaveText('Asia Pacific (Hong Kong) ap-east-1not opted in');
  await hongKong.click();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Not opted in: ap-east-1\. AWS refuses every request there/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove ap-east-1' }).click();
  await expect(page.getByText(/^Not opted in/)).toHaveCount(0);
  expect(
    endpoint.calls.filter(({ action }) => action === 'DescribeRegions'),
    'asked once',
  ).toHaveLength(1);
});

test('where AWS does not tell the Regions, the app’s own list goes on to work, with the reason', async ({
  launch,
  endpoint,
}) => {
  endpoint.faults.fail({ action: 'DescribeRegions', code: 'UnauthorizedOperation' });
  const page = await newProfile(await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) }));
  await page.getByRole('combobox', { name: 'Regions' }).fill('Taipei');
  await expect(
    page.getByText(/^The Regions of the account are not known: .*The list below is the app’s own\.$/),
  ).toBeVisible();
  await page.getByRole('option', { name: /ap-east-2/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove ap-east-2' })).toBeVisible();
});

test('“Find my Regions” shows how far it is, proposes what it found, names what failed, and can be cancelled', async ({
  launch,
  endpoint,
}) => {
  for (const name of ['a', 'b']) endpoint.fleet.add('eu-west-1', { name });
  endpoint.fleet.add('ca-central-1', { name: 'c' });
  endpoint.faults.fail({ action: 'DescribeInstances', region: 'ap-south-1', code: 'UnauthorizedOperation' });
  const page = await newProfile(await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) }));
  await page.getByRole('button', { name: 'Find my Regions' }).click();
  await expect(page.getByText('10 of 17 Regions asked')).toBeVisible();
  await expect(page.getByText(/^AWS is asked about at most 10 Regions in 30 seconds/)).toBeVisible();
  await expect(page.getByText('Canada (Central) ca-central-11 instance')).toBeVisible();
  await expect(page.getByText('Europe (Ireland) eu-west-12 instances')).toBeVisible();
  await expect(page.getByText('1 Region could not be asked')).toBeVisible();
  await expect(page.getByText(/^Asia Pacific \(Mumbai\) ap-south-1: /)).toBeVisible();

  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await expect(page.getByText('Cancelled: 10 of 17 Regions were asked')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove eu-west-1' }), 'none is added unasked').toHaveCount(0);
  await page.getByRole('button', { name: 'Add Europe (Ireland) eu-west-1' }).click();
  await expect(page.getByRole('button', { name: 'Remove eu-west-1' })).toBeVisible();
  await expect(page.getByText('Europe (Ireland) eu-west-12 instancesadded')).toBeVisible();

  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Set one up by hand…' }).click();
  await expect(page.getByText('Cancelled:'), 'the scan has gone with the form').toHaveCount(0);

  const asked = endpoint.calls.filter(({ action }) => action === 'DescribeInstances').map(({ region }) => region);
  expect(new Set(asked).size).toBe(10);
});

test('a filter is checked and tried while it is written, narrows the list, and is shown', async ({
  launch,
  endpoint,
}) => {
  endpoint.fleet.add(REGION, { name: 'alice-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'alice-2', state: 'stopped' });
  endpoint.fleet.add(REGION, { name: 'bob-1', state: 'running' });
  const page = await newProfile(await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) }));
  const filter = page.getByRole('textbox', { name: /Filter/ });
  await filter.fill('instance-typ=t3.*');
  await expect(page.getByText('EC2 knows no filter instance-typ. Did you mean instance-type?')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Add a profile' }), 'it is not saved like this').toBeVisible();

  await filter.fill('Name=tag:Name,Values=alice* state=running');
  await expect(page.getByText('AWS is asked for tag:Name=alice* instance-state-name=running')).toBeVisible();
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('Asia Pacific (Seoul) ap-northeast-21 matching instance')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('row', { name: /^alice-1\b/ })).toContainText('Running');
  await expect(page.getByRole('row')).toHaveCount(1);
  await expect(page.getByText('filtered', { exact: true })).toHaveAttribute(
    'title',
    'AWS lists only what matches Name=tag:Name,Values=alice* state=running',
  );

  await page.getByRole('button', { name: 'Stop alice-1' }).click();
  await expect(page.getByRole('row', { name: /^alice-1\b/ }), 'followed to its end').toContainText('Stopped', {
    timeout: 20_000,
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('row')).toHaveCount(0);
  await expect(page.getByText(/^No instances in Asia Pacific \(Seoul\) ap-northeast-2 match/)).toBeVisible();
  await expect(page.getByRole('alert'), 'it has not vanished').toHaveCount(0);
});
