import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';
import { violations } from './axe';
import { changeSettings } from './window-commands';

/* What a Profile may do, and what it would be allowed: asked of AWS, and nothing changes. */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'running' });
});

test('a dry run is switched on in the editor, and holds until it is switched off', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit work' }).click();
  await page.getByText('Dry run: only try actions out').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Dry run is on for work')).toBeVisible();
  await page.getByRole('button', { name: 'Stop web-1 (dry run)' }).click();
  await expect(rowOf(page, 'web-1')).toContainText('Dry run: AWS would stop it');
  endpoint.faults.deny('StopInstances');
  await page.getByRole('button', { name: 'Stop web-2 (dry run)' }).click();
  await expect(rowOf(page, 'web-2')).toContainText('Dry run: it could not be stopped');
  expect(endpoint.fleet.find(REGION, 'web-1')?.state).toBe('running');
  const stops = endpoint.calls.filter(({ action }) => action === 'StopInstances');
  expect(stops.map(({ parameters }) => parameters['DryRun'])).toEqual(stops.map(() => 'true'));
  for (const language of ['ko', 'en']) {
    await changeSettings(page, { language });
    expect(await violations(page)).toEqual([]);
  }
  endpoint.faults.clear();
  // What was refused is not offered any more once the dry run is off, unless AWS has been asked again.
  await page.getByRole('button', { name: 'Stop web-2 (dry run)' }).click();
  await expect(rowOf(page, 'web-2')).toContainText('Dry run: AWS would stop it');
  await page.getByRole('button', { name: 'Turn off the dry run of work' }).click();
  await page.getByRole('button', { name: 'Stop web-1', exact: true }).click();
  await expect(rowOf(page, 'web-1')).toContainText('Stopped');
});

test('what is not allowed is told by a button that can be reached, and can be asked again', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  endpoint.faults.deny('StopInstances');
  const ask = async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Check what work may do' }).click();
  };
  await ask();
  await expect(page.getByText('stop: not allowed')).toBeVisible();
  await page.keyboard.press('Escape');
  const stop = page.getByRole('button', { name: 'Stop web-1' });
  await expect(stop).toHaveAttribute('aria-disabled', 'true');
  await expect(stop).toHaveAccessibleDescription(/Not allowed: /);
  await rowOf(page, 'web-1').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Check what I may do” in the menu')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  endpoint.faults.clear();
  await page.getByRole('button', { name: 'More actions for web-1' }).click();
  await page.getByRole('menuitem', { name: 'Check what I may do' }).click();
  await expect(stop).not.toHaveAttribute('aria-disabled', 'true');
});
