import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { toDescribedInstance, toStatusReport } from '../../../../src/main/aws/instance-details';
import { copiedTexts, DETAIL_FIELDS, instanceProfileName } from '../../../../src/shared/instance-details';
import { someDetails } from '../../../support/some-details';

const { statusChecks: _checks, disableApiStop: _stop, ...nothing } = someDetails();

describe('what DescribeInstances tells of one instance', () => {
  test('is taken over in full', () => {
    expect(
      toDescribedInstance({
        State: { Name: 'stopped' },
        ImageId: 'ami-1',
        PlatformDetails: 'Linux/UNIX',
        Architecture: 'arm64',
        InstanceLifecycle: 'spot',
        Placement: { Tenancy: 'default' },
        Monitoring: { State: 'disabled' },
        StateReason: { Code: 'Client.UserInitiatedShutdown', Message: 'User initiated shutdown' },
        StateTransitionReason: 'User initiated (2026-10-02 01:22:33 GMT)',
        KeyName: 'team',
        IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/web' },
        VpcId: 'vpc-1',
        SubnetId: 'subnet-1',
        SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }, { GroupId: 'sg-2' }],
        NetworkInterfaces: [
          { NetworkInterfaceId: 'eni-1', Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }] },
          { NetworkInterfaceId: 'eni-2', Ipv6Addresses: [{ Ipv6Address: '2001:db8::2' }] },
        ],
        PrivateDnsName: 'ip-10-0-0-7.internal',
        RootDeviceType: 'ebs',
        RootDeviceName: '/dev/xvda',
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', DeleteOnTermination: true } },
          { DeviceName: '/dev/sdb', Ebs: { VolumeId: 'vol-2', DeleteOnTermination: false } },
        ],
      }),
    ).toEqual({
      state: 'stopped',
      imageId: 'ami-1',
      platformDetails: 'Linux/UNIX',
      architecture: 'arm64',
      lifecycle: 'spot',
      tenancy: 'default',
      monitoring: 'disabled',
      stateReason: 'User initiated shutdown',
      stateTransitionReason: 'User initiated (2026-10-02 01:22:33 GMT)',
      keyName: 'team',
      iamInstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/web',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      securityGroups: [
        { groupId: 'sg-1', groupName: 'web' },
        { groupId: 'sg-2', groupName: null },
      ],
      networkInterfaceIds: ['eni-1', 'eni-2'],
      privateDnsName: 'ip-10-0-0-7.internal',
      ipv6Addresses: ['2001:db8::1', '2001:db8::2'],
      rootDeviceType: 'ebs',
      rootDeviceName: '/dev/xvda',
      blockDevices: [
        { deviceName: '/dev/xvda', volumeId: 'vol-1', deleteOnTermination: true },
        { deviceName: '/dev/sdb', volumeId: 'vol-2', deleteOnTermination: false },
      ],
    });
  });

  test.each<[string, Ec2Instance]>([
    ['of which AWS tells nothing', {}],
    ['whose texts are empty', { PrivateDnsName: '', StateTransitionReason: '', KeyName: '' }],
    [
      'whose parts are empty',
      {
        Placement: {},
        Monitoring: {},
        StateReason: {},
        IamInstanceProfile: {},
        SecurityGroups: [{}],
        NetworkInterfaces: [{ Ipv6Addresses: [{}] }, {}],
        BlockDeviceMappings: [{}, { DeviceName: '/dev/sdb', Ebs: {} }],
      },
    ],
  ])('of one %s is nothing instead of made-up values', (_what, given) => {
    expect(toDescribedInstance({ ...given, State: { Name: 'running' } })).toEqual(nothing);
  });

  test('is nothing at all for one in a state that is not known', () => {
    expect(toDescribedInstance({ State: { Name: undefined } })).toBeNull();
    expect(toDescribedInstance({})).toBeNull();
  });

  test('has the code of the reason where AWS has no sentence for it', () => {
    const described = toDescribedInstance({ State: { Name: 'stopped' }, StateReason: { Code: 'Server.SpotStop' } });
    expect(described?.stateReason).toBe('Server.SpotStop');
  });
});

describe('the status checks', () => {
  test('are told with since when one fails, and what AWS is going to do', () => {
    expect(
      toStatusReport({
        SystemStatus: { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] },
        InstanceStatus: {
          Status: 'impaired',
          Details: [{ Status: 'failed', ImpairedSince: new Date(2_000) }, { ImpairedSince: new Date(1_000) }],
        },
        AttachedEbsStatus: { Status: 'initializing' },
        Events: [
          { Code: 'instance-retirement', Description: 'Degraded', NotBefore: new Date(3_000) },
          { Code: 'system-reboot', Description: '[Completed] Rebooted' },
          { Code: 'instance-stop', Description: '[Canceled] Stopped' },
          { Description: 'of no kind' },
        ],
      }),
    ).toEqual({
      system: { status: 'ok', impairedSince: null },
      instance: { status: 'impaired', impairedSince: 1_000 },
      attachedEbs: { status: 'initializing', impairedSince: null },
      events: [{ code: 'instance-retirement', description: 'Degraded', notBefore: 3_000, notAfter: null }],
    });
  });

  test('that AWS does not do are not there', () => {
    expect(toStatusReport({ SystemStatus: {} })).toEqual({
      system: null,
      instance: null,
      attachedEbs: null,
      events: [],
    });
  });
});

describe('what is copied', () => {
  test.each(DETAIL_FIELDS)('of %s is nothing where AWS tells nothing', (field) => {
    expect(copiedTexts(nothing, field)).toEqual([]);
  });

  test('of a security group is its ID, of a volume too', () => {
    const details = someDetails({
      securityGroups: [{ groupId: 'sg-1', groupName: 'web' }],
      blockDevices: [{ deviceName: '/dev/sdb', volumeId: 'vol-1', deleteOnTermination: true }],
      ipv6Addresses: ['2001:db8::1'],
    });
    const fields = ['securityGroups', 'blockDevices', 'ipv6Addresses'] as const;
    expect(fields.map((field) => copiedTexts(details, field))).toEqual([['sg-1'], ['vol-1'], ['2001:db8::1']]);
  });
});

test.each([
  ['arn:aws:iam::123456789012:instance-profile/web', 'web'],
  ['arn:aws-cn:iam::123456789012:instance-profile/team/a/web', 'web'],
  ['something else', 'something else'],
])('the name in %s is %s', (arn, name) => {
  expect(instanceProfileName(arn)).toBe(name);
});
