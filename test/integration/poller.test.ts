import { describe, expect, test } from 'vitest';
import { asking } from '../support/asking';
import { followedRegion } from '../support/followed-region';
import { aScope, seoul, someAction } from '../support/snapshot-builder';

const scopeId = aScope().id;

function only<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new Error('There is no instance');
  return first;
}

describe('a start', () => {
  test('is followed until the instance runs, and is never shown as stopped again on the way', async () => {
    const { actions, ids, looks, pass, store, activityOf } = await followedRegion([{ name: 'web' }]);
    const answer = await actions.request(asking('start', scopeId, ids));
    expect(answer.ok).toBe(true);
    await pass(20_000);
    expect(looks).toEqual(['stopped', 'start-requested', 'pending', 'running']);
    expect(activityOf(only(ids))).toBeUndefined();
    expect(only(store.get().scopes[0]?.instances ?? [])).toMatchObject({
      state: 'running',
      publicDnsName: expect.stringMatching(/^ec2-/),
    });
  });

  test('is not shown as stopped again by a listing that AWS answers with its old picture', async () => {
    const { actions, poller, ids, looks, pass, store } = await followedRegion([{ name: 'web' }], {
      consistencyDelayMs: 10_000,
    });
    await actions.request(asking('start', scopeId, ids));
    await Promise.all([poller.refresh(scopeId), pass(500)]);
    expect(only(store.get().scopes[0]?.instances ?? []).state, 'what AWS still says').toBe('stopped');
    expect(looks.at(-1)).toBe('pending');
    await pass(30_000);
    expect(looks).toEqual(['stopped', 'start-requested', 'pending', 'running']);
  });

  test('of many is one StartInstances, and each look at them is one call by their IDs alone', async () => {
    const instances = Array.from({ length: 20 }, (_, n) => ({ name: `web-${n}` }));
    const { actions, ids, endpoint, pass } = await followedRegion([...instances, { name: 'other' }]);
    await actions.request(asking('start', scopeId, ids.slice(0, 20)));
    await pass(20_000);
    const calls = endpoint.calls.map(({ action, parameters }) => ({
      action,
      named: Object.keys(parameters).filter((key) => key.startsWith('InstanceId.')).length,
    }));
    expect(calls.filter(({ action }) => action === 'StartInstances')).toEqual([
      { action: 'StartInstances', named: 20 },
    ]);
    const looks = calls.filter(({ action }) => action === 'DescribeInstances').slice(1);
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.length, 'looks in 20 s').toBeLessThan(12);
    expect(new Set(looks.map(({ named }) => named))).toEqual(new Set([20]));
  });

  test('whose answer was lost is found out about, and is sent exactly once', async () => {
    const { actions, ids, endpoint, looks, pass } = await followedRegion([{ name: 'web' }]);
    endpoint.faults.dropConnection({ action: 'StartInstances', when: 'after', times: 1 });
    await actions.request(asking('start', scopeId, ids));
    await actions.request(asking('start', scopeId, ids));
    await pass(20_000);
    expect(looks).toEqual(['stopped', 'start-requested', 'pending', 'running']);
    expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
  });

  test('that was lost on its way is told as of unknown outcome after half a minute, and is sent exactly once', async () => {
    const { actions, ids, endpoint, activityOf, pass } = await followedRegion([{ name: 'web' }]);
    endpoint.faults.dropConnection({ action: 'StartInstances', when: 'before', times: 1 });
    await actions.request(asking('start', scopeId, ids));
    await pass(25_000);
    expect(activityOf(only(ids))).toMatchObject({ phase: 'unverified', actionId: someAction, action: 'start' });
    await pass(20_000);
    expect(activityOf(only(ids))).toMatchObject({ phase: 'failed', error: { code: 'outcome-unknown' } });
    expect(endpoint.calls.filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
  });

  test('that falls back to stopped is told as failed with AWS’s reason', async () => {
    const { actions, ids, fleet, activityOf, pass } = await followedRegion([{ name: 'web' }]);
    await actions.request(asking('start', scopeId, ids));
    await pass(5_000);
    fleet.setState(seoul, 'web', 'stopped');
    await pass(70_000);
    expect(activityOf(only(ids))).toMatchObject({
      phase: 'failed',
      actionId: someAction,
      action: 'start',
      error: { code: 'start-failed' },
    });
  });
});

describe('a stop', () => {
  test('is followed until the instance is stopped, and is never shown as running again on the way', async () => {
    const { actions, ids, looks, pass, store, activityOf } = await followedRegion([{ name: 'web', state: 'running' }]);
    await actions.request(asking('stop', scopeId, ids));
    await pass(30_000);
    expect(looks).toEqual(['running', 'stop-requested', 'stopping', 'stopped']);
    expect(activityOf(only(ids))).toBeUndefined();
    expect(only(store.get().scopes[0]?.instances ?? [])).toMatchObject({ state: 'stopped', publicDnsName: null });
  });

  test('that takes minutes goes on being followed', async () => {
    const { actions, ids, looks, pass } = await followedRegion([{ name: 'web', state: 'running' }], {
      stoppingMs: 300_000,
    });
    await actions.request(asking('stop', scopeId, ids));
    await pass(280_000);
    expect(looks.at(-1)).toBe('stopping');
    await pass(40_000);
    expect(looks).toEqual(['running', 'stop-requested', 'stopping', 'stopped']);
  });

  test('of an instance that is terminated meanwhile is told as such', async () => {
    const { actions, ids, fleet, activityOf, pass } = await followedRegion([{ name: 'web', state: 'running' }]);
    await actions.request(asking('stop', scopeId, ids));
    fleet.setState(seoul, 'web', 'terminated');
    await pass(5_000);
    expect(activityOf(only(ids))).toMatchObject({ phase: 'failed', error: { code: 'instance-gone' } });
  });
});

describe('the picture', () => {
  test('follows what somebody else does', async () => {
    const { fleet, looks, pass } = await followedRegion([{ name: 'web', state: 'running' }], { stoppingMs: 90_000 });
    fleet.setState(seoul, 'web', 'stopping');
    await pass(101_000);
    expect(looks).toEqual(['running', 'stopping', 'stopped']);
  });

  test('stays, marked as old, while AWS cannot be asked, and is current again afterwards', async () => {
    const { endpoint, store, clock, pass } = await followedRegion([{ name: 'web', state: 'running' }]);
    const listedAt = clock.now();
    endpoint.faults.deny('DescribeInstances');
    await pass(60_100);
    expect(store.get().scopes[0]).toMatchObject({
      instances: [{ name: 'web' }],
      freshness: { kind: 'failed', asOf: listedAt, error: { code: 'access-denied' } },
    });
    endpoint.faults.clear();
    await pass(10_000);
    expect(store.get().scopes[0]?.freshness.kind).toBe('current');
  });
});
