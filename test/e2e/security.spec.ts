import { expect, test } from './app';

test('the page is isolated: no Node, no way out, only the named functions of the contract', async ({
  launch,
  endpoint,
}) => {
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

  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(pageErrors).toEqual([]);

  // By main alone: Playwright waits for the end of a navigation that has none.
  const isPrevented = await electron.evaluate(async ({ BrowserWindow }, elsewhere) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const answer = new Promise((resolve) => {
      contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
    });
    void contents?.executeJavaScript(`location.href = '${elsewhere}/device'`);
    return answer;
  }, endpoint.url);
  expect(isPrevented, 'no navigation').toBe(true);
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

test('the policy of the page refuses every script, style, picture and connection that is not the app’s own', async ({
  launch,
  endpoint,
}) => {
  const { page } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  const refused = await page.evaluate(async (elsewhere) => {
    const seen = new Set<string>();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.add(effectiveDirective));
    const add = (tag: string, given: Readonly<Record<string, string>>): void => {
      document.body.append(Object.assign(document.createElement(tag), given));
    };
    add('script', { textContent: 'globalThis.wasRun = 1' });
    add('script', { src: `${elsewhere}/x.js` });
    add('script', { src: 'data:text/javascript,globalThis.wasRun = 1' });
    add('style', { textContent: 'body { display: none }' });
    add('link', { rel: 'stylesheet', href: `${elsewhere}/x.css` });
    add('img', { src: `${elsewhere}/x.png` });
    add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' });
    add('iframe', { src: `${elsewhere}/` });
    add('object', { data: `${elsewhere}/` });
    add('video', { src: `${elsewhere}/x.mp4` });
    add('base', { href: elsewhere });
    document.body.insertAdjacentHTML('beforeend', '<b onclick="globalThis.wasRun = 1" style="color: red">x</b>');
    document.querySelector<HTMLElement>('b[onclick]')?.click();
    const outcomes = await Promise.allSettled([
      fetch(`${elsewhere}/`),
      new Promise((resolve, reject) => {
        const socket = new WebSocket(elsewhere.replace('http', 'ws'));
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
      // What a debugger evaluates may do it; what the page does later may not.
      new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(new Function('return 1')());
          } catch (error) {
            reject(error);
          }
        });
      }),
      (async () => new Worker(URL.createObjectURL(new Blob(['1']))))(),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return {
      seen: [...seen].sort(),
      outcomes: outcomes.map(({ status }) => status),
      wasRun: Reflect.get(globalThis, 'wasRun') ?? null,
      isShown: getComputedStyle(document.body).display !== 'none',
    };
  }, endpoint.url);
  expect(refused.seen).toEqual([
    'base-uri',
    'connect-src',
    'frame-src',
    'img-src',
    'media-src',
    'object-src',
    'script-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-attr',
    'style-src-elem',
    'worker-src',
  ]);
  expect(refused.outcomes).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  expect([refused.wasRun, refused.isShown]).toEqual([null, true]);
  expect(endpoint.calls, 'nothing was asked of it').toEqual([]);
});

test('the page is denied every permission, and runs in the sandbox, isolated', async ({ launch }) => {
  const { page, electron } = await launch();
  await expect(page.getByRole('row').first()).toBeVisible();
  const asked = await page.evaluate(async () => {
    const states: string[] = [];
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])
      states.push(
        `${name} ${await navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state)}`,
      );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      () => 'refused',
    );
    return { states, media, notifications: await Notification.requestPermission() };
  });
  expect(asked.states.filter((state) => !state.endsWith(' denied'))).toEqual([]);
  expect([asked.media, asked.notifications]).toEqual(['refused', 'denied']);
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Typed by Electron for some of its versions only.
    return { ...Reflect.get(contents ?? {}, 'getLastWebPreferences')?.call(contents) };
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(preferences).not.toMatchObject({ allowRunningInsecureContent: true });
  expect(preferences).not.toMatchObject({ experimentalFeatures: true });
});

test('files are served from the app’s folder alone, whatever is asked for', async ({ launch }) => {
  const { electron } = await launch();
  const statuses = await electron.evaluate(async ({ net }) => {
    const paths = ['index.html', '..%2f..%2fpackage.json', '%2e%2e/main/index.js', '../main/index.js', 'a%00.html', ''];
    return Promise.all(paths.map(async (path) => (await net.fetch(`app://ec2-tray/${path}`)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
});
