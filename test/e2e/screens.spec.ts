import type { Page } from '@playwright/test';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { awsConfigFor, expect, rowOf } from './app';
import { look, SIZES, test } from './screen-pictures';
import { command, openSettings, showSection } from './window-commands';

/* What every view looks like, in both themes and both languages, compared with the kept pictures in `screens`. */

const SEOUL = 'ap-northeast-2';
const VIRGINIA = 'us-east-1';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// Each test takes some thirty pictures.
test.describe.configure({ timeout: 180_000 });

function fillFleet({ fleet }: RunningEndpoint): void {
  fleet.add(SEOUL, {
    name: 'web-1',
    state: 'running',
    instanceType: 't3.medium',
    tags: { Env: 'dev', Owner: 'alice' },
    keyName: 'team-key',
    iamInstanceProfile: 'web-profile',
    securityGroups: ['web', 'monitoring'],
    launchedAgoMs: 3.2 * HOUR,
  });
  fleet.add(SEOUL, {
    name: '유저네임-gpu',
    state: 'stopped',
    instanceType: 'g5.xlarge',
    tags: { Env: 'dev', Owner: 'minji.kim', Team: 'ml' },
    stoppedAgoMs: 14 * HOUR,
  });
  fleet.add(SEOUL, {
    name: 'batch-worker',
    state: 'running',
    instanceType: 'c7i.4xlarge',
    tags: { Env: 'prod' },
    privateOnly: true,
    launchedAgoMs: 9 * DAY,
  });
  fleet.add(SEOUL, {
    name: 'staging-integration-tests-for-the-payment-gateway',
    state: 'running',
    instanceType: 'm7i.large',
    tags: { Env: 'stage', Owner: 'junho.park@example.com' },
    launchedAgoMs: 40 * DAY,
  });
  fleet.add(SEOUL, { state: 'stopped', instanceType: 't3.micro', stoppedAgoMs: 41 * DAY });
  fleet.add(SEOUL, {
    name: 'bert-trainer',
    state: 'stopped',
    instanceType: 'p5.48xlarge',
    tags: { Env: 'dev', Team: 'ml' },
    stoppedAgoMs: 21 * DAY,
  });
  fleet.add(VIRGINIA, {
    name: 'spot-runner',
    state: 'running',
    instanceType: 'c7g.xlarge',
    spot: 'persistent',
    tags: { Env: 'ci' },
    launchedAgoMs: 40 * 60_000,
  });
}

async function addTwoRegions(page: Page): Promise<void> {
  await command(page, 'addProfile', {
    name: 'work',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: [SEOUL, VIRGINIA],
    endpointUrl: null,
  });
  await expect(rowOf(page, 'spot-runner')).toBeVisible();
}

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen instances' });

/** What has been started has got its addresses: whenever AWS is asked from here on, nothing is new. */
async function askAgain(page: Page): Promise<void> {
  await command(page, 'refresh', { scopeId: null });
  await expect(rowOf(page, '유저네임-gpu')).toContainText('ec2-');
}

/** One that starts, one that is about to stop, one that AWS has no capacity for. */
async function makeBusy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start 유저네임-gpu' }).click();
  await page.getByRole('button', { name: 'Stop batch-worker' }).click();
  await page.getByRole('button', { name: 'Start bert-trainer' }).click();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await expect(rowOf(page, 'bert-trainer').getByRole('alert')).toBeVisible();
  await expect(rowOf(page, '유저네임-gpu')).toContainText('Starting');
  await askAgain(page);
}

test('the first run looks as it is kept', async ({ launchStill, endpoint }) => {
  // The port of an endpoint is another one in every run.
  const app = await launchStill(
    awsConfigFor({ work: { endpoint, region: SEOUL }, lab: { endpoint, region: VIRGINIA } }).replace(
      /^endpoint_url.*\n/gm,
      '',
    ),
  );
  const { page } = app;
  await expect(page.getByRole('button', { name: 'Add work' })).toBeVisible();
  await look(app, 'welcome');
  await page.getByRole('button', { name: 'Open the demo account' }).click();
  await expect(rowOf(page, 'bastion')).toBeVisible();
  await look(app, 'demo');
});

test('the list looks as it is kept', async ({ launchStill, endpoint }) => {
  fillFleet(endpoint);
  endpoint.faults.noCapacity({ instanceType: 'p5.48xlarge' });
  const app = await launchStill(awsConfigFor({ work: { endpoint, region: SEOUL } }));
  const { page } = app;
  await addTwoRegions(page);
  await makeBusy(page);
  await look(app, 'list');

  await page.getByRole('button', { name: 'More actions for web-1' }).click();
  await look(app, 'list-menu');
  await page.getByRole('menuitem', { name: 'Force stop' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await look(app, 'question');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await look(app, 'keys');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Group, sort, columns' }).click();
  await look(app, 'list-options');
  await page.getByRole('button', { name: /Group by/ }).click();
  await page.getByRole('option', { name: 'State', exact: true }).click();
  await page.keyboard.press('Escape');
  await look(app, 'list-by-state');

  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('By state');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove the view By state' })).toBeVisible();
  await look(app, 'saved-views');
  await page.keyboard.press('Escape');

  const search = page.getByRole('combobox', { name: /^Search/ });
  await search.fill('tag:');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look(app, 'search-completions');
  await search.fill('tag:Name=nobody*');
  await expect(page.getByRole('row')).toHaveCount(0);
  await look(app, 'search-nothing');
});

test('several at once look as they are kept, and the wide list with the details beside it', async ({
  launchStill,
  endpoint,
}) => {
  fillFleet(endpoint);
  endpoint.faults.noCapacity({ instanceType: 'p5.48xlarge' });
  const app = await launchStill(awsConfigFor({ work: { endpoint, region: SEOUL } }));
  const { page } = app;
  await addTwoRegions(page);
  for (const name of ['web-1', '유저네임-gpu', 'bert-trainer'])
    await rowOf(page, name).click({ modifiers: ['ControlOrMeta'], position: { x: 150, y: 10 } });
  await bar(page).getByRole('button', { name: 'Start 2' }).click();
  await expect(page.getByText('0 of 2 running · 1 failed')).toBeVisible();
  await askAgain(page);
  await look(app, 'several');
  await page.setViewportSize(SIZES.wide);
  await expect(page.getByRole('columnheader', { name: 'Public DNS' })).toBeVisible();
  await look(app, 'wide-several');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More actions for web-1' }).click();
  await page.getByRole('menuitem', { name: 'Details…' }).click();
  await expect(page.getByText('ami-').first()).toBeVisible();
  await look(app, 'wide-details');
  await page.setViewportSize(SIZES.popover);
  await look(app, 'details');
});

test('scopes in trouble look as they are kept', async ({ launchStill, endpoint }) => {
  fillFleet(endpoint);
  for (const [region, code] of [
    ['eu-west-1', 'UnauthorizedOperation'],
    ['us-west-2', 'OptInRequired'],
    ['eu-central-1', 'ExpiredToken'],
  ] as const)
    endpoint.faults.fail({ action: 'DescribeInstances', region, code });
  endpoint.faults.delay({ action: 'DescribeInstances', region: 'ap-northeast-1', ms: 600_000 });
  const app = await launchStill(awsConfigFor({ work: { endpoint, region: SEOUL } }));
  const { page } = app;
  await command(page, 'addProfile', {
    name: 'work',
    color: 'pink',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: ['ap-northeast-1', 'eu-west-1', 'us-west-2', 'eu-central-1', 'sa-east-1', SEOUL],
    endpointUrl: null,
    filter: 'tag:Env=dev',
  });
  await expect(rowOf(page, 'web-1')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(3);
  // When AWS is asked again is left to chance.
  await look(app, 'trouble', [page.getByText(/Trying again in|초 후 재시도/)]);
});

test('the settings look as they are kept', async ({ launchStill, endpoint }) => {
  fillFleet(endpoint);
  const app = await launchStill(awsConfigFor({ work: { endpoint, region: SEOUL } }));
  const { page } = app;
  await addTwoRegions(page);
  await openSettings(page, 'Profiles');
  await look(app, 'settings-profiles');
  for (const section of ['General', 'Actions', 'Notifications', 'Polling', 'SSH', 'Journal', 'About'] as const) {
    await showSection(page, section);
    // The versions are others with every release.
    await look(app, `settings-${section.toLowerCase()}`, [page.locator('.versions dd')]);
  }
  await page.setViewportSize(SIZES.wide);
  await showSection(page, 'Actions');
  await look(app, 'wide-settings');
});

test('the forms and the journal look as they are kept', async ({ launchStill, endpoint }) => {
  fillFleet(endpoint);
  endpoint.faults.noCapacity({ instanceType: 'p5.48xlarge' });
  const app = await launchStill(awsConfigFor({ work: { endpoint, region: SEOUL } }));
  const { page } = app;
  await addTwoRegions(page);
  await openSettings(page, 'Groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await page.getByRole('textbox', { name: 'Rule of step 1' }).fill('tag:Env=dev');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByText('Picked instances').nth(1).click();
  await look(app, 'group-form');
  await page.getByRole('option', { name: 'web-1' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await look(app, 'settings-groups');
  await showSection(page, 'Profiles');
  await page.getByRole('button', { name: 'Edit work' }).click();
  await look(app, 'profile-form');
  await page.getByRole('textbox', { name: 'Name' }).fill('');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'Enter access keys…' }).click();
  await page.getByRole('button', { name: 'Check and use' }).click();
  await expect(page.getByText(/^Write the secret access key/)).toBeVisible();
  await look(app, 'keys-form');
  await page.getByRole('button', { name: /Credentials/ }).click();
  await page.getByRole('option', { name: 'AWS profile work' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('work');
  await page.getByText('Dry run: only try actions out').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Dry run is on for work')).toBeVisible();
  await page.getByRole('button', { name: 'Stop web-1 (dry run)' }).click();
  await expect(rowOf(page, 'web-1')).toContainText('AWS would stop it');
  await look(app, 'dry-run');
  await page.getByRole('button', { name: 'Turn off the dry run of work' }).click();
  await makeBusy(page);
  await openSettings(page, 'Journal');
  await page.getByRole('button', { name: 'Open the journal' }).click();
  await expect(page.getByRole('list', { name: 'Actions' })).toContainText('Failed');
  await look(app, 'journal');
  await page.getByRole('button', { name: 'Back' }).click();
  await openSettings(page, 'Profiles');
  await page.getByRole('button', { name: 'More actions for work' }).click();
  await page.getByRole('menuitem', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'All profiles are switched off' })).toBeVisible();
  await look(app, 'all-switched-off');
});
