import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { manualClock } from '../../src/demo/clock';
import { startEndpoint } from '../../src/demo/endpoint';
import { emptyFleet } from '../../src/demo/seed';
import { expect, type RunningApp, test as withApp } from './app';
import { changeSettings } from './window-commands';

/*
 * Pictures that are the same on every machine and at every time: the window has fonts of this project only, drawn without
 * hinting, and time stands still in the window, in main and at the endpoint.
 */

/** When the pictures are taken: 15 June 2026, 10:32:05 in Seoul. */
const NOW = Date.UTC(2026, 5, 15, 1, 32, 5);
/** What waits for this long or longer waits until the end of the test, ms: a countdown, the next look at AWS. */
const LONG_WAIT_MS = 1000;
const NEVER_MS = 2 ** 31 - 1;

export const SIZES = { popover: { width: 520, height: 700 }, wide: { width: 1220, height: 760 } } as const;

const FACES = {
  '@expo-google-fonts/noto-sans-kr': ['400Regular', '500Medium', '600SemiBold', '700Bold'],
  '@expo-google-fonts/jetbrains-mono': ['400Regular'],
} as const;

/** All that fontconfig knows in these tests. */
function fontConfig(cacheFolder: string): string {
  const require = createRequire(import.meta.url);
  const folders = Object.entries(FACES).flatMap(([name, faces]) => {
    const root = path.dirname(require.resolve(`${name}/package.json`));
    return faces.map((face) => path.join(root, face));
  });
  const alias = (family: string, font: string): string =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.map((folder) => `<dir>${folder}</dir>`).join('\n  ')}
  <cachedir>${cacheFolder}</cachedir>
  ${alias('monospace', 'JetBrains Mono')}
  ${['sans-serif', 'sans', 'system-ui'].map((family) => alias(family, 'Noto Sans KR')).join('\n  ')}
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
}

interface PictureFixtures {
  /** Starts the app as every machine shows it, at `NOW`. */
  readonly launchStill: (awsConfig: string, env?: Readonly<Record<string, string>>) => Promise<RunningApp>;
}

export const test = withApp.extend<PictureFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  endpoint: async ({}, use) => {
    const clock = manualClock(NOW);
    const endpoint = await startEndpoint({
      clock,
      signingClock: clock,
      newRequestId: () => '6ffb8793-1b8b-4936-9384-e7194d9ad65b',
      fleet: emptyFleet({ clock, timing: { consistencyDelayMs: 0 } }),
    });
    await use(endpoint);
    await endpoint.close();
  },
  launchStill: async ({ launch, home }, use) => {
    await use(async (awsConfig, env = {}) => {
      const fonts = path.join(home, 'fonts.conf');
      await writeFile(fonts, fontConfig(path.join(home, 'font-cache')));
      const app = await launch({
        awsConfig,
        env: { ...env, FONTCONFIG_FILE: fonts, TZ: 'Asia/Seoul' },
        switches: [
          '--force-device-scale-factor=1',
          '--font-render-hinting=none',
          '--disable-lcd-text',
          '--force-color-profile=srgb',
        ],
      });
      await stopTime(app);
      await app.page.setViewportSize(SIZES.popover);
      return app;
    });
  },
});

async function stopTime({ electron, page }: RunningApp): Promise<void> {
  await electron.evaluate(
    (_electron, { now, longWait, never }) => {
      Date.now = () => now;
      const wait = globalThis.setTimeout;
      const waitStill = (task: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
        wait(task, ms >= longWait ? never : ms, ...args);
      Object.assign(globalThis, { setTimeout: Object.assign(waitStill, wait) });
    },
    { now: NOW, longWait: LONG_WAIT_MS, never: NEVER_MS },
  );
  await page.clock.setFixedTime(NOW);
}

const HOW_TO =
  'Look at the pictures under test-results (expected, actual, diff). If it is meant to look so, keep the new ones: ' +
  'npm run build && npx playwright test screens --update-snapshots, and look at each before you commit it';

/**
 * Compares what the window shows with the kept pictures: in both languages and both themes. `masked` is what differs from
 * run to run.
 */
export async function look({ page }: RunningApp, view: string, masked: readonly Locator[] = []): Promise<void> {
  await page.mouse.move(0, 0);
  for (const language of ['ko', 'en'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await changeSettings(page, { language, theme });
      await expect(page.locator(`html[lang=${language}]`)).toBeAttached();
      await expect
        .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
        .toBe(theme === 'dark');
      await expect
        .soft(page, `${view}, ${theme}, ${language}. ${HOW_TO}`)
        .toHaveScreenshot(`${view}-${theme}-${language}.png`, {
          // Some hundred pixels: a word that is another one, and no more than that, is found.
          maxDiffPixelRatio: 0.0005,
          mask: [...masked],
          maskColor: '#8a93a5',
        });
    }
  }
}
