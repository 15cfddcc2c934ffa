import { describe, expect, test } from 'vitest';
import { manualClock } from '../../../src/demo/clock';
import type { Fleet } from '../../../src/demo/fleet';
import type { FleetTiming, InstanceStateName, NewInstance } from '../../../src/demo/fleet-types';
import { realisticTiming } from '../../../src/demo/fleet-types';
import { emptyFleet } from '../../../src/demo/seed';
import { ServiceError } from '../../../src/demo/service-error';
import { roundTiming, start } from './times';

const region = 'eu-west-1';

function fleetWith(given: NewInstance, timing: Partial<FleetTiming> = {}) {
  const clock = manualClock(start);
  const fleet = emptyFleet({ clock, timing: { ...roundTiming, ...timing } });
  const id = fleet.add(region, given);
  return { clock, fleet, id };
}

/** The instance as Describe* gives it. */
function described(fleet: Fleet, id: string) {
  const instance = fleet.describeOne(region, id);
  if (instance === undefined) throw new Error(`There is no ${id}`);
  return instance;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
  return 'none';
}

describe('starting', () => {
  test('goes from stopped over pending to running', () => {
    const { clock, fleet, id } = fleetWith({ state: 'stopped' });
    expect(fleet.start(region, [id])).toEqual([{ instanceId: id, previous: 'stopped', current: 'pending' }]);
    expect(described(fleet, id).state).toBe('pending');
    clock.advance(9_999);
    expect(described(fleet, id).state).toBe('pending');
    clock.advance(1);
    expect(described(fleet, id).state).toBe('running');
  });

  test('sets the launch time, gives a new public address and forgets why it was stopped', () => {
    const { clock, fleet, id } = fleetWith({ state: 'running', launchedAgoMs: 3_600_000 });
    const before = described(fleet, id);
    fleet.stop(region, [id], 'stop');
    clock.advance(20_000);
    const down = described(fleet, id);
    expect(down).toMatchObject({
      state: 'stopped',
      publicIpAddress: undefined,
      publicDnsName: '',
      stateTransitionReason: 'User initiated (2026-10-02 01:22:33 GMT)',
      stateReason: { code: 'Client.UserInitiatedShutdown' },
    });
    fleet.start(region, [id]);
    clock.advance(10_000);
    const after = described(fleet, id);
    expect(after).toMatchObject({ stateTransitionReason: '', stateReason: undefined, launchTime: start + 20_000 });
    expect(after.publicIpAddress).not.toBe(before.publicIpAddress);
    expect(after.publicDnsName).toBe(
      `ec2-${after.publicIpAddress?.replaceAll('.', '-')}.${region}.compute.amazonaws.com`,
    );
    expect(after.privateIpAddress).toBe(before.privateIpAddress);
  });

  test.each<[InstanceStateName, string]>([
    ['running', 'none'],
    ['pending', 'none'],
    ['stopping', 'IncorrectInstanceState'],
    ['shutting-down', 'IncorrectInstanceState'],
    ['terminated', 'IncorrectInstanceState'],
  ])('an instance that is %s gives: %s', (state, code) => {
    const { fleet, id } = fleetWith({ state });
    expect(codeOf(() => fleet.start(region, [id]))).toBe(code);
    expect(described(fleet, id).state).toBe(state);
  });

  test('of several is all or nothing', () => {
    const { fleet, id } = fleetWith({ state: 'stopped' });
    const stopping = fleet.add(region, { state: 'stopping' });
    expect(() => fleet.start(region, [id, stopping])).toThrow(
      `The instance '${stopping}' is not in a state from which it can be started.`,
    );
    expect(described(fleet, id).state).toBe('stopped');
  });
});

describe('stopping', () => {
  test('goes from running over stopping to stopped, and keeps the public address until it is stopped', () => {
    const { clock, fleet, id } = fleetWith({ state: 'running' });
    expect(fleet.stop(region, [id], 'stop')).toEqual([{ instanceId: id, previous: 'running', current: 'stopping' }]);
    expect(described(fleet, id).publicDnsName).not.toBe('');
    clock.advance(19_999);
    expect(described(fleet, id).state).toBe('stopping');
    clock.advance(1);
    expect(described(fleet, id)).toMatchObject({ state: 'stopped', publicDnsName: '' });
  });

  test('by force is quicker, also when a stop is under way already', () => {
    const { clock, fleet, id } = fleetWith({ state: 'running' });
    fleet.stop(region, [id], 'stop');
    expect(fleet.stop(region, [id], 'force')).toEqual([{ instanceId: id, previous: 'stopping', current: 'stopping' }]);
    clock.advance(5_000);
    expect(described(fleet, id).state).toBe('stopped');
  });

  test.each<[InstanceStateName, string]>([
    ['stopped', 'none'],
    ['stopping', 'none'],
    ['pending', 'IncorrectInstanceState'],
    ['shutting-down', 'IncorrectInstanceState'],
    ['terminated', 'IncorrectInstanceState'],
  ])('an instance that is %s and never ran gives: %s', (state, code) => {
    const { fleet, id } = fleetWith({ state });
    expect(codeOf(() => fleet.stop(region, [id], 'stop'))).toBe(code);
    expect(described(fleet, id).state).toBe(state);
  });

  test('works while an instance that ran before is starting again', () => {
    const { fleet, id } = fleetWith({ state: 'stopped' });
    fleet.start(region, [id]);
    expect(fleet.stop(region, [id], 'stop')).toMatchObject([{ previous: 'pending', current: 'stopping' }]);
  });

  test.each<[string, NewInstance, string]>([
    ['an instance-store root', { instanceStore: true }, 'UnsupportedOperation'],
    ['a one-time Spot request', { spot: 'one-time' }, 'UnsupportedOperation'],
    ['a persistent Spot request', { spot: 'persistent' }, 'none'],
    ['stop protection', { disableApiStop: true }, 'OperationNotPermitted'],
  ])('an instance with %s gives: %s', (_what, given, code) => {
    const { fleet, id } = fleetWith({ state: 'running', ...given });
    expect(codeOf(() => fleet.stop(region, [id], 'force'))).toBe(code);
  });

  test('by hibernation needs an instance that was launched for it', () => {
    const { fleet, id } = fleetWith({ state: 'running' });
    const sleeper = fleet.add(region, { state: 'running', hibernationConfigured: true });
    expect(codeOf(() => fleet.stop(region, [id], 'hibernate'))).toBe('UnsupportedHibernationConfiguration');
    fleet.stop(region, [sleeper], 'hibernate');
    expect(described(fleet, sleeper).stateReason?.code).toBe('Client.UserInitiatedHibernate');
  });
});

describe('addresses', () => {
  test('an Elastic IP address outlives a stop', () => {
    const { clock, fleet, id } = fleetWith({ state: 'running', elasticIp: true });
    const before = described(fleet, id);
    fleet.stop(region, [id], 'stop');
    clock.advance(20_000);
    expect(described(fleet, id).publicIpAddress).toBe(before.publicIpAddress);
    fleet.start(region, [id]);
    clock.advance(10_000);
    expect(described(fleet, id).publicDnsName).toBe(before.publicDnsName);
  });

  test('an instance in a private subnet never has a public one', () => {
    const { fleet, id } = fleetWith({ state: 'running', privateOnly: true });
    expect(described(fleet, id)).toMatchObject({ publicIpAddress: undefined, publicDnsName: '' });
  });

  test('us-east-1 has DNS names of its own', () => {
    const { fleet } = fleetWith({});
    const id = fleet.add('us-east-1', { state: 'running' });
    const instance = fleet.find('us-east-1', id);
    expect(instance?.publicDnsName).toMatch(/^ec2-198-18-\d+-\d+\.compute-1\.amazonaws\.com$/);
    expect(instance?.privateDnsName).toMatch(/^ip-10-\d+-\d+-\d+\.ec2\.internal$/);
  });
});

describe('eventual consistency', () => {
  test('Describe gives the old picture for a while after an action, and the truth from then on', () => {
    const { clock, fleet, id } = fleetWith({ state: 'stopped' }, { consistencyDelayMs: 1_000 });
    fleet.start(region, [id]);
    clock.advance(999);
    expect(described(fleet, id).state).toBe('stopped');
    expect(fleet.find(region, id)?.state).toBe('pending');
    clock.advance(1);
    expect(described(fleet, id).state).toBe('pending');
  });

  test('a second action does not make a first one visible early', () => {
    const { clock, fleet, id } = fleetWith({ state: 'stopped' }, { consistencyDelayMs: 1_000 });
    fleet.start(region, [id]);
    clock.advance(500);
    fleet.stop(region, [id], 'stop');
    clock.advance(999);
    expect(described(fleet, id).state).toBe('stopped');
    clock.advance(1);
    expect(described(fleet, id).state).toBe('stopping');
  });
});

describe('somebody else', () => {
  test.each<[InstanceStateName, InstanceStateName]>([
    ['pending', 'running'],
    ['running', 'running'],
    ['stopping', 'stopped'],
    ['stopped', 'stopped'],
    ['shutting-down', 'terminated'],
    ['terminated', 'terminated'],
  ])('can put an instance to %s, which leads to %s', (state, final) => {
    const { clock, fleet, id } = fleetWith({ name: 'box', state: 'running' });
    fleet.setState(region, 'box', state);
    expect(described(fleet, id).state).toBe(state);
    clock.advance(60_000);
    expect(described(fleet, id).state).toBe(final);
  });

  test('can change the tags', () => {
    const { fleet, id } = fleetWith({ name: 'before' });
    fleet.setTags(region, 'before', { Name: 'after' });
    expect(described(fleet, id).name).toBe('after');
    expect(fleet.find(region, 'before')).toBeUndefined();
  });

  test('terminates, and an hour later nothing is left', () => {
    const { clock, fleet, id } = fleetWith({ state: 'running' });
    fleet.setState(region, id, 'terminated');
    clock.advance(3_599_999);
    expect(fleet.describe(region)).toHaveLength(1);
    clock.advance(1);
    expect(fleet.describe(region)).toHaveLength(0);
    expect(fleet.has(region, id)).toBe(false);
  });
});

test('A range of times gives every instance a time of its own, the same one in every run', () => {
  const finished = () => {
    const clock = manualClock(start);
    const fleet = emptyFleet({ clock, timing: { ...realisticTiming, consistencyDelayMs: 0 } });
    const ids = Array.from({ length: 50 }, () => fleet.add(region));
    fleet.start(region, ids);
    const counts: number[] = [];
    for (let second = 0; second <= 12; second += 1) {
      counts.push(fleet.describe(region).filter(({ state }) => state === 'running').length);
      clock.advance(1_000);
    }
    return counts;
  };
  const counts = finished();
  expect(counts[5]).toBe(0);
  expect(counts[9]).toBeGreaterThan(5);
  expect(counts[9]).toBeLessThan(45);
  expect(counts[12]).toBe(50);
  expect(finished()).toEqual(counts);
});

test('An instance of one Region does not exist in another', () => {
  const { fleet, id } = fleetWith({});
  expect(fleet.has('us-east-1', id)).toBe(false);
  expect(fleet.find('us-east-1', id)).toBeUndefined();
});
