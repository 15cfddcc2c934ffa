import { expect, test } from 'vitest';
import type { Activity } from '../../../src/shared/model';
import { countStates, hasDemo } from '../../../src/shared/state-counts';
import {
  aProfile,
  aScope,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
  virginia,
} from '../../support/snapshot-builder';

test('instances are counted by how they look, over all scopes, without those that go for good', () => {
  const scope = aScope({
    instances: instancesOf(
      { state: 'running' },
      { state: 'pending' },
      { state: 'stopping' },
      { state: 'stopped' },
      { state: 'shutting-down' },
      { state: 'terminated' },
    ),
  });
  const one = { running: 1, starting: 1, stopping: 1, stopped: 1 };
  expect(countStates([scope])).toEqual(one);
  expect(countStates([scope, { ...scope, region: virginia }])).toEqual({
    running: 2,
    starting: 2,
    stopping: 2,
    stopped: 2,
  });
  expect(countStates([])).toEqual({ running: 0, starting: 0, stopping: 0, stopped: 0 });
});

test.each([
  [{ phase: 'sending', actionId: someAction, action: 'start', since: noon }, 'stopped', 'starting'],
  [{ phase: 'unverified', actionId: someAction, action: 'stop', since: noon }, 'running', 'stopping'],
  [{ phase: 'sending', actionId: someAction, action: 'reboot', since: noon }, 'running', 'running'],
  [{ phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon }, 'running', 'running'],
] as const)('one with %j that AWS shows as %s counts as %s', (activity: Activity, state, counted) => {
  const scope = aScope({ instances: instancesOf({ state }), activities: { [instanceIdOf(1)]: activity } });
  expect(countStates([scope])).toEqual({ running: 0, starting: 0, stopping: 0, stopped: 0, [counted]: 1 });
});

test('a demo among the Profiles is noticed wherever it stands', () => {
  const demo = aProfile({ source: { kind: 'demo' } });
  expect(hasDemo({ profiles: [] })).toBe(false);
  expect(hasDemo({ profiles: [aProfile()] })).toBe(false);
  expect(hasDemo({ profiles: [aProfile(), demo] })).toBe(true);
});
