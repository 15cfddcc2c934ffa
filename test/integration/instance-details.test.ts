import { describe, expect, test } from 'vitest';
import type { NewInstance } from '../../src/demo/fleet-types';
import { toInstanceId } from '../../src/shared/model';
import { answerOf, errorOf, keysOf, scopeClientAt } from '../support/endpoint-scope';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

/* Everything about one instance, asked by the app's own client with the real SDK. */

async function instanceUnderTest(given: NewInstance) {
  const parts = await endpointUnderTest();
  const id = toInstanceId(parts.fleet.add(seoul, given));
  return { ...parts, id, client: scopeClientAt(keysOf(parts.endpoint)) };
}

const actions = (calls: readonly { readonly action: string }[]) => calls.map(({ action }) => action).toSorted();

describe('the details of an instance', () => {
  test('that runs are asked for by its ID, in three calls', async () => {
    const { endpoint, client, id } = await instanceUnderTest({
      state: 'running',
      instanceType: 't4g.large',
      keyName: 'team',
      iamInstanceProfile: 'web',
      securityGroups: ['web', 'monitoring'],
      ipv6: true,
      impaired: true,
      disableApiStop: true,
      detailedMonitoring: true,
      spot: 'persistent',
      scheduledEvent: { code: 'instance-retirement', description: 'Degraded hardware', inMs: 86_400_000 },
    });
    expect(answerOf(await client.describeDetails(id))).toMatchObject({
      state: 'running',
      imageId: expect.stringMatching(/^ami-/),
      platformDetails: 'Linux/UNIX',
      architecture: 'arm64',
      lifecycle: 'spot',
      tenancy: 'default',
      monitoring: 'enabled',
      keyName: 'team',
      iamInstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/web',
      vpcId: expect.stringMatching(/^vpc-/),
      subnetId: expect.stringMatching(/^subnet-/),
      securityGroups: [{ groupName: 'web' }, { groupName: 'monitoring' }],
      networkInterfaceIds: [expect.stringMatching(/^eni-/)],
      ipv6Addresses: [expect.stringMatching(/^2001:db8:/)],
      rootDeviceType: 'ebs',
      blockDevices: [{ deviceName: '/dev/xvda', volumeId: expect.stringMatching(/^vol-/), deleteOnTermination: true }],
      statusChecks: {
        kind: 'known',
        value: {
          system: { status: 'ok' },
          instance: { status: 'impaired', impairedSince: expect.any(Number) },
          attachedEbs: { status: 'ok' },
          events: [{ code: 'instance-retirement', notBefore: expect.any(Number) }],
        },
      },
      disableApiStop: { kind: 'known', value: true },
    });
    expect(actions(endpoint.calls)).toEqual([
      'DescribeInstanceAttribute',
      'DescribeInstanceStatus',
      'DescribeInstances',
    ]);
    const named = endpoint.calls.map(({ parameters }) => parameters['InstanceId.1'] ?? parameters['InstanceId']);
    expect(named, 'none of them is about all instances').toEqual([id, id, id]);
  });

  test('that is stopped have no status checks, and nothing is asked about them', async () => {
    const { endpoint, client, id } = await instanceUnderTest({ state: 'stopped' });
    expect(answerOf(await client.describeDetails(id))).toMatchObject({
      state: 'stopped',
      stateReason: expect.stringContaining('User initiated'),
      statusChecks: { kind: 'known', value: null },
      disableApiStop: { kind: 'known', value: false },
    });
    expect(actions(endpoint.calls)).toEqual(['DescribeInstanceAttribute', 'DescribeInstances']);
  });

  test.each([
    ['DescribeInstanceStatus', 'statusChecks', 'disableApiStop'],
    ['DescribeInstanceAttribute', 'disableApiStop', 'statusChecks'],
  ] as const)('come without what only %s would tell where that is denied', async (action, denied, other) => {
    const { endpoint, client, id } = await instanceUnderTest({ state: 'running', keyName: 'team' });
    endpoint.faults.deny(action);
    expect(answerOf(await client.describeDetails(id))).toMatchObject({
      keyName: 'team',
      [denied]: { kind: 'unknown', error: { code: 'access-denied', awsCode: 'UnauthorizedOperation' } },
      [other]: { kind: 'known' },
    });
  });

  test('are refused as a whole where the instance itself may not be seen', async () => {
    const { endpoint, client, id } = await instanceUnderTest({ state: 'running' });
    endpoint.faults.deny('DescribeInstances');
    expect(errorOf(await client.describeDetails(id)).code).toBe('access-denied');
    expect(actions(endpoint.calls), 'nothing more is asked').toEqual(['DescribeInstances']);
  });

  test('of one that is gone are told as that', async () => {
    const { endpoint, client } = await instanceUnderTest({});
    const gone = toInstanceId('i-0123456789abcdef0');
    expect(errorOf(await client.describeDetails(gone)).code).toBe('instance-not-found');
    expect(endpoint.calls).toHaveLength(1);
  });

  test('come without what AWS had trouble with', async () => {
    const { endpoint, client, id } = await instanceUnderTest({ state: 'running' });
    endpoint.faults.fail({ action: 'DescribeInstanceAttribute', code: 'InternalError', status: 500 });
    expect(answerOf(await client.describeDetails(id)).disableApiStop).toMatchObject({
      kind: 'unknown',
      error: { code: 'service-unavailable' },
    });
  });
});
