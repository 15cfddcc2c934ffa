import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  paginateDescribeInstanceStatus,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { ec2Client, endpointUnderTest, seoul, stsClient } from '../unit/demo/endpoint-clients';

describe('Start-, Stop- and RebootInstances', () => {
  test('take an instance once round, with a new public DNS name', async () => {
    const { ec2, fleet, clock } = await endpointUnderTest();
    const id = fleet.add(seoul, { state: 'running' });
    const InstanceIds = [id];
    const describeIt = async () => {
      const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
      return Reservations[0]?.Instances?.[0];
    };
    const before = await describeIt();
    const stopped = await ec2.send(new StopInstancesCommand({ InstanceIds }));
    expect(stopped.StoppingInstances).toEqual([
      { InstanceId: id, PreviousState: { Code: 16, Name: 'running' }, CurrentState: { Code: 64, Name: 'stopping' } },
    ]);
    clock.advance(20_000);
    expect(await describeIt()).toMatchObject({ State: { Name: 'stopped' }, PublicDnsName: '' });
    const started = await ec2.send(new StartInstancesCommand({ InstanceIds }));
    expect(started.StartingInstances).toEqual([
      { InstanceId: id, PreviousState: { Code: 80, Name: 'stopped' }, CurrentState: { Code: 0, Name: 'pending' } },
    ]);
    clock.advance(10_000);
    const after = await describeIt();
    expect(after?.State?.Name).toBe('running');
    expect(after?.PublicDnsName).not.toBe(before?.PublicDnsName);
    await ec2.send(new RebootInstancesCommand({ InstanceIds }));
    expect((await describeIt())?.State?.Name).toBe('running');
  });

  test('do nothing, and succeed, where there is nothing to do', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const running = fleet.add(seoul, { state: 'running' });
    const stopped = fleet.add(seoul, { state: 'stopped' });
    const start = await ec2.send(new StartInstancesCommand({ InstanceIds: [running] }));
    expect(start.StartingInstances).toMatchObject([
      { PreviousState: { Name: 'running' }, CurrentState: { Name: 'running' } },
    ]);
    const stop = await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped], Force: true }));
    expect(stop.StoppingInstances).toMatchObject([
      { PreviousState: { Name: 'stopped' }, CurrentState: { Name: 'stopped' } },
    ]);
  });

  test('hibernate where the instance was launched for it', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const id = fleet.add(seoul, { state: 'running', hibernationConfigured: true });
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id], Hibernate: true }));
    expect(fleet.find(seoul, id)).toMatchObject({
      state: 'stopping',
      stateReason: { code: 'Client.UserInitiatedHibernate' },
    });
  });

  test('take a thousand instances in one call', async () => {
    const { ec2, fleet } = await endpointUnderTest({ throttling: true });
    const InstanceIds = Array.from({ length: 1_000 }, () => fleet.add(seoul));
    const { StartingInstances } = await ec2.send(new StartInstancesCommand({ InstanceIds }));
    expect(StartingInstances).toHaveLength(1_000);
  });
});

describe('DescribeInstanceStatus', () => {
  test('says initializing for a while after an instance runs, and then ok', async () => {
    const { ec2, fleet, clock } = await endpointUnderTest();
    const id = fleet.add(seoul, { state: 'stopped' });
    fleet.start(seoul, [id]);
    const status = async () => {
      const answer = await ec2.send(
        new DescribeInstanceStatusCommand({ InstanceIds: [id], IncludeAllInstances: true }),
      );
      const [first] = answer.InstanceStatuses ?? [];
      return [first?.InstanceState?.Name, first?.InstanceStatus?.Status, first?.SystemStatus?.Status];
    };
    expect(await status()).toEqual(['pending', 'not-applicable', 'not-applicable']);
    clock.advance(10_000);
    expect(await status()).toEqual(['running', 'initializing', 'initializing']);
    clock.advance(39_999);
    expect(await status()).toEqual(['running', 'initializing', 'initializing']);
    clock.advance(1);
    expect(await status()).toEqual(['running', 'ok', 'ok']);
  });

  test('tells an instance with a failed check from the others', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    fleet.add(seoul, { state: 'running' });
    const ill = fleet.add(seoul, { state: 'running', impaired: true });
    const Filters = [{ Name: 'instance-status.status', Values: ['impaired'] }];
    const { InstanceStatuses } = await ec2.send(new DescribeInstanceStatusCommand({ Filters }));
    expect(InstanceStatuses).toMatchObject([
      { InstanceId: ill, InstanceStatus: { Details: [{ Name: 'reachability', Status: 'failed' }] } },
    ]);
  });

  test('gives running instances only, unless asked for all, in pages', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    for (let n = 0; n < 8; n += 1) fleet.add(seoul, { state: n < 6 ? 'running' : 'stopped' });
    const count = async (IncludeAllInstances: boolean) => {
      const sizes: number[] = [];
      const pages = paginateDescribeInstanceStatus({ client: ec2, pageSize: 5 }, { IncludeAllInstances });
      for await (const { InstanceStatuses = [] } of pages) sizes.push(InstanceStatuses.length);
      return sizes;
    };
    expect(await count(false)).toEqual([5, 1]);
    expect(await count(true)).toEqual([5, 3]);
  });
});

describe('DescribeRegions', () => {
  test('gives the enabled Regions, or all of them with what it takes to use them', async () => {
    const { ec2 } = await endpointUnderTest();
    const enabled = await ec2.send(new DescribeRegionsCommand({}));
    expect(enabled.Regions).toHaveLength(17);
    expect(enabled.Regions).toContainEqual({
      RegionName: 'ap-northeast-2',
      Endpoint: 'ec2.ap-northeast-2.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    });
    const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(all.Regions?.find(({ RegionName }) => RegionName === 'me-south-1')?.OptInStatus).toBe('not-opted-in');
  });

  test('looks for Regions by name and by filter', async () => {
    const { ec2 } = await endpointUnderTest();
    const named = await ec2.send(new DescribeRegionsCommand({ RegionNames: ['eu-west-1', 'af-south-1'] }));
    expect(named.Regions?.map(({ RegionName }) => RegionName)).toEqual(['af-south-1', 'eu-west-1']);
    const filtered = await ec2.send(
      new DescribeRegionsCommand({ Filters: [{ Name: 'region-name', Values: ['us-*'] }] }),
    );
    expect(filtered.Regions).toHaveLength(4);
  });
});

describe('GetCallerIdentity', () => {
  test('says whose key it is, in any Region', async () => {
    const { sts } = await endpointUnderTest();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/demo',
      UserId: 'AIDADEMODEMODEMODEMO0',
    });
  });

  test('knows temporary credentials for the role they are of', async () => {
    const key = { accessKeyId: 'ASIADEMO', secretAccessKey: 'secret', sessionToken: 'token' };
    const { endpoint } = await endpointUnderTest({ accessKeys: [key] });
    const { Arn } = await stsClient(endpoint, key).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:sts::123456789012:assumed-role/demo-role/demo');
  });
});

test('Every Region has instances of its own', async () => {
  const { endpoint, ec2, fleet } = await endpointUnderTest();
  const InstanceIds = [fleet.add('eu-west-1')];
  const inIreland = ec2Client(endpoint, { region: 'eu-west-1' });
  expect((await inIreland.send(new DescribeInstancesCommand({ InstanceIds }))).Reservations).toHaveLength(1);
  expect((await ec2.send(new DescribeInstancesCommand({}))).Reservations ?? []).toHaveLength(0);
});
