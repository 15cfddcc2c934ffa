import { describe, expect, test } from 'vitest';
import { settled } from '../../support/manual-clock';
import { minute, polling, pollingMany, seoulScope, timesOf } from '../../support/polling';
import { instanceIdOf } from '../../support/snapshot-builder';

const quietFor = 3 * 60 * minute;
/** Many quiet Regions that answer in 50 ms. */
const quietRegions = (count: number) =>
  pollingMany(Array.from({ length: count }, () => ({ states: [], latencyMs: 50 })));

describe('while the window', () => {
  test('is hidden, a quiet scope is listed every ten minutes', async () => {
    const parts = polling();
    parts.poller.sync();
    await parts.clock.advance(quietFor);
    expect(await timesOf('list', parts, 60 * minute)).toHaveLength(6);
  });

  test('is visible, the pauses grow more slowly', async () => {
    const parts = polling();
    parts.poller.sync();
    parts.poller.setWindowVisible(true);
    await settled();
    expect(await timesOf('list', parts, 6 * minute)).toEqual([1, 2, 3, 4, 5, 6].map((n) => n * minute));
  });

  test('is hidden or visible, a scope in which something has just changed is listed again after a minute', async () => {
    const parts = polling();
    parts.poller.sync();
    await parts.clock.advance(quietFor);
    parts.seoul.setState(instanceIdOf(1), 'running');
    await parts.poller.refresh(seoulScope);
    expect(await timesOf('list', parts, minute)).toEqual([minute]);
  });
});

describe('opening the window', () => {
  test('lists at once what is older than a few seconds, and only once', async () => {
    const { poller, seoul, elsewhere, clock } = polling();
    poller.sync();
    await clock.advance(30_000);
    await poller.refresh(seoulScope);
    await clock.advance(4_000);
    poller.setWindowVisible(true);
    poller.setWindowVisible(true);
    await settled();
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([2, 2]);
  });

  test('makes the pauses those of a visible window also where the picture is fresh', async () => {
    const parts = polling();
    parts.poller.sync();
    await parts.clock.advance(quietFor);
    parts.seoul.setState(instanceIdOf(1), 'running');
    await parts.poller.refresh(seoulScope);
    await parts.clock.advance(10 * minute);
    await parts.poller.refresh(seoulScope);
    parts.poller.setWindowVisible(true);
    expect(parts.clock.untilNext()).toBe(2 * minute);
  });

  test('does not end the pause that AWS’s throttling asked for', async () => {
    const { poller, seoul, clock } = polling();
    seoul.fail('throttled');
    poller.sync();
    await clock.advance(2_900);
    const before = seoul.calls.length;
    poller.setWindowVisible(true);
    await settled();
    expect(seoul.calls).toHaveLength(before);
  });

  test('begins with ten scopes, and with ten more each half minute', async () => {
    const { poller, begun, pass, clock } = quietRegions(25);
    poller.sync();
    await pass(quietFor);
    const [opened, before] = [clock.now(), begun.length];
    // Their own timers are some minutes away: what begins now begins because of the window.
    poller.setWindowVisible(true);
    await pass(59_999);
    const times = begun.slice(before).map(({ at }) => at - opened);
    expect(times.filter((at) => at === 0)).toHaveLength(10);
    expect(times.filter((at) => at === 30_000)).toHaveLength(10);
  });

  test('during a pause asks nothing', async () => {
    const { poller, seoul, clock } = polling();
    poller.sync();
    await clock.advance(30_000);
    poller.pause('lock');
    poller.setWindowVisible(true);
    await clock.advance(10 * minute);
    expect(seoul.calls).toHaveLength(1);
  });
});

describe('a pause', () => {
  test('lets no request begin and no timer run, whoever asks', async () => {
    const { poller, seoul, elsewhere, clock } = polling({ states: ['pending'] });
    poller.sync();
    await settled();
    poller.pause('suspend');
    poller.follow(seoulScope);
    await poller.refresh(null);
    poller.sync([seoulScope]);
    expect(clock.waiting).toBe(0);
    await clock.advance(60 * minute);
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([1, 1]);
  });

  test('ends with the last of its reasons, and then every scope is listed at once, once', async () => {
    const { poller, seoul, elsewhere, clock } = polling();
    poller.sync();
    await settled();
    poller.pause('suspend');
    poller.pause('lock');
    poller.pause('lock');
    poller.resume('suspend');
    poller.resume('offline');
    await clock.advance(60 * minute);
    expect(seoul.calls).toHaveLength(1);
    poller.resume('lock');
    poller.resume('lock');
    await settled();
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([2, 2]);
    await clock.advance(9_000);
    expect([seoul.calls.length, elsewhere.calls.length]).toEqual([2, 2]);
  });

  test('that is over leaves nobody unlisted for good whose turn was taken by a click during an old request', async () => {
    const { poller, scopeIds, regions, clock } = pollingMany(
      Array.from({ length: 7 }, () => ({ states: ['stopped' as const], latencyMs: 5 })),
    );
    poller.sync();
    poller.pause('offline');
    poller.resume('offline');
    const last = scopeIds.length - 1;
    void poller.refresh(scopeIds[last] ?? null);
    await clock.advance(30 * minute);
    expect(regions[last]?.calls.length, 'listings of the one that was clicked').toBeGreaterThan(1);
    poller.stop();
  });

  test('in which somebody asked in vain, many times, holds up nothing after it', async () => {
    const { poller, seoul } = polling();
    poller.sync();
    await settled();
    poller.pause('suspend');
    for (let click = 0; click < 20; click += 1) await poller.refresh(null);
    poller.resume('suspend');
    await settled();
    expect(seoul.calls).toHaveLength(2);
  });

  test('that begins during a request takes its answer, and lists again after it', async () => {
    const { poller, seoul, clock, scope } = polling({ states: ['running'] });
    seoul.hold();
    poller.sync();
    poller.pause('suspend');
    seoul.releaseFirst();
    await settled();
    expect(scope().instances).toHaveLength(1);
    await clock.advance(60 * minute);
    expect(seoul.calls).toHaveLength(1);
    poller.resume('suspend');
    expect(seoul.calls).toHaveLength(2);
  });

  test('that ends while an old request is still under way lists after that one', async () => {
    const { poller, seoul } = polling({ states: ['running'] });
    seoul.hold();
    poller.sync();
    poller.pause('suspend');
    poller.resume('suspend');
    expect(seoul.calls).toHaveLength(1);
    seoul.release();
    await settled();
    expect(seoul.calls).toHaveLength(2);
    expect(seoul.mostAtOnce).toBe(1);
  });

  test('ends with ten scopes at a time, those first in which something is changing', async () => {
    const states = Array.from({ length: 25 }, (_, n) => (n < 20 ? [] : ['stopping' as const]));
    const { poller, begun, pass } = pollingMany(states.map((own) => ({ states: own, latencyMs: 50 })));
    poller.sync();
    await pass(5 * minute);
    poller.pause('offline');
    await pass(minute);
    const before = begun.length;
    poller.resume('offline');
    const first = begun.slice(before).map(({ region }) => region);
    expect(first).toEqual([20, 21, 22, 23, 24, 0, 1, 2, 3, 4]);
    await pass(minute);
    expect(new Set(begun.slice(before).map(({ region }) => region)).size).toBe(25);
  });

  test('holds back what is new meanwhile, and begins it afterwards', async () => {
    const { poller, seoul } = polling();
    poller.pause('offline');
    poller.sync();
    await settled();
    expect(seoul.calls).toHaveLength(0);
    poller.resume('offline');
    await settled();
    expect(seoul.calls).toHaveLength(1);
  });
});

describe('without a network', () => {
  test('a person who asks is believed: the scope is asked, but goes on waiting for the network', async () => {
    const { poller, clock, seoul } = polling();
    poller.sync();
    await clock.advance(0);
    poller.pause('offline');
    seoul.calls.length = 0;
    await poller.refresh(seoulScope);
    expect(seoul.callsOf('list')).toHaveLength(1);
    await clock.advance(60 * minute);
    expect(seoul.callsOf('list'), 'nothing is asked on its own').toHaveLength(1);
  });

  test('what is asked on this computer itself goes on as ever', async () => {
    const { poller, clock, seoul, elsewhere } = polling({ isLocal: (id) => id === seoulScope });
    poller.sync();
    await clock.advance(0);
    poller.pause('offline');
    seoul.calls.length = 0;
    elsewhere.calls.length = 0;
    await clock.advance(20 * minute);
    expect(seoul.callsOf('list').length).toBeGreaterThan(1);
    expect(elsewhere.calls).toEqual([]);
    poller.resume('offline');
    await clock.advance(0);
    expect(elsewhere.callsOf('list')).toHaveLength(1);
  });
});

test('other bounds of the pauses hold at once', async () => {
  const { poller, clock, seoul, store } = polling();
  poller.sync();
  await clock.advance(1_000);
  seoul.calls.length = 0;
  store.update((snapshot) => ({
    ...snapshot,
    settings: { ...snapshot.settings, shortestPollSeconds: 15, longestPollSeconds: 15 },
  }));
  poller.replan();
  await clock.advance(minute);
  expect(seoul.callsOf('list').length, 'listings in a minute at 15 s each').toBe(4);
});

describe('behind a locked screen', () => {
  test('nothing is asked on its own, but somebody who asks is answered', async () => {
    const { poller, clock, seoul } = polling();
    poller.sync();
    await clock.advance(0);
    poller.pause('lock');
    seoul.calls.length = 0;
    await clock.advance(60 * minute);
    expect(seoul.calls).toEqual([]);
    await poller.refresh(seoulScope);
    expect(seoul.callsOf('list')).toHaveLength(1);
  });

  test('what a command has set going is followed to its end', async () => {
    const { poller, clock, seoul } = polling({ states: ['pending'] });
    poller.sync();
    await clock.advance(0);
    poller.pause('lock');
    seoul.calls.length = 0;
    poller.follow(seoulScope);
    await clock.advance(10_000);
    expect(seoul.callsOf('describe').length, 'looks at what changes').toBeGreaterThan(2);
  });
});

test('a refresh of everything lists ten scopes at once and the others in turn', async () => {
  const { poller, clock, begun, pass } = quietRegions(25);
  poller.sync();
  await pass(10 * minute);
  const from = clock.now();
  void poller.refresh(null);
  await pass(2 * minute);
  const times = begun.filter(({ at }) => at >= from).map(({ at }) => at - from);
  expect(times.filter((at) => at < 30_000).length, 'within 30 s').toBeLessThanOrEqual(20);
  expect(
    times.filter((at) => at === 0),
    'at once',
  ).toHaveLength(10);
  expect(new Set(begun.filter(({ at }) => at >= from).map(({ region }) => region)).size, 'in the end').toBe(25);
});
