// @ts-check
/*
 * Makes README's pictures: `npm run screenshots` (Linux). The app runs with the demo account on a real desktop panel in a
 * display of its own; the window is driven like a person would, and the tray's menu is opened with a mouse click.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron as electron } from '@playwright/test';
import { startDesktopSession } from './desktop-session.mjs';
import { findElectron } from './electron-runtime.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = path.join(ROOT, 'docs/images');
const SCREEN = { width: 1000, height: 820 };
const XFCONFD = '/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd';

const PANEL = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="30"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator"><property name="expand" type="bool" value="true"/></property>
    <property name="plugin-2" type="string" value="systray"><property name="square-icons" type="bool" value="true"/></property>
  </property>
</channel>
`;

/** The desktop's own programs, which are on no other path of this project. */
function requirePrograms() {
  const missing = ['xfwm4', 'xfce4-panel', 'xdotool', 'import', 'xsetroot'].filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return;
  console.error(`Missing: ${missing.join(', ')}. Install them with
  sudo apt-get install -y xfwm4 xfce4-panel xdotool imagemagick x11-xserver-utils fonts-noto-color-emoji`);
  process.exit(1);
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {{ theme: 'light' | 'dark', language: 'en' | 'ko' }} look
 */
async function showAs(page, look) {
  await page.evaluate(async (wanted) => {
    const api = Reflect.get(globalThis, 'ec2Tray');
    const { value } = await api.getSnapshot();
    await api.updateSettings({ ...value.settings, ...wanted });
  }, look);
  await page.waitForFunction(
    (language) => Reflect.get(globalThis, 'document').documentElement.lang === language,
    look.language,
  );
  await delay(300);
}

/** @param {import('@playwright/test').Page} page @param {string} name */
async function picture(page, name) {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
}

requirePrograms();
const { executable } = await findElectron();
const home = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-screenshots-'));
const session = await startDesktopSession({ screen: `${SCREEN.width}x${SCREEN.height}x24` });
const env = { ...session.env, HOME: home, XDG_CONFIG_HOME: `${home}/.config`, AWS_EC2_METADATA_DISABLED: 'true' };
for (const name of Object.keys(env)) if (/^AWS_(?!EC2)/.test(name)) Reflect.deleteProperty(env, name);
const panelFolder = path.join(home, '.config/xfce4/xfconf/xfce-perchannel-xml');
await mkdir(panelFolder, { recursive: true });
await mkdir(IMAGES, { recursive: true });
await writeFile(path.join(panelFolder, 'xfce4-panel.xml'), PANEL);

/** @type {readonly (readonly [string, ...string[]])[]} */
const desktop = [[XFCONFD], ['xfwm4', '--compositor=off'], ['xfce4-panel', '--disable-wm-check']];
/** @type {import('node:child_process').ChildProcess[]} */
const programs = [];
try {
  for (const [program, ...args] of desktop) {
    programs.push(spawn(program, args, { env, stdio: 'ignore' }));
    // Each needs the one before it, and none says when it is ready.
    await delay(1000);
  }
  execFileSync('xsetroot', ['-solid', '#5d6b82'], { env });
  await delay(1500);

  const app = await electron.launch({
    executablePath: executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, `--user-data-dir=${home}/user-data`],
    env,
    colorScheme: null,
  });
  const page = await app.firstWindow();
  await page.getByRole('row').first().waitFor();
  await showAs(page, { theme: 'light', language: 'en' });

  await page.getByRole('button', { name: 'Start hibernate-me' }).click();
  await page.getByRole('button', { name: 'Stop bastion' }).click();
  await page.getByRole('row', { name: /^hibernate-me, Starting/ }).waitFor();
  await picture(page, 'window-light');
  await showAs(page, { theme: 'dark', language: 'ko' });
  await picture(page, 'window-dark-ko');

  await showAs(page, { theme: 'light', language: 'en' });
  await page.getByRole('button', { name: 'Settings' }).click();
  await picture(page, 'settings-light');
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await picture(page, 'profile-light');
  await page.getByRole('button', { name: 'Cancel' }).click();

  // The panel is dark, so the icon and the menu are those of a dark desktop.
  await showAs(page, { theme: 'dark', language: 'en' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await delay(500);
  execFileSync('xdotool', ['mousemove', String(SCREEN.width - 16), '15', 'click', '3'], { env });
  await delay(1000);
  execFileSync('xdotool', ['key', 'Down'], { env });
  await delay(500);
  execFileSync(
    'import',
    ['-window', 'root', '-crop', `420x560+${SCREEN.width - 420}+0`, '+repage', path.join(IMAGES, 'menu.png')],
    { env },
  );
  execFileSync('xdotool', ['key', 'Escape'], { env });
  await app.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined);
} finally {
  for (const program of programs.reverse()) program.kill();
  await session.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
console.log(`The pictures are in ${path.relative(process.cwd(), IMAGES)}`);
