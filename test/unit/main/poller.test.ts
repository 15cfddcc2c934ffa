import { describe, expect, test } from 'vitest';
import { settled } from '../../support/manual-clock';
import { minute, polling, scopeIn, seoulScope, timesOf, virginiaScope } from '../../support/polling';
import { instanceIdOf, instancesOf, noon } from '../../support/snapshot-builder';

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

  test('goes on each minute at first, ever less often while nothing happens, and asks nothing else', async () => {
    const parts = polling({ states: ['running', 'stopped'] });
    parts.poller.sync();
    await settled();
    expect(await timesOf('list', parts, 7 * minute)).toEqual([60, 120, 180, 270, 405].map((seconds) => seconds * 1000));
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
    const { poller, seoul, scope } = polling({ states: ['running'] });
    seoul.hold();
    poller.sync();
    poller.sync([seoulScope]);
    seoul.releaseFirst();
    await settled();
    expect(scope(), 'the scope after the answer of the old account').toMatchObject({
      instances: [],
      freshness: { kind: 'loading' },
    });
    seoul.release();
    await settled();
    expect(scope().freshness.kind).toBe('current');
    expect(seoul.calls).toHaveLength(2);
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
