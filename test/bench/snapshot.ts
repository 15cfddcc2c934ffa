import { Session } from 'node:inspector/promises';
import { performance } from 'node:perf_hooks';
import { settledActions } from '../../src/main/journal/settled-actions';
import { withActivities, withDescribed } from '../../src/main/scope-changes';
import { iconState, tooltip } from '../../src/main/tray/icon';
import { trayMenu } from '../../src/main/tray/menu';
import { withActive } from '../../src/main/tray/recently-active';
import { instanceLook } from '../../src/shared/instance-look';
import { type InstanceState, toActionId } from '../../src/shared/model';
import { translatorFor } from '../../src/shared/translator';
import { minute, pollingMany } from '../support/polling';

/*
 * What the picture of 100 scopes with 5,000 instances costs: an hour of the poller, each change of the snapshot with all
 * that main derives from it, and the memory that it holds.
 */

const SCOPES = 100;
const INSTANCES = 5_000;
const CHANGES = 300;

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
  cost('  window: the copy that is sent to it', () => structuredClone(snapshot));
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
