import { describe, expect, onTestFinished, test } from 'vitest';
import { ReadinessChecks } from '../../src/main/readiness/readiness-checks';
import { RequestPacer } from '../../src/main/request-pacer';
import type { Activity } from '../../src/shared/model';
import { asking } from '../support/asking';
import { type FollowedRegion, followedRegion } from '../support/followed-region';
import { aScope, seoul } from '../support/snapshot-builder';

/*
 * The engine with the real SDK before the local endpoint, whose answers are old for 3 s and which throttles, drops
 * connections and lacks capacity.
 */

const scopeId = aScope().id;
const minute = 60_000;

/** In short: the phase, and the error's code where it failed. */
const inShort = (activity: Activity | undefined): string | undefined =>
  activity?.phase === 'failed' ? activity.error.code : activity?.phase;

const changesIn = ({ endpoint }: FollowedRegion) => endpoint.calls.filter(({ action }) => !/^Describe/.test(action));

const statesIn = ({ store }: FollowedRegion) => store.get().scopes[0]?.instances.map(({ state }) => state);

const running = { state: 'running' } as const;

describe('a start of 50 instances', () => {
  test('is one call, and ends with all of them running', async () => {
    const region = await followedRegion(Array.from({ length: 50 }, (_, n) => ({ name: `web-${n}` })));
    await region.actions.request(asking('start', scopeId, region.ids));
    expect(region.looks.at(-1), 'what AWS shows is older than the action').toBe('pending');
    await region.pass(20_000);
    expect(changesIn(region)).toHaveLength(1);
    expect(new Set(statesIn(region))).toEqual(new Set(['running']));
    expect(region.looks).toEqual(['stopped', 'start-requested', 'pending', 'running']);
    const asked = region.endpoint.calls.filter(({ action }) => action === 'DescribeInstances');
    expect(asked.length, 'DescribeInstances in 20 s').toBeLessThan(20);
  });
});

describe('RequestLimitExceeded', () => {
  const throttled = (action: string, times: number) => ({ code: 'RequestLimitExceeded', status: 503, action, times });

  test.each([
    ['start', 'StartInstances', {}, 'running'],
    ['stop', 'StopInstances', running, 'stopped'],
  ] as const)('delays a %s that AWS takes at the second attempt', async (action, called, given, state) => {
    const region = await followedRegion([given]);
    region.endpoint.faults.fail(throttled(called, 1));
    expect(await region.actions.request(asking(action, scopeId, region.ids))).toMatchObject({ ok: true });
    await region.pass(30_000);
    expect(changesIn(region).map(({ outcome }) => outcome.kind)).toEqual(['refused', 'answered']);
    expect(statesIn(region)).toEqual([state]);
  });

  test('that does not end is shown beside the instance, and nothing is sent after it', async () => {
    const region = await followedRegion([running]);
    region.endpoint.faults.fail(throttled('StopInstances', 100));
    const answer = await region.actions.request(asking('stop', scopeId, region.ids));
    expect(answer).toMatchObject({ error: { code: 'throttled', retryable: true } });
    const calls = changesIn(region).length;
    await region.pass(5 * minute);
    expect(changesIn(region)).toHaveLength(calls);
    expect(statesIn(region)).toEqual(['running']);
    expect(region.store.get().scopes[0]?.activities).toMatchObject({ [region.ids[0] ?? '']: { phase: 'failed' } });
  });

  test('of the looks at what changes is shown, and the truth comes all the same', async () => {
    const region = await followedRegion([{}]);
    await region.actions.request(asking('start', scopeId, region.ids));
    region.endpoint.faults.fail(throttled('DescribeInstances', 3));
    await region.pass(1_500);
    expect(region.store.get().scopes[0]?.freshness).toMatchObject({ kind: 'failed', error: { code: 'throttled' } });
    await region.pass(minute);
    expect(region.store.get().scopes[0]?.freshness.kind).toBe('current');
    expect(statesIn(region)).toEqual(['running']);
  });
});

describe('a call whose answer never comes', () => {
  test.each([
    ['start', {}, 'running'],
    ['stop', running, 'stopped'],
  ] as const)(
    '(%s) is looked after until it is seen to have worked, without a second call',
    async (action, given, state) => {
      const region = await followedRegion([given]);
      region.endpoint.faults.dropConnection({ when: 'after', times: 1 });
      expect(await region.actions.request(asking(action, scopeId, region.ids))).toMatchObject({ ok: true });
      expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual(['unverified']);
      await region.pass(30_000);
      expect(changesIn(region)).toHaveLength(1);
      expect(statesIn(region)).toEqual([state]);
      expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual([undefined]);
    },
  );

  test('and that was not carried out is told as such, and not sent again', async () => {
    const region = await followedRegion([{}]);
    region.endpoint.faults.dropConnection({ when: 'before', times: 1 });
    await region.actions.request(asking('start', scopeId, region.ids));
    await region.pass(5 * minute);
    expect(changesIn(region)).toHaveLength(1);
    expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual(['outcome-unknown']);
  });
});

describe('a start that ends when the instance is really usable', () => {
  test('is checked with DescribeInstanceStatus until both of its checks have passed', async () => {
    const region = await followedRegion([{}], { statusChecksMs: 40_000 });
    const { store, clock, client, endpoint } = region;
    store.update((snapshot) => ({ ...snapshot, settings: { ...snapshot.settings, readyWhen: 'status-checks' } }));
    const checks = new ReadinessChecks({
      store,
      clock,
      clientFor: () => client,
      pacer: new RequestPacer(),
      isPaused: () => false,
      answersOnPort: async () => false,
    });
    onTestFinished(() => checks.stop());
    await region.actions.request(asking('start', scopeId, region.ids));
    await region.pass(40_000);
    expect(statesIn(region)).toEqual(['running']);
    expect(
      region.ids.map((id) => inShort(region.activityOf(id))),
      'its checks have not passed yet',
    ).toEqual(['checking']);
    await region.pass(30_000);
    expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual([undefined]);
    const asked = endpoint.calls.filter(({ action }) => action === 'DescribeInstanceStatus');
    expect(asked.length, 'DescribeInstanceStatus in some 45 s').toBeLessThan(12);
    expect(new Set(asked.map(({ parameters }) => parameters['InstanceId.1']))).toEqual(new Set(region.ids));
  });
});

describe('keep trying', () => {
  test('asks until AWS has capacity, for all in one call, and follows them to the end', async () => {
    const region = await followedRegion([{ name: 'a' }, { name: 'b' }]);
    region.endpoint.faults.noCapacity();
    await region.actions.request(asking('start', scopeId, region.ids));
    expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual(Array(2).fill('insufficient-capacity'));
    region.actions.keepTrying(scopeId, region.ids, 'window');
    await region.pass(2 * minute);
    expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual(['waiting', 'waiting']);
    region.endpoint.faults.clear();
    const before = changesIn(region).length;
    await region.pass(6 * minute);
    expect(changesIn(region).slice(before)).toHaveLength(1);
    expect(statesIn(region)).toEqual(['running', 'running']);
  });
});

describe('the actions that stop otherwise', () => {
  test('a forced stop ends a stop that hangs', async () => {
    const region = await followedRegion([running], { stoppingMs: 60 * minute, forceStoppingMs: 4_000 });
    await region.actions.request(asking('stop', scopeId, region.ids));
    await region.pass(2 * minute);
    expect(statesIn(region)).toEqual(['stopping']);
    await region.actions.request(asking('force-stop', scopeId, region.ids));
    await region.pass(20_000);
    expect(statesIn(region)).toEqual(['stopped']);
    expect(changesIn(region).map(({ parameters }) => parameters['Force'])).toEqual([undefined, 'true']);
  });

  test('hibernating goes where it was configured, and is refused with AWS’s reason where it was not', async () => {
    const region = await followedRegion([
      { name: 'sleeps', ...running, hibernationConfigured: true },
      { name: 'cannot', ...running },
    ]);
    await region.actions.request(asking('hibernate', scopeId, region.ids));
    expect(region.ids.map((id) => inShort(region.activityOf(id)))).toEqual(['accepted', 'unsupported-operation']);
    await region.pass(30_000);
    expect(['sleeps', 'cannot'].map((name) => region.fleet.find(seoul, name)?.state)).toEqual(['stopped', 'running']);
    expect(region.fleet.find(seoul, 'sleeps')?.stateReason?.code).toBe('Client.UserInitiatedHibernate');
  });
});
