import type { ScopeClient } from '../../src/main/aws/scope-client';
import { Poller, type PollerParts } from '../../src/main/poller';
import { RequestPacer } from '../../src/main/request-pacer';
import { createStore } from '../../src/main/store';
import {
  type InstanceId,
  type InstanceState,
  type Scope,
  type ScopeId,
  toProfileId,
  toRegion,
} from '../../src/shared/model';
import { ManualClock } from './manual-clock';
import { ScriptedScopeClient } from './scripted-scope-client';
import { aProfile, aScope, aSnapshot, instancesOf, virginia } from './snapshot-builder';

export const minute = 60_000;
export const seoulScope = aScope().id;
export const virginiaScope = aScope({ region: virginia }).id;

/** The parts of a poller that most tests do not care about: every scope is one that needs a network. */
export const pollerDefaults = (): Pick<PollerParts, 'pacer' | 'isLocal'> => ({
  pacer: new RequestPacer(),
  isLocal: () => false,
});

/** A poller of one Region in Seoul, or of Seoul and Virginia, that begin with these states; its jitter is none. */
export function polling({
  states = ['stopped'],
  random = 0.5,
  isLocal = () => false,
}: {
  states?: readonly InstanceState[];
  random?: number;
  isLocal?: (scope: ScopeId) => boolean;
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
    ...pollerDefaults(),
    isLocal,
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

/** How a Region in memory begins, and how it answers. */
interface RegionGiven {
  readonly states: readonly InstanceState[];
  /** How long each answer takes, ms. */
  readonly latencyMs: number;
}

/** A request that begins: to which of the Regions, by their place in the list. */
export interface BegunRequest {
  readonly region: number;
  readonly ids: readonly InstanceId[] | null;
  readonly at: number;
}

/** A poller of many Regions of one Profile, or of one Region in many Profiles, whose answers take time on the test's clock. `ids` is null of a listing. */
export function pollingMany(
  given: readonly RegionGiven[],
  {
    random = () => 0.5,
    onBegin = () => {},
    isOneRegion = false,
  }: { random?: () => number; onBegin?: (request: BegunRequest) => void; isOneRegion?: boolean } = {},
) {
  const clock = new ManualClock();
  const loading = { freshness: { kind: 'loading' } } as const;
  const scopes = given.map((_, n) =>
    aScope(
      isOneRegion
        ? { ...loading, profileId: toProfileId(`profile-${n}`) }
        : { ...loading, region: toRegion(`region-${n}`) },
    ),
  );
  const store = createStore(aSnapshot({ profiles: [aProfile()], scopes }));
  const regions = given.map(
    ({ states }) => new ScriptedScopeClient(instancesOf(...states.map((state) => ({ state })))),
  );
  const begun: BegunRequest[] = [];
  let mostAtOnce = 0;

  const clients = regions.map((inner, region): ScopeClient => {
    let underWay = 0;
    const answered = async <Answer>(ids: BegunRequest['ids'], answer: () => Promise<Answer>): Promise<Answer> => {
      const request = { region, ids, at: clock.now() };
      begun.push(request);
      onBegin(request);
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      await new Promise<void>((resolve) => clock.after(given[region]?.latencyMs ?? 0, resolve));
      underWay -= 1;
      return answer();
    };
    return {
      ...inner,
      listInstances: () => answered(null, () => inner.listInstances()),
      describeInstances: (ids) => answered(ids, () => inner.describeInstances(ids)),
    };
  });
  const clientOf = new Map(scopes.map(({ id }, index) => [id, clients[index]]));
  const poller = new Poller({
    ...pollerDefaults(),
    store,
    clock,
    random,
    clientFor: (id) => {
      const client = clientOf.get(id);
      if (client === undefined) throw new Error(`No client of ${id}`);
      return client;
    },
  });
  return {
    clock,
    store,
    poller,
    regions,
    begun,
    scopeIds: scopes.map(({ id }) => id),
    /** The most requests that any one Region ever had under way at once. */
    mostAtOnce: () => mostAtOnce,
    /** Moves the time on in steps that are small enough for a clock that looks out for endless loops. */
    pass: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= minute) await clock.advance(Math.min(minute, left));
      await clock.advance(0);
    },
  };
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
