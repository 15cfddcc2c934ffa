import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type EbsStatusSummary,
  type EC2Client,
  type Instance as Ec2Instance,
  type InstanceStatus as Ec2InstanceStatus,
  type InstanceStatusEvent,
  type InstanceStatusSummary,
} from '@aws-sdk/client-ec2';
import type { DescribedInstance, ScheduledEvent, StatusCheck, StatusReport } from '../../shared/instance-details';
import type { InstanceId } from '../../shared/model';
import { presentText, toInstanceState } from './instance-model';
import { UnexpectedResponseError } from './sdk-errors';

/*
 * The questions about one instance that the list has no use for, and what their answers mean. They throw what the SDK throws.
 */

/** Fails with `InvalidInstanceID.NotFound` where it is gone. */
export async function describedInstance(reader: EC2Client, id: InstanceId): Promise<DescribedInstance> {
  const { Reservations } = await reader.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const found = Reservations?.flatMap(({ Instances }) => Instances ?? []).find(({ InstanceId }) => InstanceId === id);
  const described = found === undefined ? null : toDescribedInstance(found);
  if (described === null) throw new UnexpectedResponseError();
  return described;
}

/** Null for an instance that is not running. */
export async function statusReport(reader: EC2Client, id: InstanceId): Promise<StatusReport | null> {
  const { InstanceStatuses } = await reader.send(new DescribeInstanceStatusCommand({ InstanceIds: [id] }));
  if (InstanceStatuses === undefined) throw new UnexpectedResponseError();
  const status = InstanceStatuses.find(({ InstanceId }) => InstanceId === id);
  return status === undefined ? null : toStatusReport(status);
}

/** Whether stop protection is on. */
export async function stopProtection(reader: EC2Client, id: InstanceId): Promise<boolean> {
  const { DisableApiStop } = await reader.send(
    new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: 'disableApiStop' }),
  );
  if (DisableApiStop === undefined) throw new UnexpectedResponseError();
  return DisableApiStop.Value ?? false;
}

/** Null for one in a state that this version does not know. */
export function toDescribedInstance(ec2: Ec2Instance): DescribedInstance | null {
  const state = toInstanceState(ec2.State?.Name);
  if (state === null) return null;
  const interfaces = ec2.NetworkInterfaces ?? [];
  return {
    state,
    imageId: presentText(ec2.ImageId),
    platformDetails: presentText(ec2.PlatformDetails),
    architecture: presentText(ec2.Architecture),
    lifecycle: presentText(ec2.InstanceLifecycle),
    tenancy: presentText(ec2.Placement?.Tenancy),
    monitoring: presentText(ec2.Monitoring?.State),
    stateReason: presentText(ec2.StateReason?.Message ?? ec2.StateReason?.Code),
    stateTransitionReason: presentText(ec2.StateTransitionReason),
    keyName: presentText(ec2.KeyName),
    iamInstanceProfileArn: presentText(ec2.IamInstanceProfile?.Arn),
    vpcId: presentText(ec2.VpcId),
    subnetId: presentText(ec2.SubnetId),
    securityGroups: (ec2.SecurityGroups ?? []).flatMap(({ GroupId, GroupName }) =>
      GroupId === undefined ? [] : [{ groupId: GroupId, groupName: presentText(GroupName) }],
    ),
    networkInterfaceIds: interfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []),
    privateDnsName: presentText(ec2.PrivateDnsName),
    ipv6Addresses: interfaces
      .flatMap(({ Ipv6Addresses }) => Ipv6Addresses ?? [])
      .flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
    rootDeviceType: presentText(ec2.RootDeviceType),
    rootDeviceName: presentText(ec2.RootDeviceName),
    blockDevices: (ec2.BlockDeviceMappings ?? []).flatMap(({ DeviceName, Ebs }) =>
      Ebs?.VolumeId === undefined
        ? []
        : [
            {
              deviceName: presentText(DeviceName),
              volumeId: Ebs.VolumeId,
              deleteOnTermination: Ebs.DeleteOnTermination ?? false,
            },
          ],
    ),
  };
}

export function toStatusReport(status: Ec2InstanceStatus): StatusReport {
  return {
    system: toCheck(status.SystemStatus),
    instance: toCheck(status.InstanceStatus),
    attachedEbs: toCheck(status.AttachedEbsStatus),
    events: (status.Events ?? []).flatMap(toEvent),
  };
}

function toCheck(summary: InstanceStatusSummary | EbsStatusSummary | undefined): StatusCheck | null {
  if (summary?.Status === undefined) return null;
  const since = (summary.Details ?? []).flatMap(({ ImpairedSince }) => ImpairedSince?.getTime() ?? []);
  return { status: summary.Status, impairedSince: since.length === 0 ? null : Math.min(...since) };
}

/** AWS goes on naming an event for a week after it: `[Completed]` or `[Canceled]` then stands before its description. */
function toEvent({ Code, Description, NotBefore, NotAfter }: InstanceStatusEvent): ScheduledEvent[] {
  if (Code === undefined || /^\[(?:Completed|Canceled)\]/.test(Description ?? '')) return [];
  return [
    {
      code: Code,
      description: presentText(Description),
      notBefore: NotBefore?.getTime() ?? null,
      notAfter: NotAfter?.getTime() ?? null,
    },
  ];
}
