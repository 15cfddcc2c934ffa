import { describe, expect, test } from 'vitest';
import { Poller } from '../../../src/main/poller';
import { withActivity } from '../../../src/main/scope-changes';
import { createStore } from '../../../src/main/store';
import type { InstanceState, Scope, ScopeId } from '../../../src/shared/model';
import { ManualClock, settled } from '../../support/manual-clock';
import { ScriptedScopeClient } from '../../support/scripted-scope-client';
import { aProfile, aScope, aSnapshot, instanceIdOf, instancesOf, noon, virginia } from '../../support/snapshot-builder';

const minute = 60_000;
const seoulScope = aScope().id;
const virginiaScope = aScope({ region: virginia }).id;

/** A poller of one Region in Seoul, or of Seoul and Virginia, that begin with these states; its jitter is none. */
function polling({ states = ['stopped'], random = 0.5 }: { states?: readonly InstanceState[]; random?: number } = {}) {
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

function scopeIn(scopes: readonly Scope[], id: ScopeId): Scope {
  const scope = scopes.find((candidate) => candidate.id === id);
  if (scope === undefined) throw new Error(`There is no scope ${id}`);
  return scope;
}

/** When calls of this kind come in the next `ms`, in ms from now. */
async function timesOf(
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

const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe('listing', () => {
  test('begins at once in every scope', async () => {
    const { poller, seoul, elsewhere, scope } = polling();
    poller.sync();
    expect(scope().isRefreshing).toBe(true);
    await settled();
    expect([seoul.calls, elsewhere.calls]).toEqual([[{ method: 'list', ids: [] }], [{ method: 'list', ids: [] }]]);
    expect(scope()).toMatchObject({ freshness: { kind: 'current', asOf: noon }, isRefreshing: false });
    expect(scope().instances).toHaveLength(1);
  });

  test('goes on every minute while nothing happens, and asks nothing else', async () => {
    const parts = polling({ states: ['running', 'stopped'] });
    parts.poller.sync();
    await settled();
    expect(await timesOf('list', parts, 5 * minute)).toEqual([1, 2, 3, 4, 5].map((n) => n * minute));
    expect(parts.seoul.callsOf('describe')).toEqual([]);
  });

  test('counts its minute from the answer, however late that comes', async () => {
    const { poller, seoul, clock } = polling();
    seoul.hold();
    poller.sync();
    await clock.advance(90_000);
    seoul.release();
    await clock.advance(minute - 1);
    expect(seoul.calls).toHaveLength(1);
    await clock.advance(1);
    expect(seoul.calls).toHaveLength(2);
  });

  test('is told of what AWS lists now, and of what it lists no more', async () => {
    const { poller, seoul, clock, scope } = polling({ states: ['running', 'stopped'] });
    poller.sync();
    await settled();
    seoul.instances = instancesOf({ state: 'stopped', name: 'left' });
    await clock.advance(minute);
    expect(scope().instances.map(({ name, state }) => [name, state])).toEqual([['left', 'stopped']]);
  });

  test('is not begun again by another look at the same scopes', async () => {
    const { poller, seoul } = polling();
    poller.sync();
    poller.sync();
    await settled();
    expect(seoul.calls).toHaveLength(1);
  });

  test('begins afresh where the account behind the scope has changed', async () => {
    const { poller, seoul, elsewhere } = polling();
    poller.sync();
    await settled();
    poller.sync([seoulScope]);
    await settled();
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([2, 1]);
  });

  test('drops an answer of the old account that comes after the change', async () => {
    const { poller, seoul, scope } = polling();
    seoul.hold();
    poller.sync();
    await settled();
    seoul.instances = [];
    poller.sync([seoulScope]);
    await settled();
    expect(seoul.calls).toHaveLength(2);
    const asked = scope();
    seoul.release();
    await settled();
    expect(asked.freshness).toEqual({ kind: 'loading' });
    expect(scope().freshness.kind).toBe('current');
  });

  test('of one scope waits for no other', async () => {
    const { poller, seoul, elsewhere, store, clock } = polling();
    seoul.hold();
    poller.sync();
    await clock.advance(3 * minute);
    expect(elsewhere.calls).toHaveLength(4);
    expect(scopeIn(store.get().scopes, virginiaScope).freshness.kind).toBe('current');
    expect(seoul.calls).toHaveLength(1);
  });
});

describe('refreshing', () => {
  test('asks one scope, or all, and is done when the answers are there', async () => {
    const { poller, seoul, elsewhere, scope } = polling();
    poller.sync();
    await settled();
    seoul.setState(instanceIdOf(1), 'running');
    await poller.refresh(seoulScope);
    expect(scope().instances[0]?.state).toBe('running');
    expect(elsewhere.calls).toHaveLength(1);
    await poller.refresh(null);
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([3, 2]);
  });

  test('during a listing waits for that one', async () => {
    const { poller, seoul } = polling();
    seoul.hold();
    poller.sync();
    const refreshed = Promise.all([poller.refresh(seoulScope), poller.refresh(null)]);
    seoul.release();
    await refreshed;
    expect(seoul.calls).toHaveLength(1);
  });

  test('during a look at single instances lists after it, once, however often it is asked', async () => {
    const { poller, seoul, clock } = polling({ states: ['pending'] });
    poller.sync();
    await settled();
    seoul.hold();
    await clock.advance(1_000);
    expect(seoul.calls.at(-1)?.method).toBe('describe');
    const refreshed = Promise.all([poller.refresh(seoulScope), poller.refresh(seoulScope), poller.refresh(null)]);
    await settled();
    expect(seoul.callsOf('list')).toHaveLength(1);
    seoul.release();
    await refreshed;
    expect(seoul.callsOf('list')).toHaveLength(2);
    expect(seoul.mostAtOnce).toBe(1);
  });

  test('puts the next listing off by a minute', async () => {
    const parts = polling();
    parts.poller.sync();
    await parts.clock.advance(40_000);
    await parts.poller.refresh(seoulScope);
    expect(await timesOf('list', parts, minute)).toEqual([minute]);
  });
});

describe('following', () => {
  test('looks at changing instances alone, by their IDs, soon and then less and less often', async () => {
    const parts = polling({ states: ['running', 'pending', 'stopping'] });
    parts.poller.sync();
    await settled();
    const times = await timesOf('describe', parts, 50_000);
    expect(times[0]).toBe(1_000);
    const gaps = gapsOf(times);
    for (const [index, gap] of gaps.entries()) {
      expect(gap, `gap ${index} of ${gaps.join(', ')}`).toBeGreaterThanOrEqual((gaps[index - 1] ?? 0) - 100);
    }
    expect(gaps.at(-1)).toBe(10_000);
    for (const { ids } of parts.seoul.callsOf('describe')) expect(ids).toEqual([2, 3].map(instanceIdOf));
  });

  test('ends when nothing changes any more', async () => {
    const { poller, seoul, clock, scope } = polling({ states: ['pending'] });
    poller.sync();
    await settled();
    seoul.setState(instanceIdOf(1), 'running');
    await clock.advance(1_000);
    expect(scope().instances[0]?.state).toBe('running');
    await clock.advance(50_000);
    expect(seoul.callsOf('describe')).toHaveLength(1);
  });

  test('begins with short intervals again when something new was asked for', async () => {
    const { poller, seoul, clock, store } = polling({ states: ['pending', 'running'] });
    poller.sync();
    await clock.advance(40_000);
    const before = seoul.callsOf('describe').length;
    store.updateScope(seoulScope, (scope) =>
      withActivity(scope, instanceIdOf(2), {
        phase: 'accepted',
        action: 'stop',
        since: clock.now(),
        hasProgressed: true,
      }),
    );
    poller.follow(seoulScope);
    await clock.advance(1_000);
    expect(seoul.callsOf('describe').slice(before)).toEqual([{ method: 'describe', ids: [1, 2].map(instanceIdOf) }]);
  });

  test('does not keep the listing of the scope from its minute', async () => {
    const parts = polling({ states: ['stopping'] });
    parts.poller.sync();
    await settled();
    expect(await timesOf('list', parts, 2 * minute)).toHaveLength(2);
  });

  test('never asks without an ID, nor about more than EC2 takes in one call', async () => {
    const states = Array.from({ length: 1_200 }, (): InstanceState => 'pending');
    const { poller, seoul, clock } = polling({ states });
    poller.sync();
    await settled();
    await clock.advance(5_000);
    const sizes = seoul.callsOf('describe').map(({ ids }) => ids.length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  test('lists at once where one of the instances is gone, and so finds out which', async () => {
    const { poller, seoul, clock, scope } = polling({ states: ['stopping', 'running'] });
    poller.sync();
    await settled();
    seoul.instances = seoul.instances.slice(1);
    seoul.fail('instance-not-found', 'describe');
    await clock.advance(1_000);
    expect(seoul.calls.map(({ method }) => method)).toEqual(['list', 'describe', 'list']);
    expect(scope().instances).toHaveLength(1);
    expect(scope().freshness.kind).toBe('current');
  });
});

describe('when AWS fails', () => {
  test('keeps the old data and says why, since when, and when it asks again', async () => {
    const { poller, seoul, clock, scope } = polling();
    poller.sync();
    await settled();
    seoul.fail('throttled');
    await clock.advance(minute);
    expect(scope().instances).toHaveLength(1);
    expect(scope()).toMatchObject({
      isRefreshing: false,
      freshness: { kind: 'failed', error: { code: 'throttled' }, asOf: noon, retryAt: clock.now() + 3_750 },
    });
  });

  test('asks again after pauses that double, up to five minutes', async () => {
    const parts = polling({ random: 1 });
    parts.seoul.fail('throttled');
    parts.poller.sync();
    await settled();
    const gaps = gapsOf([0, ...(await timesOf('list', parts, 30 * minute))]);
    expect(gaps.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((seconds) => seconds * 1000));
  });

  test('spreads the pauses by chance, down to the half', async () => {
    const parts = polling({ random: 0 });
    parts.seoul.fail('throttled');
    parts.poller.sync();
    await settled();
    expect(gapsOf([0, ...(await timesOf('list', parts, 20_000))])).toEqual([2_500, 5_000, 10_000]);
  });

  test('asks when it said it would', async () => {
    const { poller, seoul, clock, scope } = polling();
    seoul.fail('throttled');
    poller.sync();
    await settled();
    const { freshness } = scope();
    expect(freshness.kind === 'failed' && freshness.retryAt - clock.now()).toBe(clock.untilNext());
  });

  test('goes back to every minute, and to short pauses, once AWS answers again', async () => {
    const parts = polling({ random: 1 });
    parts.seoul.fail('throttled');
    parts.poller.sync();
    await parts.clock.advance(40_000);
    parts.seoul.recover();
    await parts.poller.refresh(seoulScope);
    expect(await timesOf('list', parts, minute)).toEqual([minute]);
    parts.seoul.fail('throttled');
    await parts.poller.refresh(seoulScope);
    expect(await timesOf('list', parts, 5_000)).toEqual([5_000]);
  });

  test('keeps to its growing pauses also while an instance is changing', async () => {
    const parts = polling({ states: ['stopping'], random: 1 });
    parts.poller.sync();
    await settled();
    parts.seoul.fail('throttled');
    const before = parts.seoul.calls.length;
    await parts.clock.advance(10 * minute);
    // 5, 10, 20, 40, 80, 160 and 300 s of pauses hold seven listings; some looks at single instances come with them.
    expect(parts.seoul.calls.length - before, 'calls in ten minutes in which AWS throttles all').toBeLessThan(30);
  });
});

describe('single flight', () => {
  test('asks one thing at a time of a scope, whatever comes together', async () => {
    const { poller, seoul, clock } = polling({ states: ['pending', 'stopping'] });
    poller.sync();
    await settled();
    for (let round = 0; round < 20; round += 1) {
      seoul.hold();
      const refreshed = poller.refresh(seoulScope);
      poller.follow(seoulScope);
      poller.sync();
      await clock.advance(7_000);
      seoul.release();
      await refreshed;
      await clock.advance(1_300);
    }
    expect(seoul.mostAtOnce).toBe(1);
  });
});

describe('stopping', () => {
  test('leaves nothing waiting and asks nothing more', async () => {
    const { poller, seoul, elsewhere, clock } = polling({ states: ['pending'] });
    poller.sync();
    await clock.advance(10_000);
    poller.stop();
    const before = [seoul.calls.length, elsewhere.calls.length];
    expect(clock.waiting).toBe(0);
    await clock.advance(10 * minute);
    await poller.refresh(null);
    poller.follow(seoulScope);
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual(before);
  });

  test('drops the answer that is still under way, and what waits for it', async () => {
    const { poller, seoul, clock, store } = polling({ states: ['pending'] });
    poller.sync();
    await settled();
    seoul.hold();
    await clock.advance(1_000);
    const refreshed = poller.refresh(seoulScope);
    poller.stop();
    const before = store.get();
    seoul.release();
    await refreshed;
    await clock.advance(minute);
    expect(store.get()).toBe(before);
    expect(seoul.calls).toHaveLength(2);
    expect(clock.waiting).toBe(0);
  });

  test('of a scope that was taken away leaves the others alone', async () => {
    const { poller, store, seoul, elsewhere, clock } = polling();
    poller.sync();
    await settled();
    store.update((snapshot) => ({ ...snapshot, scopes: snapshot.scopes.slice(1) }));
    poller.sync();
    await clock.advance(minute);
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([1, 2]);
  });
});
