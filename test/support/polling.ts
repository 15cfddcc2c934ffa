import { Poller } from '../../src/main/poller';
import { createStore } from '../../src/main/store';
import type { InstanceState, Scope, ScopeId } from '../../src/shared/model';
import { ManualClock } from './manual-clock';
import { ScriptedScopeClient } from './scripted-scope-client';
import { aProfile, aScope, aSnapshot, instancesOf, virginia } from './snapshot-builder';

export const minute = 60_000;
export const seoulScope = aScope().id;
export const virginiaScope = aScope({ region: virginia }).id;

/** A poller of one Region in Seoul, or of Seoul and Virginia, that begin with these states; its jitter is none. */
export function polling({
  states = ['stopped'],
  random = 0.5,
}: {
  states?: readonly InstanceState[];
  random?: number;
} = {}) {
  const clock = new ManualClock();
  const loading = { freshness: { kind: 'loading' } } as const;
  const store = createStore(
    aSnapshot({ profiles: [aProfile()], scopes: [aScope(loading), aScope({ ...loading, region: virginia })] }),
  );
  const seoul = new ScriptedScopeClient(instancesOf(...states.map((state) => ({ state }))));
  const elsewhere = new ScriptedScopeClient();
  const clients = new Map<ScopeId, ScriptedScopeClient>([
    [seoulScope, seoul],
    [virginiaScope, elsewhere],
  ]);
  const poller = new Poller({
    store,
    clock,
    random: () => random,
    clientFor: (id) => {
      const client = clients.get(id);
      if (client === undefined) throw new Error(`No client of ${id}`);
      return client;
    },
  });
  return { clock, store, poller, seoul, elsewhere, scope: () => scopeIn(store.get().scopes, seoulScope) };
}

export function scopeIn(scopes: readonly Scope[], id: ScopeId): Scope {
  const scope = scopes.find((candidate) => candidate.id === id);
  if (scope === undefined) throw new Error(`There is no scope ${id}`);
  return scope;
}

/** When calls of this kind come in the next `ms`, in ms from now. */
export async function timesOf(
  method: 'list' | 'describe',
  { clock, seoul }: Pick<ReturnType<typeof polling>, 'clock' | 'seoul'>,
  ms: number,
): Promise<number[]> {
  const times: number[] = [];
  const step = 100;
  let seen = seoul.callsOf(method).length;
  for (let elapsed = step; elapsed <= ms; elapsed += step) {
    await clock.advance(step);
    const now = seoul.callsOf(method).length;
    for (; seen < now; seen += 1) times.push(elapsed);
  }
  return times;
}

export const gapsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));
