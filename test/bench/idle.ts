import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench';
import { type Usage, usageOf } from './processes';
import { settledRegions } from './settled-regions';
import { keepProfiles, type StartedApp, startEmpty, startOurs } from './started-app';

const ROUNDS = 3;
const SCOPES = 4;
const INSTANCES = 40;
/** By then what a start has left behind is done, ms. */
const SETTLED_MS = 30_000;
const CLOSED_MS = 60_000;
const CPU_MS = Number(process.env['EC2_TRAY_BENCH_IDLE_SECONDS'] ?? 600) * 1_000;
const HOUR_MS = 3_600_000;

/** What a day in the tray costs: both apps at once, so that whatever else the machine does is the same for both. */
export const idleBench: Bench = {
  name: 'idle',
  async measure({ executable }) {
    const never: Pair[] = [];
    const closed: Pair[] = [];
    let cpu: Pair | null = null;
    let calls = Number.NaN;
    for (let round = 0; round < ROUNDS; round += 1) {
      await using regions = await settledRegions({ scopes: SCOPES, instances: INSTANCES });
      const apps = await Promise.all([
        startOurs({ executable, args: ['--hidden'], prepare: (home) => keepProfiles(home, regions.profiles) }),
        startEmpty({ executable }),
      ]);
      await delay(SETTLED_MS);
      never.push(usages(apps));
      if (round === ROUNDS - 1) {
        const [before, callsBefore] = [usages(apps), regions.endpoints.map((endpoint) => endpoint.calls.length)];
        await delay(CPU_MS);
        cpu = difference(usages(apps), before);
        const asked = regions.endpoints.map((endpoint, index) => endpoint.calls.length - (callsBefore[index] ?? 0));
        calls = asked.reduce((sum, count) => sum + count, 0);
      }
      await openAndClose(apps);
      await delay(CLOSED_MS);
      closed.push(usages(apps));
      await Promise.all(apps.map((app) => app.stop()));
    }
    const memory = (id: string, when: string, seen: readonly Pair[], of: 'pss' | 'privateMemory') => ({
      id: `idle-${of === 'pss' ? 'pss' : 'private'}-${id}`,
      what: `Memory, ${of === 'pss' ? 'proportional (PSS)' : 'private'}, ${when}`,
      unit: 'MB' as const,
      ours: seen.map(({ ours }) => ours[of]),
      beside: { what: 'an empty Electron app', values: seen.map(({ empty }) => empty[of]) },
      budget: { kind: 'times', most: 1.15 } as const,
    });
    const share = (used: Usage | undefined): number[] => [(used?.cpuSeconds ?? Number.NaN) / (CPU_MS / 100_000)];
    const often = (used: Usage | undefined): number[] => [(used?.wakeUps ?? Number.NaN) / (CPU_MS / 1_000)];
    return [
      memory('never-opened', 'window never opened', never, 'pss'),
      memory('never-opened', 'window never opened', never, 'privateMemory'),
      memory('closed', 'window closed for 60 s', closed, 'pss'),
      memory('closed', 'window closed for 60 s', closed, 'privateMemory'),
      {
        id: 'idle-cpu',
        what: `Processor, idle for ${CPU_MS / 60_000} minutes with ${SCOPES} scopes`,
        unit: '% of a core',
        ours: share(cpu?.ours),
        beside: { what: 'an empty Electron app', values: share(cpu?.empty) },
        budget: { kind: 'plus', most: 0.1 },
      },
      {
        id: 'idle-wake-ups',
        what: 'Wake-ups of all its threads meanwhile',
        unit: 'per second',
        ours: often(cpu?.ours),
        beside: { what: 'an empty Electron app', values: often(cpu?.empty) },
        budget: null,
      },
      {
        id: 'idle-calls',
        what: 'AWS calls per scope meanwhile',
        unit: 'per hour',
        ours: [(calls / SCOPES) * (HOUR_MS / CPU_MS)],
        beside: { what: 'one poll a minute', values: [60] },
        budget: { kind: 'most', most: 12 },
      },
    ];
  },
};

interface Pair {
  readonly ours: Usage;
  readonly empty: Usage;
}

const usages = ([ours, empty]: readonly [StartedApp, StartedApp]): Pair => ({
  ours: usageOf(ours.pid),
  empty: usageOf(empty.pid),
});

const difference = (after: Pair, before: Pair): Pair => ({
  ours: grown(after.ours, before.ours),
  empty: grown(after.empty, before.empty),
});

const grown = (after: Usage, before: Usage): Usage => ({
  ...after,
  cpuSeconds: after.cpuSeconds - before.cpuSeconds,
  wakeUps: after.wakeUps - before.wakeUps,
});

/** The window opened by a click on the icon, looked at for a while, and closed by another one. */
async function openAndClose(apps: readonly StartedApp[]): Promise<void> {
  for (const app of apps) {
    await app.tray.activate();
    await delay(5_000);
    await app.tray.activate();
  }
}
