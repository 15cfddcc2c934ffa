import { describe, expect, test } from 'vitest';
import type { Activity } from '../../src/shared/model';
import { asking } from '../support/asking';
import { followedRegion } from '../support/followed-region';
import { aProfile, aScope, seoul } from '../support/snapshot-builder';

const scopeId = aScope().id;

/** In short: the phase, and the error's code where it failed. */
const inShort = (activity: Activity | undefined): string | undefined =>
  activity?.phase === 'failed' ? activity.error.code : activity?.phase;

describe('a batch against EC2’s all-or-nothing calls', () => {
  test('stops what can be stopped and says of each other one why it cannot', async () => {
    const { actions, ids, fleet, activityOf } = await followedRegion([
      { name: 'a', state: 'running' },
      { name: 'spot', state: 'running', spot: 'one-time' },
      { name: 'b', state: 'running' },
      { name: 'protected', state: 'running', disableApiStop: true },
      { name: 'c', state: 'running' },
    ]);
    const answer = await actions.request(asking('stop', scopeId, ids));
    expect(answer.ok).toBe(false);
    expect(ids.map((id) => inShort(activityOf(id)))).toEqual([
      'accepted',
      'unsupported-operation',
      'accepted',
      'stop-protected',
      'accepted',
    ]);
    expect(['a', 'spot', 'b', 'protected', 'c'].map((name) => fleet.find(seoul, name)?.state)).toEqual([
      'stopping',
      'running',
      'stopping',
      'running',
      'stopping',
    ]);
  });

  test('starts the others where one has no capacity', async () => {
    const { actions, ids, endpoint, activityOf, pass, store } = await followedRegion([
      { name: 'small' },
      { name: 'big', instanceType: 'p5.48xlarge' },
      { name: 'small too' },
    ]);
    endpoint.faults.noCapacity({ instanceType: 'p5.48xlarge' });
    await actions.request(asking('start', scopeId, ids));
    await pass(20_000);
    expect(ids.map((id) => inShort(activityOf(id)))).toEqual([undefined, 'insufficient-capacity', undefined]);
    const byName = new Map(store.get().scopes[0]?.instances.map(({ name, state }) => [name, state]));
    expect(Object.fromEntries(byName)).toEqual({ small: 'running', big: 'stopped', 'small too': 'running' });
  });

  test('never names an instance twice in calls that EC2 carried out', async () => {
    const instances = Array.from(
      { length: 9 },
      (_, n) =>
        ({
          name: `web-${n}`,
          state: n === 4 ? 'stopping' : 'stopped',
        }) as const,
    );
    const { actions, ids, endpoint } = await followedRegion(instances, { stoppingMs: 600_000 });
    await actions.request(asking('start', scopeId, ids));
    const carriedOut = endpoint.calls
      .filter(({ action, outcome }) => action === 'StartInstances' && outcome.kind === 'answered')
      .flatMap(({ parameters }) => Object.entries(parameters).filter(([key]) => key.startsWith('InstanceId.')))
      .map(([, value]) => value);
    expect(carriedOut.sort()).toEqual(ids.filter((_, n) => n !== 4).sort());
  });
});

describe('one action', () => {
  test('is one request on a double click, and none while it is under way', async () => {
    const { actions, ids, endpoint, pass } = await followedRegion([{ name: 'web' }]);
    await Promise.all([actions.request(asking('start', scopeId, ids)), actions.request(asking('start', scopeId, ids))]);
    await pass(5_000);
    await actions.request(asking('start', scopeId, ids));
    await actions.request(asking('stop', scopeId, ids));
    await pass(20_000);
    const sent = endpoint.calls.filter(({ action }) => action !== 'DescribeInstances').map(({ action }) => action);
    expect(sent).toEqual(['StartInstances']);
  });

  test('that the person may not take is told with AWS’s own sentence', async () => {
    const { actions, ids, endpoint } = await followedRegion([{ name: 'web', state: 'running' }]);
    endpoint.faults.deny('RebootInstances');
    expect(await actions.request(asking('reboot', scopeId, ids))).toMatchObject({
      ok: false,
      error: { code: 'access-denied', detail: expect.stringContaining('ec2:RebootInstances') },
    });
  });
});

describe('a dry run at EC2', () => {
  test('changes nothing, and tells what the person may do and what not', async () => {
    const { actions, ids, endpoint, activityOf, store, fleet } = await followedRegion([
      { name: 'web', state: 'running' },
    ]);
    store.update((snapshot) => ({ ...snapshot, profiles: [aProfile({ isDryRun: true })] }));
    const [web] = ids;
    if (web === undefined) throw new Error('The fleet is empty');
    await actions.request(asking('stop', scopeId, ids));
    expect(activityOf(web)).toMatchObject({ phase: 'tried', action: 'stop', error: null });
    endpoint.faults.deny('StopInstances');
    await actions.request(asking('stop', scopeId, ids));
    expect(activityOf(web)).toMatchObject({
      phase: 'tried',
      error: { code: 'access-denied', detail: expect.stringContaining('ec2:StopInstances') },
    });
    expect(fleet.find(seoul, 'web')?.state).toBe('running');
  });
});
