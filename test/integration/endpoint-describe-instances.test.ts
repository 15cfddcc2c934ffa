import { DescribeInstancesCommand, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { generatedFleet } from '../../src/demo/seed';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';
import { start } from '../unit/demo/times';

describe('DescribeInstances', () => {
  test('gives everything the API Reference has and an app wants', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    fleet.add(seoul, {
      name: 'web',
      instanceId: 'i-0123456789abcdef0',
      state: 'running',
      instanceType: 'm7g.large',
      keyName: 'web-key',
      availabilityZone: 'ap-northeast-2c',
      tags: { Env: 'prod' },
      securityGroups: ['web', 'ssh'],
      iamInstanceProfile: 'web-profile',
      hibernationConfigured: true,
      spot: 'persistent',
      launchedAgoMs: 60_000,
    });
    const { Reservations = [], NextToken } = await ec2.send(new DescribeInstancesCommand({}));
    expect(NextToken).toBeUndefined();
    expect(Reservations).toMatchObject([
      { OwnerId: '123456789012', ReservationId: expect.stringMatching(/^r-0[0-9a-f]{16}$/) },
    ]);
    expect(Reservations[0]?.Instances?.[0]).toMatchObject({
      InstanceId: 'i-0123456789abcdef0',
      ImageId: expect.stringMatching(/^ami-/),
      State: { Code: 16, Name: 'running' },
      PrivateDnsName: expect.stringMatching(/^ip-10-.*\.ap-northeast-2\.compute\.internal$/),
      PublicDnsName: 'ec2-198-18-0-1.ap-northeast-2.compute.amazonaws.com',
      PublicIpAddress: '198.18.0.1',
      PrivateIpAddress: expect.stringMatching(/^10\./),
      StateTransitionReason: '',
      KeyName: 'web-key',
      AmiLaunchIndex: 0,
      InstanceType: 'm7g.large',
      LaunchTime: new Date(start - 60_000),
      Placement: { AvailabilityZone: 'ap-northeast-2c', Tenancy: 'default' },
      PlatformDetails: 'Linux/UNIX',
      Monitoring: { State: 'disabled' },
      SubnetId: expect.stringMatching(/^subnet-/),
      VpcId: expect.stringMatching(/^vpc-/),
      SecurityGroups: [{ GroupName: 'web' }, { GroupName: 'ssh' }],
      Architecture: 'arm64',
      RootDeviceType: 'ebs',
      RootDeviceName: '/dev/xvda',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Status: 'attached', DeleteOnTermination: true } }],
      VirtualizationType: 'hvm',
      InstanceLifecycle: 'spot',
      IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/web-profile' },
      HibernationOptions: { Configured: true },
      NetworkInterfaces: [{ Association: { PublicIp: '198.18.0.1', IpOwnerId: 'amazon' } }],
      MetadataOptions: { HttpTokens: 'required' },
      Tags: [
        { Key: 'Name', Value: 'web' },
        { Key: 'Env', Value: 'prod' },
      ],
    });
  });

  test('leaves out what a stopped instance does not have, and says why it was stopped', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    fleet.add(seoul, { state: 'stopped', stoppedAgoMs: 60_000 });
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const instance = Reservations[0]?.Instances?.[0];
    expect(instance).toMatchObject({
      State: { Code: 80, Name: 'stopped' },
      PublicDnsName: '',
      StateTransitionReason: 'User initiated (2026-10-02 01:21:33 GMT)',
      StateReason: { Code: 'Client.UserInitiatedShutdown' },
    });
    for (const absent of ['PublicIpAddress', 'KeyName', 'InstanceLifecycle', 'IamInstanceProfile', 'Platform']) {
      expect(instance).not.toHaveProperty(absent);
    }
    expect(instance?.Tags ?? []).toEqual([]);
  });

  test('carries any text in names and tags unharmed', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const tags = {
      Name: `<b>&"'</b> ]]> &amp; 결제-배치 🚀`,
      ' spaces ': '  two  ',
      'line\nends': 'a\r\nb\tc',
      empty: '',
      'Größe=x&y': '100%',
    };
    fleet.add(seoul, { tags });
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const received = Reservations[0]?.Instances?.[0]?.Tags ?? [];
    expect(Object.fromEntries(received.map(({ Key = '', Value = '' }) => [Key, Value]))).toEqual(tags);
  });

  test('filters by tags, states and addresses, with wildcards', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const web = fleet.add(seoul, { name: 'web-1', state: 'running', tags: { Env: 'prod' } });
    const batch = fleet.add(seoul, { name: '결제-배치', state: 'stopped', tags: { Env: 'dev', Star: '*' } });
    const nameless = fleet.add(seoul, { state: 'running', instanceType: 'p5.48xlarge', spot: 'one-time' });
    const found = async (...filters: readonly (readonly [string, ...string[]])[]) => {
      const Filters = filters.map(([Name, ...Values]) => ({ Name, Values }));
      const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
      return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId }) => InstanceId));
    };
    expect(await found(['tag:Name', 'web-*'])).toEqual([web]);
    expect(await found(['tag:Name', 'WEB-1'])).toEqual([]);
    expect(await found(['tag:Name', '결제-??'])).toEqual([batch]);
    expect(await found(['tag:Star', '\\*'])).toEqual([batch]);
    expect(await found(['tag-key', 'Env'])).toEqual([web, batch]);
    expect(await found(['tag-value', 'dev'])).toEqual([batch]);
    expect(await found(['instance-state-name', 'running', 'pending'])).toEqual([web, nameless]);
    expect(await found(['instance-state-code', '80'])).toEqual([batch]);
    expect(await found(['instance-state-name', 'running'], ['instance-type', 'p5*'])).toEqual([nameless]);
    expect(await found(['instance-lifecycle', 'spot'])).toEqual([nameless]);
    expect(await found(['ip-address', '198.18.*'])).toEqual([web, nameless]);
    expect(await found(['dns-name', '*.amazonaws.com'], ['tag:Env', 'prod', 'dev'])).toEqual([web]);
  });

  test('gives pages that together are everything, each instance once', async () => {
    const fleet = generatedFleet({ instances: 2_345, regions: [seoul] });
    const { ec2 } = await endpointUnderTest({ fleet });
    const sizes: number[] = [];
    const ids: (string | undefined)[] = [];
    for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2, pageSize: 1_000 }, {})) {
      const page = Reservations.flatMap(({ Instances = [] }) => Instances);
      sizes.push(page.length);
      ids.push(...page.map(({ InstanceId }) => InstanceId));
    }
    expect(sizes).toEqual([1_000, 1_000, 345]);
    // Instances of one reservation come together, so the order may differ within a page.
    expect(ids.sort()).toEqual(
      fleet
        .describe(seoul)
        .map(({ instanceId }) => instanceId)
        .sort(),
    );
  });

  test('gives pages of what a filter lets through, even while instances come and go', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const ids = Array.from({ length: 12 }, () => fleet.add(seoul, { state: 'running' }));
    const Filters = [{ Name: 'instance-state-name', Values: ['running'] }];
    const first = await ec2.send(new DescribeInstancesCommand({ MaxResults: 5, Filters }));
    fleet.setState(seoul, ids[0] ?? '', 'stopped');
    fleet.setState(seoul, ids[6] ?? '', 'stopped');
    const { NextToken } = first;
    const second = await ec2.send(
      new DescribeInstancesCommand({ MaxResults: 5, Filters, ...(NextToken && { NextToken }) }),
    );
    const seen = (second.Reservations ?? []).flatMap(({ Instances = [] }) => Instances.map((i) => i.InstanceId));
    expect(seen).toEqual([ids[5], ids[7], ids[8], ids[9], ids[10]]);
  });

  test('10,000 instances come in ten pages without delay', async () => {
    const fleet = generatedFleet({ instances: 10_000, regions: [seoul] });
    const { ec2, endpoint } = await endpointUnderTest({ fleet });
    let count = 0;
    for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2, pageSize: 1_000 }, {})) {
      count += Reservations.flatMap(({ Instances = [] }) => Instances).length;
    }
    expect(count).toBe(10_000);
    expect(endpoint.calls).toHaveLength(10);
  });
});
