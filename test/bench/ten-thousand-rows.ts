import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { startDesktopSession } from '../../scripts/desktop-session.mjs';
import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';
import { awsConfigFor, start } from '../e2e/app';
import { command } from '../e2e/window-commands';
import type { Bench } from './bench';
import type { Row } from './row';

/*
 * What 10,000 instances in four Regions cost in the window of the real app: until they are on the screen, for each key in
 * the search, for each frame of a scroll, and for one of them that changes. Functions that
 * run in the page hold no named functions of their own: what compiles this file would give them a helper to name them.
 */

const INSTANCES = 10_000;
const REGIONS = ['ap-northeast-2', 'us-east-1', 'eu-west-1', 'us-west-2'];
const SEARCHES = ['web-12', 'prodction', 'state:running type:t3* -tag:Owner', 'i-0a1'];
const PAINTS = 5;
const CHANGES = 40;
const FRAMES = 240;
/** The rows that go by in one frame are some that a hard turn of the wheel takes, px. */
const STEP = 120;

/** From the moment on at which the page's script begins: the picture asked for, its way here, the first rows painted. */
async function firstPaint(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit' });
  return page.evaluate(async () => {
    while (document.querySelector('[data-row]') === null) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  });
}

interface Keystrokes {
  /** Until the next frame, ms. */
  readonly frame: readonly number[];
  /** Until the list has followed, ms. */
  readonly list: readonly number[];
}

async function type(page: Page, text: string): Promise<Keystrokes> {
  await page.getByRole('combobox').fill('');
  await page.evaluate(() => {
    const seen = { frame: [] as number[], list: [] as number[] };
    Reflect.set(globalThis, 'keystrokes', seen);
    document.querySelector('input[type=search]')?.addEventListener('input', ({ timeStamp }) => {
      requestAnimationFrame(() => setTimeout(() => seen.frame.push(performance.now() - timeStamp)));
      // Two idle moments: the first may come before the list has even begun to follow.
      requestIdleCallback(() => requestIdleCallback(() => seen.list.push(performance.now() - timeStamp)));
    });
  });
  await page.getByRole('combobox').pressSequentially(text, { delay: 150 });
  await page.waitForTimeout(500);
  const seen: Keystrokes = await page.evaluate(() => Reflect.get(globalThis, 'keystrokes'));
  return seen;
}

/** Scrolls the list by a step in each frame; ms of the frames, and of the tasks that were longer than 50 ms. */
const scroll = (page: Page): Promise<{ readonly frames: readonly number[]; readonly longTasks: readonly number[] }> =>
  page.evaluate(
    async ({ count, step }) => {
      const list = document.querySelector('main.list');
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((seen) => {
        for (const { duration } of seen.getEntries()) longTasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
      const frames: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < count; frame += 1) {
        list?.scrollBy(0, step);
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      return { frames, longTasks };
    },
    { count: FRAMES, step: STEP },
  );

/** One press of the first row's button: to main, a countdown begun or taken back, and the row painted again. */
const oneChange = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const row = document.querySelector('[data-row]:has(.tone-running, .undo)');
    const button = row?.querySelector<HTMLElement>('button.action');
    const was = button?.className;
    const begun = performance.now();
    button?.click();
    while (row?.querySelector('button.action')?.className === was) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begun;
  });

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** What 10,000 instances cost in the window of the real app. */
export const tenThousandRowsBench: Bench = {
  name: 'ten-thousand-rows',
  async measure({ executable }) {
    const session = await startDesktopSession();
    const home = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-bench-'));
    const endpoint = await startEndpoint({ fleet: generatedFleet({ instances: INSTANCES, regions: REGIONS }) });
    const awsConfig = awsConfigFor({ work: { endpoint, region: 'ap-northeast-2' } });
    const app = await start(executable, session, home, { awsConfig });
    try {
      return await rowsOf(app.page);
    } finally {
      await app.quit();
      await endpoint.close();
      await session.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  },
};

async function rowsOf(page: Page): Promise<readonly Row[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await listAll(page);

  const paints: number[] = [];
  for (let n = 0; n < PAINTS; n += 1) paints.push(await firstPaint(page));
  await page.reload();
  await page.waitForSelector('[data-row]');
  await page.waitForTimeout(1_000);

  const keys: Keystrokes[] = [];
  for (const text of SEARCHES) keys.push(await type(page, text));
  await page.getByRole('combobox').fill('');
  await page.waitForTimeout(500);

  const scrolls = [await scroll(page)];
  await page.setViewportSize({ width: 1200, height: 700 });
  await page.waitForTimeout(500);
  scrolls.push(await scroll(page));
  await page.locator('main.list').evaluate((list) => list.scrollTo({ top: 0 }));

  await command(page, 'refresh', { scopeId: null });
  await page.waitForTimeout(1_500);
  const worked = await metric(cdp, 'TaskDuration');
  const changes: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) changes.push(await oneChange(page));
  const task = (((await metric(cdp, 'TaskDuration')) - worked) * 1_000) / CHANGES;
  await cdp.send('HeapProfiler.collectGarbage');
  const heap = (await metric(cdp, 'JSHeapUsedSize')) / 2 ** 20;

  const rows = `${INSTANCES.toLocaleString('en')} rows`;
  const most = (value: number) => ({ kind: 'most', most: value }) as const;
  const alone = { beside: null, unit: 'ms' } as const;
  return [
    {
      ...alone,
      id: 'rows-first-paint',
      what: `${rows}: the page loaded, the picture fetched, the list painted`,
      ours: paints,
      budget: most(200),
    },
    {
      ...alone,
      id: 'rows-key',
      what: 'A key in the search, until the next frame',
      ours: keys.flatMap(({ frame }) => frame),
      budget: most(16),
    },
    {
      ...alone,
      id: 'rows-key-list',
      what: 'The same, until the list has followed',
      ours: keys.flatMap(({ list }) => list),
      budget: null,
    },
    {
      ...alone,
      id: 'rows-scroll',
      what: 'A scroll, by ten rows a frame: each frame',
      ours: scrolls.flatMap(({ frames }) => frames),
      budget: most(17),
    },
    {
      ...alone,
      id: 'rows-scroll-longest',
      what: 'The longest task of a scroll',
      ours: scrolls.map(({ longTasks }) => Math.max(0, ...longTasks)),
      budget: most(50),
    },
    {
      ...alone,
      id: 'rows-change',
      what: 'One instance changes: from the click to the paint',
      ours: changes,
      budget: null,
    },
    { ...alone, id: 'rows-change-cpu', what: 'Of that, work in the window’s process', ours: [task], budget: null },
    { id: 'rows-heap', what: 'Heap of the window', unit: 'MB', ours: [heap], beside: null, budget: null },
  ];
}

async function listAll(page: Page): Promise<void> {
  await command(page, 'addProfile', {
    name: 'work',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: REGIONS,
    endpointUrl: null,
  });
  await page.waitForFunction(
    async (wanted) => {
      const { value } = await Reflect.get(globalThis, 'ec2Tray').getSnapshot();
      return value.scopes.flatMap(({ instances }: { instances: readonly unknown[] }) => instances).length === wanted;
    },
    INSTANCES,
    { timeout: 60_000 },
  );
}
