import { describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';
import { awsCli, needsAwsCli } from '../support/aws-cli';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

const aws = ({ url, accessKey }: RunningEndpoint, ...args: readonly string[]) =>
  awsCli(
    {
      AWS_ENDPOINT_URL_EC2: url,
      AWS_ENDPOINT_URL_STS: url,
      AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      AWS_DEFAULT_REGION: seoul,
      AWS_REGION: seoul,
    },
    ...args,
  );

describe('the AWS CLI', () => {
  test('describes instances, filtered by a tag', async (context) => {
    needsAwsCli(context);
    const { endpoint, fleet } = await endpointUnderTest();
    fleet.add(seoul, { name: 'web' });
    const id = fleet.add(seoul, { name: `결제-<b>&"'`, state: 'running' });
    const filter = 'Name=tag:Name,Values=결제-*';
    expect(await aws(endpoint, 'ec2', 'describe-instances', '--filters', filter)).toMatchObject({
      Reservations: [
        {
          OwnerId: '123456789012',
          Instances: [{ InstanceId: id, State: { Name: 'running' }, Tags: [{ Key: 'Name', Value: `결제-<b>&"'` }] }],
        },
      ],
    });
  });

  test('pages through a large fleet', async (context) => {
    needsAwsCli(context);
    const { endpoint } = await endpointUnderTest({ fleet: generatedFleet({ instances: 250, regions: [seoul] }) });
    const ids = await aws(
      endpoint,
      ...['ec2', 'describe-instances', '--page-size', '100', '--query', 'Reservations[].Instances[].InstanceId'],
    );
    expect(ids).toHaveLength(250);
    expect(endpoint.calls).toHaveLength(3);
  });

  test('starts and stops an instance', async (context) => {
    needsAwsCli(context);
    const { endpoint, fleet, clock } = await endpointUnderTest();
    const id = fleet.add(seoul, { state: 'stopped' });
    expect(await aws(endpoint, 'ec2', 'start-instances', '--instance-ids', id)).toEqual({
      StartingInstances: [
        { InstanceId: id, CurrentState: { Code: 0, Name: 'pending' }, PreviousState: { Code: 80, Name: 'stopped' } },
      ],
    });
    clock.advance(10_000);
    expect(await aws(endpoint, 'ec2', 'stop-instances', '--instance-ids', id, '--force')).toEqual({
      StoppingInstances: [
        { InstanceId: id, CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } },
      ],
    });
  });

  test('gives the status of an instance, the Regions and whose key it is', async (context) => {
    needsAwsCli(context);
    const { endpoint, fleet } = await endpointUnderTest();
    const id = fleet.add(seoul, { state: 'running' });
    expect(await aws(endpoint, 'ec2', 'describe-instance-status')).toMatchObject({
      InstanceStatuses: [{ InstanceId: id, InstanceStatus: { Status: 'ok' } }],
    });
    expect(await aws(endpoint, 'ec2', 'describe-regions', '--all-regions')).toMatchObject({
      Regions: expect.arrayContaining([expect.objectContaining({ RegionName: seoul })]),
    });
    expect(await aws(endpoint, 'sts', 'get-caller-identity')).toMatchObject({ Account: '123456789012' });
  });

  test('gives an attribute of an instance, and what AWS is going to do to it', async (context) => {
    needsAwsCli(context);
    const { endpoint, fleet } = await endpointUnderTest();
    const event = { code: 'instance-retirement', description: 'Degraded hardware', inMs: 86_400_000 };
    const given = {
      state: 'running',
      disableApiStop: true,
      ipv6: true,
      impaired: true,
      scheduledEvent: event,
    } as const;
    const id = fleet.add(seoul, given);
    const attribute = ['ec2', 'describe-instance-attribute', '--instance-id', id, '--attribute'];
    expect(await aws(endpoint, ...attribute, 'disableApiStop')).toEqual({
      InstanceId: id,
      DisableApiStop: { Value: true },
    });
    expect(await aws(endpoint, ...attribute, 'instanceInitiatedShutdownBehavior')).toEqual({
      InstanceId: id,
      InstanceInitiatedShutdownBehavior: { Value: 'stop' },
    });
    await expect(aws(endpoint, ...attribute, 'userData')).rejects.toMatchObject({
      stderr: expect.stringContaining('(InvalidParameterValue)'),
    });
    expect(await aws(endpoint, 'ec2', 'describe-instance-status')).toMatchObject({
      InstanceStatuses: [
        {
          Events: [{ Code: 'instance-retirement', Description: 'Degraded hardware' }],
          InstanceStatus: { Status: 'impaired', Details: [{ Name: 'reachability', Status: 'failed' }] },
          AttachedEbsStatus: { Status: 'ok' },
        },
      ],
    });
    const interfaces = 'Reservations[].Instances[].NetworkInterfaces[].Ipv6Addresses[].Ipv6Address';
    expect(await aws(endpoint, 'ec2', 'describe-instances', '--query', interfaces)).toEqual([
      expect.stringMatching(/^2001:db8:/),
    ]);
  });

  test('shows an error with its code and its words', async (context) => {
    needsAwsCli(context);
    const { endpoint } = await endpointUnderTest();
    await expect(aws(endpoint, 'ec2', 'start-instances', '--instance-ids', 'i-00000000')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        "(InvalidInstanceID.NotFound) when calling the StartInstances operation: The instance ID 'i-00000000' does not exist",
      ),
    });
    await expect(
      aws({ ...endpoint, accessKey: { accessKeyId: 'AKIA', secretAccessKey: 'x' } }, 'sts', 'get-caller-identity'),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('InvalidClientTokenId') });
  });
});
