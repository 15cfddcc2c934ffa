import { expect, test } from './app';

test('the page is isolated: no Node, no way out, only the named functions of the contract', async ({ launch }) => {
  const { page, electron, pageErrors } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  expect(page.url()).toBe('app://ec2-tray/index.html');
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    api: Object.keys(Reflect.get(globalThis, 'ec2Tray')).sort(),
    opened: globalThis.open('https://example.invalid/') === null,
  }));
  expect(seen.node).toEqual([]);
  expect(seen.api).not.toContain('send');
  expect(seen.api).not.toContain('invoke');
  expect(seen.opened, 'no new window').toBe(true);

  await page.evaluate(() => {
    globalThis.location.href = 'https://example.invalid/';
  });
  expect(page.url(), 'no navigation').toBe('app://ec2-tray/index.html');
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(pageErrors.filter((text) => !text.includes('example.invalid'))).toEqual([]);
});

test('an answer to a malformed command is an error of the contract, never a stack', async ({ launch }) => {
  const { page } = await launch();
  const answers = await page.evaluate(async () => {
    const api = Reflect.get(globalThis, 'ec2Tray');
    return [
      await api.startInstances({ scopeId: 'demo@us-east-1', instanceIds: [] }),
      await api.startInstances({ scopeId: 'demo@us-east-1', instanceIds: ['i-00000000'], extra: 1 }),
      await api.startInstances('x'),
      await api.removeProfile({ id: 7 }),
    ];
  });
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    expect(JSON.stringify(answer)).not.toMatch(/\bat .+:\d+:\d+/);
  }
});
