import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import { INSTANCE_STATES, type Instance, type InstanceState, type Tag, toInstanceId } from '../../shared/model';

/** An instance as the SDK gives it -> the model; null for one without an ID or a state that is known. */
export function toInstance(ec2: Ec2Instance): Instance | null {
  const state = toInstanceState(ec2.State?.Name);
  if (ec2.InstanceId === undefined || state === null) return null;
  const tags = ec2.Tags ?? [];
  return {
    instanceId: toInstanceId(ec2.InstanceId),
    name: presentText(tags.find((tag) => tag.Key === 'Name')?.Value?.trim()),
    state,
    stateReason: presentText(ec2.StateReason?.Message),
    stateTransitionTime: timeOfTransition(ec2.StateTransitionReason),
    instanceType: ec2.InstanceType ?? '',
    availabilityZone: presentText(ec2.Placement?.AvailabilityZone),
    publicDnsName: presentText(ec2.PublicDnsName),
    publicIpAddress: presentText(ec2.PublicIpAddress),
    privateIpAddress: presentText(ec2.PrivateIpAddress),
    launchTime: ec2.LaunchTime?.getTime() ?? null,
    isSpot: ec2.InstanceLifecycle === 'spot',
    isHibernationConfigured: ec2.HibernationOptions?.Configured ?? false,
    tags: tags.flatMap(toTag).sort(byKey),
  };
}

/** A state name as the EC2 API gives it; null for one that this version does not know. */
export function toInstanceState(name: string | undefined): InstanceState | null {
  return INSTANCE_STATES.find((known) => known === name) ?? null;
}

/** `User initiated (2026-10-02 01:22:33 GMT)` -> ms since the epoch. */
function timeOfTransition(reason: string | undefined): number | null {
  const written = reason?.match(/\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/);
  const time = written ? Date.parse(`${written[1]}T${written[2]}Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function toTag(tag: { readonly Key?: string | undefined; readonly Value?: string | undefined }): Tag[] {
  return tag.Key === undefined || tag.Key === 'Name' ? [] : [{ key: tag.Key, value: tag.Value ?? '' }];
}

const byKey = (a: Tag, b: Tag): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** EC2 gives some missing things as an empty string (the public DNS name of a stopped instance). */
export function presentText(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
