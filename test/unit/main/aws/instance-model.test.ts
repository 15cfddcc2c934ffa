import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { toInstance, toInstanceState } from '../../../../src/main/aws/instance-model';
import { INSTANCE_STATES } from '../../../../src/shared/model';

const minimal: Ec2Instance = { InstanceId: 'i-0a1b2c3d4e5f67890', State: { Name: 'running' } };

describe('an instance as EC2 gives it', () => {
  test('is taken over in full', () => {
    expect(
      toInstance({
        InstanceId: 'i-0a1b2c3d4e5f67890',
        State: { Name: 'stopped', Code: 80 },
        StateReason: { Code: 'Client.UserInitiatedShutdown', Message: 'Client.UserInitiatedShutdown: User initiated' },
        StateTransitionReason: 'User initiated (2026-10-02 01:22:33 GMT)',
        InstanceType: 't3.large',
        Placement: { AvailabilityZone: 'ap-northeast-2c' },
        PublicDnsName: 'ec2-203-0-113-7.ap-northeast-2.compute.amazonaws.com',
        PublicIpAddress: '203.0.113.7',
        PrivateIpAddress: '10.0.0.7',
        LaunchTime: new Date('2026-09-30T08:00:00Z'),
        InstanceLifecycle: 'spot',
        Tags: [
          { Key: 'Team', Value: '결제' },
          { Key: 'Name', Value: 'web-1' },
          { Key: 'Env', Value: 'dev' },
        ],
      }),
    ).toEqual({
      instanceId: 'i-0a1b2c3d4e5f67890',
      name: 'web-1',
      state: 'stopped',
      stateReason: 'Client.UserInitiatedShutdown: User initiated',
      stateTransitionTime: Date.parse('2026-10-02T01:22:33Z'),
      instanceType: 't3.large',
      availabilityZone: 'ap-northeast-2c',
      publicDnsName: 'ec2-203-0-113-7.ap-northeast-2.compute.amazonaws.com',
      publicIpAddress: '203.0.113.7',
      privateIpAddress: '10.0.0.7',
      launchTime: Date.parse('2026-09-30T08:00:00Z'),
      isSpot: true,
      isHibernationConfigured: false,
      tags: [
        { key: 'Env', value: 'dev' },
        { key: 'Team', value: '결제' },
      ],
    });
  });

  test('with hardly anything to it has nothing instead of made-up values', () => {
    expect(toInstance(minimal)).toEqual({
      instanceId: 'i-0a1b2c3d4e5f67890',
      name: null,
      state: 'running',
      stateReason: null,
      stateTransitionTime: null,
      instanceType: '',
      availabilityZone: null,
      publicDnsName: null,
      publicIpAddress: null,
      privateIpAddress: null,
      launchTime: null,
      isSpot: false,
      isHibernationConfigured: false,
      tags: [],
    });
  });

  test('has nothing where EC2 gives an empty text', () => {
    const empty = toInstance({
      ...minimal,
      PublicDnsName: '',
      PublicIpAddress: '',
      PrivateIpAddress: '',
      StateReason: { Message: '' },
      StateTransitionReason: '',
      Placement: { AvailabilityZone: '' },
    });
    expect(empty).toEqual(toInstance(minimal));
  });

  test.each([
    ['', null],
    ['   ', null],
    [' web ', 'web'],
  ])('tagged with the Name “%s” is called %s', (value, name) => {
    expect(toInstance({ ...minimal, Tags: [{ Key: 'Name', Value: value }] })?.name).toBe(name);
  });

  test('keeps an empty tag value, leaves out a tag without a key, and sorts by key whatever order EC2 gives', () => {
    const tags = [{ Key: 'b', Value: '' }, { Key: 'name' }, { Value: 'lost' }, { Key: 'B', Value: '1' }];
    expect(toInstance({ ...minimal, Tags: tags })?.tags).toEqual([
      { key: 'B', value: '1' },
      { key: 'b', value: '' },
      { key: 'name', value: '' },
    ]);
    expect(tags[0]?.Key, 'the SDK’s own object').toBe('b');
  });

  test.each([
    ['User initiated (2026-10-02 01:22:33 GMT)', '2026-10-02T01:22:33Z'],
    ['User initiated shutdown (2026-10-02 01:22:33 UTC)', '2026-10-02T01:22:33Z'],
  ])('changed at the time that “%s” tells', (reason, time) => {
    expect(toInstance({ ...minimal, StateTransitionReason: reason })?.stateTransitionTime).toBe(Date.parse(time));
  });

  test.each(['User initiated', 'Server.SpotInstanceTermination', '(2026-99-99 01:22:33 GMT)'])(
    'changed at no known time where EC2 says “%s”',
    (reason) => {
      expect(toInstance({ ...minimal, StateTransitionReason: reason })?.stateTransitionTime).toBeNull();
    },
  );

  test('is left out without an ID or a state that is known', () => {
    expect(toInstance({ State: { Name: 'running' } })).toBeNull();
    expect(toInstance({ InstanceId: 'i-0a1b2c3d4e5f67890' })).toBeNull();
    expect(toInstance({ InstanceId: 'i-0a1b2c3d4e5f67890', State: {} })).toBeNull();
  });
});

describe('the name of a state', () => {
  test('is known for each of EC2’s six', () => {
    expect(INSTANCE_STATES.map(toInstanceState)).toEqual(INSTANCE_STATES);
  });

  test.each([undefined, '', 'Running', 'rebooting', 'toString'])('“%s” is none', (name) => {
    expect(toInstanceState(name)).toBeNull();
  });
});
