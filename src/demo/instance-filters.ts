import type { FilterValues } from './filters';
import type { InstanceView } from './fleet-types';
import { instanceStateCodes } from './fleet-types';

type Look = (instance: InstanceView) => readonly string[];

const present = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
const looks: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['architecture', (i) => [i.architecture]],
  ['availability-zone', (i) => [i.availabilityZone]],
  ['dns-name', (i) => present(i.publicDnsName)],
  ['hibernation-options.configured', (i) => [String(i.hibernationConfigured)]],
  ['image-id', (i) => [i.imageId]],
  ['instance-id', (i) => [i.instanceId]],
  ['instance-lifecycle', (i) => (i.spot === undefined ? [] : ['spot'])],
  ['instance-state-code', (i) => [String(instanceStateCodes[i.state])]],
  ['instance-state-name', (i) => [i.state]],
  ['instance-type', (i) => [i.instanceType]],
  ['instance.group-id', (i) => i.securityGroups.map(({ groupId }) => groupId)],
  ['instance.group-name', (i) => i.securityGroups.map(({ groupName }) => groupName)],
  ['ip-address', (i) => present(i.publicIpAddress)],
  ['key-name', (i) => present(i.keyName)],
  ['launch-index', (i) => [String(i.amiLaunchIndex)]],
  ['launch-time', (i) => [new Date(i.launchTime).toISOString()]],
  ['monitoring-state', (i) => [i.monitoring]],
  ['owner-id', (i) => [i.ownerId]],
  ['platform', (i) => present(i.platform)],
  ['platform-details', (i) => [i.platformDetails]],
  ['private-dns-name', (i) => [i.privateDnsName]],
  ['private-ip-address', (i) => [i.privateIpAddress]],
  ['reason', (i) => present(i.stateTransitionReason)],
  ['reservation-id', (i) => [i.reservationId]],
  ['root-device-name', (i) => [i.rootDeviceName]],
  ['root-device-type', (i) => [i.rootDeviceType]],
  ['spot-instance-request-id', (i) => present(i.spotInstanceRequestId)],
  ['state-reason-code', (i) => present(i.stateReason?.code)],
  ['state-reason-message', (i) => present(i.stateReason?.message)],
  ['subnet-id', (i) => [i.subnetId]],
  ['tag-key', (i) => [...i.tags.keys()]],
  ['tag-value', (i) => [...i.tags.values()]],
  ['tenancy', (i) => [i.tenancy]],
  ['vpc-id', (i) => [i.vpcId]],
]);

export const instanceFilterValues: FilterValues<InstanceView> = (filterName) => {
  if (!filterName.startsWith('tag:')) return looks.get(filterName);
  const key = filterName.slice('tag:'.length);
  return ({ tags }) => {
    const value = tags.get(key);
    // An empty tag value can be asked for, so `present` would be wrong here.
    return value === undefined ? [] : [value];
  };
};
