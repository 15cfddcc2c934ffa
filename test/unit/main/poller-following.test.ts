import { describe, expect, test } from 'vitest';
import { withActivity } from '../../../src/main/scope-changes';
import type { InstanceId, InstanceState } from '../../../src/shared/model';
import { settled } from '../../support/manual-clock';
import { gapsOf, minute, polling, seoulScope, timesOf } from '../../support/polling';
import { instanceIdOf, noon, someAction } from '../../support/snapshot-builder';

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

  test('names in each listing what is under way, so that a filter does not hide how it ends', async () => {
    const { poller, seoul, clock, store } = polling({ states: ['running', 'running'] });
    poller.sync();
    await settled();
    const named: (readonly InstanceId[])[] = [];
    const { listInstances } = seoul;
    seoul.listInstances = (followed?: () => readonly InstanceId[]) => {
      named.push(followed?.() ?? []);
      return listInstances();
    };
    await poller.refresh(seoulScope);
    store.updateScope(seoulScope, (scope) =>
      withActivity(scope, instanceIdOf(2), {
        phase: 'sending',
        actionId: someAction,
        action: 'stop',
        since: clock.now(),
      }),
    );
    await poller.refresh(seoulScope);
    expect(named).toEqual([[], [instanceIdOf(2)]]);
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
        actionId: someAction,
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

  test('of more than EC2 takes in one call gives every instance its turn, one call after the other', async () => {
    const states = Array.from({ length: 2_500 }, (): InstanceState => 'pending');
    const { poller, seoul, clock } = polling({ states });
    poller.sync();
    await settled();
    await clock.advance(3_000);
    const calls = seoul.callsOf('describe').map(({ ids }) => ids);
    expect(calls.map((ids) => ids.length)).toEqual([1_000, 1_000, 500]);
    expect(new Set(calls.flat()).size).toBe(2_500);
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
      freshness: { kind: 'failed', error: { code: 'throttled' }, asOf: noon, retryAt: clock.now() + 3_000 },
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
    parts.seoul.fail('service-unavailable');
    parts.poller.sync();
    await settled();
    expect(gapsOf([0, ...(await timesOf('list', parts, 20_000))])).toEqual([2_500, 5_000, 10_000]);
  });

  test('spreads the pauses over all of their length where AWS throttles, but for a second', async () => {
    const parts = polling({ random: 0.1 });
    parts.seoul.fail('throttled');
    parts.poller.sync();
    await settled();
    expect(gapsOf([0, ...(await timesOf('list', parts, 10_000))])).toEqual([1_400, 1_900, 2_900]);
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

  test('backs off, and says so, where listings go well and only looks at single instances are throttled', async () => {
    const parts = polling({ states: ['stopping'], random: 1 });
    parts.poller.sync();
    await settled();
    parts.seoul.fail('throttled', 'describe');
    await parts.clock.advance(1_200);
    expect(parts.scope()).toMatchObject({
      isRefreshing: false,
      freshness: { kind: 'failed', error: { code: 'throttled' }, retryAt: parts.clock.now() + 4_900 },
    });
    await parts.clock.advance(10 * minute);
    expect(parts.seoul.callsOf('describe').length, 'throttled looks in ten minutes').toBeLessThan(9);
    parts.seoul.setState(instanceIdOf(1), 'stopped');
    parts.seoul.recover();
    await parts.clock.advance(5 * minute);
    expect(parts.scope()).toMatchObject({ instances: [{ state: 'stopped' }], freshness: { kind: 'current' } });
  });
});
