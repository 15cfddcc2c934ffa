import type { Bench } from './bench';
import { settledRegions } from './settled-regions';
import { keepProfiles, startEmpty, startOurs } from './started-app';

const ROUNDS = 9;

/** From the start of the process to the icon in the tray. */
export const startBench: Bench = {
  name: 'start',
  async measure({ executable }) {
    const [ours, empty]: [number[], number[]] = [[], []];
    await using regions = await settledRegions({ scopes: 4, instances: 40 });
    const startOne = () =>
      startOurs({ executable, args: ['--hidden'], prepare: (home) => keepProfiles(home, regions.profiles) });
    // The first start of each reads it from the disk.
    for (const start of [startOne, () => startEmpty({ executable })]) await (await start()).stop();
    for (let round = 0; round < ROUNDS; round += 1) {
      const app = await startOne();
      ours.push(app.trayAfterMs);
      await app.stop();
      const other = await startEmpty({ executable });
      empty.push(other.trayAfterMs);
      await other.stop();
    }
    return [
      {
        id: 'start-to-tray',
        what: 'Process start until the tray icon is registered, 4 scopes',
        unit: 'ms',
        ours,
        beside: { what: 'an empty Electron app', values: empty },
        budget: { kind: 'times', most: 1.25 },
      },
    ];
  },
};
