import { describe, expect, onTestFinished, test } from 'vitest';
import { ReadinessChecks } from '../../../../src/main/readiness/readiness-checks';
import { RequestPacer } from '../../../../src/main/request-pacer';
import { withActivity } from '../../../../src/main/scope-changes';
import { createStore } from '../../../../src/main/store';
import { type Activity, type Instance, toActionId } from '../../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../../src/shared/settings';
import { ManualClock } from '../../../support/manual-clock';
import { ScriptedScopeClient } from '../../../support/scripted-scope-client';
import {
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
  someIds,
} from '../../../support/snapshot-builder';

const one = instanceIdOf(1);
const two = instanceIdOf(2);
const checking = (readyWhen: 'status-checks' | 'tcp-port'): Activity => ({
  phase: 'checking',
  actionId: someAction,
  action: 'start',
  since: noon,
  readyWhen,
});

/** Checks of running instances that have just been started, whose ports answer where the test says so. */
function checks(instances: readonly Instance[], readyWhen: 'status-checks' | 'tcp-port') {
  const clock = new ManualClock();
  const client = new ScriptedScopeClient(instances);
  const store = createStore(
    aSnapshot({ settings: { ...DEFAULT_SETTINGS, readyWhen, readyPort: 8080 }, scopes: [aScope({ instances })] }),
  );
  const open = new Set<string>();
  const pause = { isOn: false };
  const asked: string[] = [];
  const answersOnPort = async (host: string, port: number) => {
    asked.push(`${host}:${port}`);
    return open.has(`${host}:${port}`);
  };
  const readiness = new ReadinessChecks({
    store,
    clock,
    clientFor: () => client,
    pacer: new RequestPacer(),
    answersOnPort,
    isPaused: () => pause.isOn,
  });
  onTestFinished(() => readiness.stop());
  const scopeId = aScope().id;
  for (const { instanceId } of instances) {
    store.updateScope(scopeId, (scope) => withActivity(scope, instanceId, checking(readyWhen)));
  }
  const activityOf = (id = one) => store.get().scopes[0]?.activities[id];
  return { clock, client, store, pause, open, asked, readiness, activityOf, scopeId };
}

const running = (count: number) => instancesOf(...Array.from({ length: count }, () => ({ state: 'running' }) as const));

describe('by AWS’s status checks', () => {
  test('an instance is usable once both have passed, and is not asked about any more', async () => {
    const { clock, client, activityOf } = checks(running(2), 'status-checks');
    await clock.advance(10_000);
    expect(client.callsOf('status').length, 'looks within 10 s').toBeGreaterThan(1);
    expect(activityOf()).toEqual(checking('status-checks'));
    client.passed.add(one);
    await clock.advance(15_000);
    expect(activityOf(one)).toBeUndefined();
    expect(activityOf(two)).toEqual(checking('status-checks'));
    expect(client.callsOf('status').at(-1)?.ids).toEqual([one, two]);
    client.passed.add(two);
    await clock.advance(15_000);
    const calls = client.calls.length;
    await clock.advance(3_600_000);
    expect(client.calls, 'calls once all are usable').toHaveLength(calls);
    expect(clock.waiting, 'timers once all are usable').toBe(0);
  });

  test('no call names more instances than EC2 takes', async () => {
    const { clock, client, activityOf } = checks(running(150), 'status-checks');
    for (const id of someIds(150)) client.passed.add(id);
    await clock.advance(30_000);
    expect(client.callsOf('status').map(({ ids }) => ids.length)).toEqual([100, 50]);
    expect(activityOf()).toBeUndefined();
  });

  test('where AWS does not say, nobody is usable, and it is asked again', async () => {
    const { clock, client, activityOf } = checks(running(1), 'status-checks');
    client.passed.add(one);
    client.fail('access-denied');
    await clock.advance(60_000);
    expect(activityOf()).toEqual(checking('status-checks'));
    client.recover();
    await clock.advance(15_000);
    expect(activityOf()).toBeUndefined();
  });

  test('one that never gets there is told as such after a quarter of an hour', async () => {
    const { clock, activityOf } = checks(running(1), 'status-checks');
    await clock.advance(14 * 60_000);
    expect(activityOf()).toEqual(checking('status-checks'));
    await clock.advance(2 * 60_000);
    expect(activityOf()).toMatchObject({ phase: 'failed', error: { code: 'not-usable' } });
  });
});

describe('an instance that nobody could be asked about', () => {
  test('is not told as not usable, while AWS does not answer or after a long sleep', async () => {
    const { clock, client, activityOf } = checks(running(1), 'status-checks');
    client.fail('timeout');
    await clock.advance(30 * 60_000);
    expect(activityOf()).toEqual(checking('status-checks'));
    client.recover();
    await clock.advance(14 * 60_000);
    expect(activityOf(), 'its time counts from the first answer').toEqual(checking('status-checks'));
    client.passed.add(one);
    await clock.advance(15_000);
    expect(activityOf()).toBeUndefined();
  });

  test('is left alone during a pause, and looked at after it', async () => {
    const { clock, client, pause, activityOf } = checks(running(1), 'status-checks');
    pause.isOn = true;
    client.passed.add(one);
    await clock.advance(30 * 60_000);
    expect(client.calls, 'calls during the pause').toEqual([]);
    pause.isOn = false;
    await clock.advance(15_000);
    expect(activityOf()).toBeUndefined();
  });
});

describe('by a TCP port', () => {
  const reachable = instancesOf({ state: 'running', publicDnsName: 'ec2-1.example.com' });

  test('an instance is usable once the port at its public DNS name answers', async () => {
    const { clock, client, open, asked, activityOf } = checks(reachable, 'tcp-port');
    await clock.advance(5_000);
    expect(new Set(asked)).toEqual(new Set(['ec2-1.example.com:8080']));
    expect(activityOf()).toEqual(checking('tcp-port'));
    open.add('ec2-1.example.com:8080');
    await clock.advance(15_000);
    expect(activityOf()).toBeUndefined();
    expect(client.calls, 'AWS is not asked').toEqual([]);
  });

  test('one without a public address is asked at its private one', async () => {
    const { clock, asked } = checks(running(1), 'tcp-port');
    await clock.advance(2_000);
    expect(asked).toEqual(['10.0.0.1:8080']);
  });
});

test('what has become of another action meanwhile is left alone', async () => {
  const { clock, client, store, activityOf, scopeId } = checks(running(1), 'status-checks');
  client.passed.add(one);
  client.hold();
  await clock.advance(2_000);
  const other: Activity = { ...checking('status-checks'), actionId: toActionId('another') };
  store.updateScope(scopeId, (scope) => withActivity(scope, one, other));
  client.release();
  await clock.advance(0);
  expect(activityOf()).toBe(other);
});

test('nothing runs once it is stopped', async () => {
  const { clock, client, readiness } = checks(running(1), 'status-checks');
  readiness.stop();
  await clock.advance(3_600_000);
  expect(client.calls).toEqual([]);
});
