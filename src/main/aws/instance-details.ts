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
import { ok, type Result } from '../../shared/errors';
import type {
  Asked,
  DescribedInstance,
  InstanceDetails,
  ScheduledEvent,
  StatusCheck,
  StatusReport,
} from '../../shared/instance-details';
import type { InstanceId } from '../../shared/model';
import { presentText, toInstanceState } from './instance-model';
import { UnexpectedResponseError } from './sdk-errors';

/** Asks a question of EC2 whose answer is a Result; what it throws is an error. */
type Ask = <Value>(question: (reader: EC2Client) => Promise<Value>) => Promise<Result<Value>>;

/** Everything about one instance, of which the list needs little: at most three calls. */
export async function describeDetails(ask: Ask, id: InstanceId): Promise<Result<Omit<InstanceDetails, 'asOf'>>> {
  // Alone at first: where this is refused, the others would be too.
  const described = await ask((reader) => describedInstance(reader, id));
  if (!described.ok) return described;
  const isRunning = described.value.state === 'running';
  const [statusChecks, disableApiStop] = await Promise.all([
    isRunning ? ask((reader) => statusReport(reader, id)) : ok(null),
    ask((reader) => stopProtection(reader, id)),
  ]);
  return ok({ ...described.value, statusChecks: asked(statusChecks), disableApiStop: asked(disableApiStop) });
}

const asked = <Value>(result: Result<Value>): Asked<Value> =>
  result.ok ? { kind: 'known', value: result.value } : { kind: 'unknown', error: result.error };

/** Fails with `InvalidInstanceID.NotFound` where it is gone. */
async function describedInstance(reader: EC2Client, id: InstanceId): Promise<DescribedInstance> {
  const { Reservations } = await reader.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const found = Reservations?.flatMap(({ Instances }) => Instances ?? []).find(({ InstanceId }) => InstanceId === id);
  const described = found === undefined ? null : toDescribedInstance(found);
  if (described === null) throw new UnexpectedResponseError();
  return described;
}

/** Null for an instance that is not running. */
async function statusReport(reader: EC2Client, id: InstanceId): Promise<StatusReport | null> {
  const { InstanceStatuses } = await reader.send(new DescribeInstanceStatusCommand({ InstanceIds: [id] }));
  if (InstanceStatuses === undefined) throw new UnexpectedResponseError();
  const status = InstanceStatuses.find(({ InstanceId }) => InstanceId === id);
  return status === undefined ? null : toStatusReport(status);
}

/** Whether stop protection is on. */
async function stopProtection(reader: EC2Client, id: InstanceId): Promise<boolean> {
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
