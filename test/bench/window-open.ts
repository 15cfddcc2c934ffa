import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench';
import { settledRegions } from './settled-regions';
import { keepProfiles, now, type StartedApp, startEmpty, startOurs } from './started-app';

const ROUNDS = 5;
const KEPT_CLICKS = 5;
const INSTANCES = 40;
/** Until its instances are listed, and whatever a start does is done, ms. */
const SETTLED_MS = 5_000;
/** A person looks at it, and away from it, ms. */
const LOOK_MS = 1_500;

/** From a click on the tray icon to a window that has been painted with data in it. */
export const windowOpenBench: Bench = {
  name: 'window-open',
  async measure({ executable }) {
    const released: [number[], number[]] = [[], []];
    const kept: [number[], number[]] = [[], []];
    await using regions = await settledRegions({ scopes: 4, instances: INSTANCES });
    const ours = () =>
      startOurs({
        executable,
        isProbed: true,
        args: ['--hidden'],
        prepare: (home) => keepProfiles(home, regions.profiles),
      });
    const starts = [ours, () => startEmpty({ executable, isProbed: true })];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [which, start] of starts.entries()) {
        const app = await start();
        await delay(SETTLED_MS);
        released[which]?.push(await clickToPaint(app));
        for (let click = 0; click < KEPT_CLICKS; click += 1) {
          await delay(LOOK_MS);
          await app.tray.activate();
          await delay(LOOK_MS);
          kept[which]?.push(await clickToPaint(app));
        }
        await app.stop();
      }
    }
    return [
      {
        id: 'window-released',
        what: `Click on the tray icon until the window is painted with ${INSTANCES} instances, released`,
        unit: 'ms',
        ours: released[0],
        beside: { what: 'a BrowserWindow with a static page', values: released[1] },
        budget: { kind: 'times', most: 1.3 },
      },
      {
        id: 'window-kept',
        what: 'The same, kept',
        unit: 'ms',
        ours: kept[0],
        beside: { what: 'a BrowserWindow with a static page', values: kept[1] },
        budget: { kind: 'most', most: 50 },
      },
    ];
  },
};

async function clickToPaint(app: StartedApp): Promise<number> {
  const painted = app.nextPaint();
  const clickedAt = now();
  await app.tray.activate();
  return (await painted) - clickedAt;
}
