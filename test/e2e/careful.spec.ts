import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { addFromWelcome, awsConfigFor, expect, rowOf, test } from './app';

/* What hands do that do not aim well, and what befalls an app while it works: no action is sent twice, none is lost. */

const REGION = 'ap-northeast-2';

test.beforeEach(({ endpoint }) => {
  endpoint.fleet.add(REGION, { name: 'web-1', state: 'running' });
  endpoint.fleet.add(REGION, { name: 'web-2', state: 'running' });
});

test('a double click on Stop is one stop, and not its undoing', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  // As slow as a hand: the button has become Undo before the second click.
  const box = await page.getByRole('button', { name: 'Stop web-1' }).boundingBox();
  if (box === null) throw new Error('The Stop button has no place on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down({ clickCount: 1 });
  await page.mouse.up({ clickCount: 1 });
  await expect(page.getByRole('button', { name: 'Undo the stop of web-1' })).toBeVisible();
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await endpoint.waitForCall(({ action }) => action === 'StopInstances');
  await expect(rowOf(page, 'web-1')).toContainText('Stopped');
});

test('a held Enter is one stop', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await rowOf(page, 'web-1').focus();
  // Down again without up in between is what a held key sends.
  for (let press = 0; press < 6; press += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByRole('button', { name: 'Undo the stop of web-1' })).toBeVisible();
  await endpoint.waitForCall(({ action }) => action === 'StopInstances');
});

test('a stop is sent although its Profile is removed while it counts down', async ({ launch, endpoint }) => {
  const { page } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  await page.getByRole('button', { name: 'Stop web-1' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Remove work' }).click();
  const call = await endpoint.waitForCall(({ action }) => action === 'StopInstances');
  expect(call.region).toBe(REGION);
  await expect.poll(() => endpoint.fleet.find(REGION, 'web-1')?.state).toMatch(/stopping|stopped/);
});

test('a stop that begins while the app quits is sent as well', async ({ launch, endpoint }) => {
  const { page, electron } = await launch({ awsConfig: awsConfigFor({ work: { endpoint, region: REGION } }) });
  await addFromWelcome(page, 'work');
  endpoint.faults.delay({ action: 'StopInstances', ms: 1500, times: 1 });
  const [first, second] = [endpoint.fleet.find(REGION, 'web-1'), endpoint.fleet.find(REGION, 'web-2')];
  const scopeId = await page.evaluate(async () => {
    const { value } = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
    return value.scopes[0].id;
  });
  const stop = (instanceId: string | undefined) =>
    page.evaluate((input) => void Reflect.get(globalThis, 'ec2Tray').stopInstances(input), {
      scopeId,
      instanceIds: [instanceId],
    });
  await stop(first?.instanceId);
  const closed = electron.waitForEvent('close');
  await electron.evaluate(({ app }) => app.quit());
  await endpoint.waitForCall(({ action }) => action === 'StopInstances');
  await stop(second?.instanceId);
  await closed;
  expect(endpoint.calls.filter(({ action }) => action === 'StopInstances')).toHaveLength(2);
});

test('an AWS configuration that cannot be read is told, and the app can be used and quit', async ({ launch, home }) => {
  // A folder in its place is refused to every user, root too.
  await mkdir(path.join(home, '.aws/config'), { recursive: true });
  const { page, quit } = await launch();
  await expect(page.getByText('~/.aws/config: This file cannot be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the demo account' }).click();
  await expect(page.getByRole('row').first()).toBeVisible();
  await quit();
});

test('a Region that is none of AWS’s is asked for anew, by a menu or in the form', async ({ launch }) => {
  const { page } = await launch({
    awsConfig: '[profile odd]\nregion = local\naws_access_key_id = a\naws_secret_access_key = b\n',
  });
  await addFromWelcome(page, 'odd');
  await expect(page.getByText('In which Region?')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Several, or find them…' }).click();
  await expect(page.getByRole('heading', { name: 'Add a profile' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('odd');
});
