import { describe, expect, test } from 'vitest';
import { capacityDelay } from '../../../src/main/capacity-delay';
import { appError } from '../../../src/shared/errors';
import type { InstanceId } from '../../../src/shared/model';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { aScope, instanceIdOf, instancesOf, someIds } from '../../support/snapshot-builder';

const scopeId = aScope().id;
const one = instanceIdOf(1);
const two = instanceIdOf(2);

const noCapacity = appError('insufficient-capacity', { retryable: true });
const many = (count: number, given: object = {}) => instancesOf(...Array.from({ length: count }, () => given));
/** A pool with room for so many: it refuses every call that wants more than it has left. */
function poolOf(room: number, isInPool: (id: InstanceId) => boolean = () => true) {
  let left = room;
  return ({ ids }: { ids: readonly InstanceId[] }) => {
    const wanted = ids.filter(isInPool).length;
    if (wanted > left) return noCapacity;
    left -= wanted;
    return null;
  };
}

describe('a start for which AWS has no capacity', () => {
  test('is refused after few calls where there is none at all', async () => {
    const { actions, client, clock, activityOf } = acting(many(100));
    client.failWhen(poolOf(0));
    const answer = actions.request(asking('start', scopeId, someIds(100)));
    await clock.advance(10_000);
    await answer;
    expect(client.calls.length, 'calls for 100 instances').toBeLessThanOrEqual(8);
    for (const id of someIds(100)) expect(activityOf(id)).toMatchObject({ phase: 'failed', error: noCapacity });
  });

  test('goes through for as many as one pool can take when it is halved', async () => {
    const { actions, client, clock, activityOf } = acting(many(16));
    client.failWhen(poolOf(8));
    const answer = actions.request(asking('start', scopeId, someIds(16)));
    await clock.advance(10_000);
    await answer;
    const started = someIds(16).filter((id) => activityOf(id)?.phase === 'accepted');
    expect(started).toEqual(someIds(8));
  });

  test('does not keep those of another type or zone from starting, in one call for each', async () => {
    const instances = instancesOf(
      { instanceType: 'p5.48xlarge' },
      { instanceType: 't3.micro' },
      { instanceType: 'p5.48xlarge' },
      { instanceType: 't3.micro' },
    );
    const { actions, client, activityOf } = acting(instances);
    client.failWhen(poolOf(0, (id) => id === one || id === instanceIdOf(3)));
    await actions.request(asking('start', scopeId, someIds(4)));
    expect(activityOf(two)?.phase).toBe('accepted');
    expect(activityOf(instanceIdOf(4))?.phase).toBe('accepted');
    expect(activityOf(one)?.phase).toBe('failed');
    expect(client.calls.map(({ ids }) => ids)).toContainEqual([two, instanceIdOf(4)]);
  });
});

describe('keep trying', () => {
  async function refused() {
    const all = acting(many(2));
    all.client.failWhen(poolOf(0));
    await all.actions.request(asking('start', scopeId, [one, two]));
    all.client.calls.length = 0;
    return all;
  }

  test('asks again with growing pauses, in one call, until AWS has capacity', async () => {
    const { actions, client, clock, activityOf } = await refused();
    expect(actions.keepTrying(scopeId, [one, two], 'window')).toMatchObject({ ok: true });
    const first = capacityDelay(1, 0.5);
    expect(activityOf(one)).toMatchObject({ phase: 'waiting', attempts: 1, retryAt: clock.now() + first });
    await clock.advance(first - 1);
    expect(client.calls, 'nothing is asked before the pause is over').toEqual([]);
    await clock.advance(1);
    expect(client.calls[0]).toEqual({ method: 'start', ids: [one, two] });
    expect(activityOf(one)).toMatchObject({ phase: 'waiting', attempts: 2 });
    client.recover();
    await clock.advance(capacityDelay(2, 0.5));
    expect(activityOf(one)).toMatchObject({ phase: 'accepted' });
    expect(activityOf(two)).toMatchObject({ phase: 'accepted' });
    const calls = client.calls.length;
    await clock.advance(3_600_000);
    expect(client.calls, 'no further call once it went through').toHaveLength(calls);
  });

  test('is not taken for failed between two attempts, while the disk takes its time with what AWS answered', async () => {
    const { actions, clock, activityOf, store } = await refused();
    actions.keepTrying(scopeId, [one, two], 'window');
    const phases = new Set<string | undefined>();
    store.subscribe(() => phases.add(activityOf(one)?.phase));
    await clock.advance(600_000);
    expect([...phases].sort()).toEqual(['sending', 'waiting']);
  });

  test('ends with the app as failed where AWS refuses its last attempt meanwhile', async () => {
    const { actions, client, clock, activityOf } = await refused();
    actions.keepTrying(scopeId, [one], 'window');
    client.hold();
    await clock.advance(capacityDelay(1, 0.5));
    const flushed = actions.flush();
    client.release();
    await flushed;
    expect(activityOf(one)).toMatchObject({ phase: 'failed', error: { code: 'insufficient-capacity' } });
    expect(clock.waiting, 'nothing is tried again').toBe(0);
  });

  test('ends when it is given up', async () => {
    const { actions, client, clock, activityOf } = await refused();
    actions.keepTrying(scopeId, [one, two], 'window');
    actions.stopTrying(scopeId, [one]);
    expect(activityOf(one)).toBeUndefined();
    client.recover();
    await clock.advance(capacityDelay(1, 0.5));
    expect(client.calls).toEqual([{ method: 'start', ids: [two] }]);
  });

  test('ends at another error, which is shown', async () => {
    const { actions, client, clock, activityOf } = await refused();
    actions.keepTrying(scopeId, [one, two], 'window');
    client.fail('limit-exceeded');
    await clock.advance(3_600_000);
    expect(client.calls).toHaveLength(1);
    expect(activityOf(one)).toMatchObject({ phase: 'failed', error: { code: 'limit-exceeded' } });
  });

  test('takes only those that had no capacity, each once', async () => {
    const { actions, clock, client, activityOf } = acting(many(2));
    client.fail('access-denied');
    await actions.request(asking('start', scopeId, [one]));
    actions.keepTrying(scopeId, [one, two], 'window');
    expect(activityOf(one)?.phase).toBe('failed');
    expect(activityOf(two)).toBeUndefined();
    expect(clock.waiting).toBe(0);
  });

  test('ends with the app, without a call', async () => {
    const { actions, client, clock, activityOf } = await refused();
    actions.keepTrying(scopeId, [one, two], 'window');
    await actions.flush();
    expect(activityOf(one)).toBeUndefined();
    await clock.advance(3_600_000);
    expect(client.calls).toEqual([]);
  });

  test.each([0, 0.5, 1])('pauses longer and longer, up to a limit (jitter %d)', (random) => {
    const delays = Array.from({ length: 12 }, (_, n) => capacityDelay(n + 1, random));
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(Math.max(...delays)).toBeLessThanOrEqual(300_000);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(7_500);
  });
});

describe('a forced stop', () => {
  test('may overtake a stop that does not come to its end, but not one that is on its way to AWS', async () => {
    const { actions, client, activityOf } = acting(many(1, { state: 'running' }));
    client.hold();
    const stop = actions.request(asking('stop', scopeId, [one]));
    await Promise.resolve();
    await actions.request(asking('force-stop', scopeId, [one]));
    client.release();
    await stop;
    expect(client.calls).toEqual([{ method: 'stop', ids: [one] }]);
    await actions.request(asking('force-stop', scopeId, [one]));
    expect(client.calls.at(-1)).toEqual({ method: 'stop', ids: [one], how: 'force-stop' });
    expect(activityOf(one)).toMatchObject({ phase: 'accepted', action: 'force-stop' });
    await actions.request(asking('force-stop', scopeId, [one]));
    expect(client.calls, 'a second one is not sent').toHaveLength(2);
  });

  test('replaces a stop that is still counting down, which is then not sent', async () => {
    const { actions, client, clock } = acting(many(1, { state: 'running' }), 'undo');
    await actions.request(asking('stop', scopeId, [one]));
    await actions.request(asking('force-stop', scopeId, [one]));
    await clock.advance(60_000);
    expect(client.calls).toEqual([{ method: 'stop', ids: [one], how: 'force-stop' }]);
  });
});

test('a batch of which AWS names the bad ones needs one more call, however many they are', async () => {
  const { actions, client, activityOf } = acting(many(50));
  const bad = [instanceIdOf(3), instanceIdOf(7), instanceIdOf(40)];
  const missing = appError('instance-not-found', { detail: `The instance IDs '${bad.join(', ')}' do not exist` });
  client.failWhen(({ ids }) => (ids.some((id) => bad.includes(id)) ? missing : null));
  await actions.request(asking('start', scopeId, someIds(50)));
  expect(client.calls).toHaveLength(2);
  expect(someIds(50).filter((id) => activityOf(id)?.phase === 'failed')).toEqual(bad);
});
