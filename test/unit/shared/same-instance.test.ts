import { expect, test } from 'vitest';
import type { Instance } from '../../../src/shared/model';
import { sameInstance } from '../../../src/shared/same-instance';
import { anInstance, instanceIdOf } from '../../support/snapshot-builder';

const instance = anInstance({ name: 'web', tags: [{ key: 'Env', value: 'prod' }] });

/** Another value for every field: one that is added to an instance does not compile before it is here. */
const OTHERS: Instance = {
  instanceId: instanceIdOf(2),
  name: null,
  state: 'running',
  stateReason: 'Server.SpotInstanceTermination',
  stateTransitionTime: 1,
  instanceType: 't3.large',
  availabilityZone: 'ap-northeast-2b',
  publicDnsName: 'ec2-198-18-0-1.compute.amazonaws.com',
  publicIpAddress: '198.18.0.1',
  privateIpAddress: '10.0.0.2',
  launchTime: 1,
  isSpot: true,
  isHibernationConfigured: true,
  tags: [],
};

test('two that say the same are the same, whatever objects they are', () => {
  expect(sameInstance(instance, structuredClone(instance))).toBe(true);
});

test.each(Object.entries(OTHERS))('one with another %s is not the same', (field, other) => {
  expect(sameInstance(instance, { ...instance, [field]: other })).toBe(false);
});

test.each([
  [[{ key: 'Env', value: 'dev' }]],
  [[{ key: 'env', value: 'prod' }]],
  [
    [
      { key: 'Env', value: 'prod' },
      { key: 'Owner', value: '' },
    ],
  ],
])('nor is one with other tags: %j', (tags) => {
  expect(sameInstance(instance, { ...instance, tags })).toBe(false);
});
