import { Session } from 'node:inspector/promises';
import { performance } from 'node:perf_hooks';
import { serialize } from 'node:v8';
import { settledActions } from '../../src/main/journal/settled-actions';
import { withActivities, withDescribed } from '../../src/main/scope-changes';
import { iconState, tooltip } from '../../src/main/tray/icon';
import { trayMenu } from '../../src/main/tray/menu';
import { withActive } from '../../src/main/tray/recently-active';
import { instanceLook } from '../../src/shared/instance-look';
import { type InstanceState, type Snapshot, toActionId } from '../../src/shared/model';
import { applyChange, snapshotChange } from '../../src/shared/snapshot-change';
import { translatorFor } from '../../src/shared/translator';
import { minute, pollingMany } from '../support/polling';
import { anInstance, aScope, aSnapshot, instanceIdOf } from '../support/snapshot-builder';

/*
 * What the picture of 100 scopes with 5,000 instances costs: an hour of the poller, each change of the snapshot with all
 * that main derives from it, and the memory that it holds. Then what it costs to tell a window of one instance among
 * 10,000: the whole picture against what is new in it.
 */

const SCOPES = 100;
const INSTANCES = 5_000;
const CHANGES = 300;
const SHOWN_INSTANCES = 10_000;

const translator = translatorFor('en');
const inspector = new Session();
inspector.connect();

/** Bytes that are in use once the garbage is gone. */
async function heapInUse(): Promise<number> {
  await inspector.post('HeapProfiler.collectGarbage');
  return process.memoryUsage().heapUsed;
}

function line(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  console.log(`${what.padEnd(44)} median ${at(0.5)} ms   95% ${at(0.95)} ms   longest ${at(1)} ms`);
}

/** ms. */
function timed(task: () => unknown): number {
  const begun = performance.now();
  task();
  return performance.now() - begun;
}

const before = await heapInUse();
const states = Array.from(
  { length: INSTANCES / SCOPES },
  (_, n): InstanceState => (n % 3 === 0 ? 'running' : 'stopped'),
);
const polling = pollingMany(Array.from({ length: SCOPES }, () => ({ states, latencyMs: 150 })));
const { store, poller, clock, scopeIds } = polling;
poller.sync();
await polling.pass(6 * minute);
const held = (await heapInUse()) - before;
console.log(`${SCOPES} scopes, ${store.get().scopes.flatMap(({ instances }) => instances).length} instances`);
console.log(`heap in use, with the simulated Regions            ${(held / 1024 / 1024).toFixed(1)} MB`);

const cpu = process.cpuUsage();
await polling.pass(60 * minute);
const { user, system } = process.cpuUsage(cpu);
console.log(`an idle hour of the poller                         ${((user + system) / 1000).toFixed(0)} ms of CPU time`);

const costs = new Map<string, number[]>();
const cost = (what: string, task: () => unknown): void => {
  costs.set(what, [...(costs.get(what) ?? []), timed(task)]);
};
let shown = store.get();
let recent = withActive(new Map(), shown.scopes, clock.now());
store.subscribe((snapshot) => {
  cost('  journal: what has come to its end', () => settledActions(shown.scopes, snapshot.scopes));
  cost('  tray: what was active lately', () => {
    recent = withActive(recent, snapshot.scopes, clock.now());
  });
  cost('  tray: icon and tooltip', () => [iconState(snapshot), tooltip(snapshot, translator)]);
  cost('  tray: the menu, and whether it has changed', () => JSON.stringify(trayMenu(snapshot, recent, translator)));
  cost('  window: what is new, and the copy that is sent', () => structuredClone(snapshotChange(shown, snapshot)));
  shown = snapshot;
});
for (let change = 0; change < CHANGES; change += 1) {
  const id = scopeIds[change % SCOPES];
  const scope = store.get().scopes.find((candidate) => candidate.id === id);
  const instance = scope?.instances[change % states.length];
  if (id === undefined || instance === undefined) throw new Error('The Regions have not been listed');
  const { instanceId } = instance;
  const now = clock.now();
  const state: InstanceState = instanceLook(instance, undefined) === 'stopped' ? 'pending' : 'stopping';
  const sending = { phase: 'sending', actionId: toActionId(`action-${change}`), action: 'start', since: now } as const;
  cost('a change of the snapshot, with all of these', () => {
    store.updateScope(id, (was) => withActivities(was, [instanceId], change % 2 === 0 ? sending : null));
  });
  cost('an answer about one instance, with all of these', () => {
    const asked = { askedAt: now, now, readyWhen: 'running' } as const;
    store.updateScope(id, (was) => withDescribed(was, [{ ...instance, state }], asked));
  });
}
for (const [what, times] of [...costs].reverse()) line(what, times);
console.log(
  `heap in use after ${2 * CHANGES} changes${' '.repeat(24)}${(((await heapInUse()) - before) / 1024 / 1024).toFixed(1)} MB`,
);
poller.stop();
inspector.disconnect();
tellAWindow();

/** One Region with many instances: each in turn gets another state, and the window is told. */
function tellAWindow(): void {
  const instances = Array.from({ length: SHOWN_INSTANCES }, (_, number) =>
    anInstance({
      instanceId: instanceIdOf(number),
      name: `web-${number}`,
      publicDnsName: `ec2-13-124-7-${number % 256}.ap-northeast-2.compute.amazonaws.com`,
      tags: ['CostCenter', 'Env', 'Owner', 'Team'].map((key) => ({ key, value: `the value of ${key}` })),
    }),
  );
  let inMain: Snapshot = aSnapshot({ scopes: [aScope({ instances })] });
  let inWindow = structuredClone(inMain);
  const times = { whole: [] as number[], change: [] as number[], apply: [] as number[] };
  const sizes = { whole: 0, change: 0 };
  for (let revision = 1; revision <= CHANGES; revision += 1) {
    const [scope] = inMain.scopes;
    if (scope === undefined) throw new Error('There is one scope');
    const at = (revision * 7919) % SHOWN_INSTANCES;
    const changed = anInstance({ ...scope.instances[at], state: 'pending' });
    const next = { ...inMain, revision, scopes: [{ ...scope, instances: scope.instances.with(at, changed) }] };
    let change = snapshotChange(inMain, next);
    times.change.push(
      timed(() => {
        change = structuredClone(snapshotChange(inMain, next));
      }),
    );
    times.apply.push(
      timed(() => {
        inWindow = applyChange(inWindow, change);
      }),
    );
    inMain = next;
    if (revision % 30 !== 0) continue;
    times.whole.push(timed(() => structuredClone(next)));
    sizes.whole = serialize(next).byteLength;
    sizes.change = serialize(change).byteLength;
  }
  console.log(`\none instance of ${SHOWN_INSTANCES} in a window that is told of the whole picture, or of what is new`);
  line(`  the whole, ${sizes.whole} bytes`, times.whole);
  line(`  what is new, ${sizes.change} bytes`, times.change);
  line('  applied in the window', times.apply);
}
