import type { FilterValues } from './filters';
import type { InstanceView } from './fleet-types';
import { instanceStateCodes } from './fleet-types';

type Look = (instance: InstanceView) => readonly string[];

const present = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);
const always =
  (value: string): Look =>
  () => [value];
const nothing: Look = () => [];
const launchTime: Look = (i) => [new Date(i.launchTime).toISOString()];
/** What a terminated instance has given back. */
const network =
  (look: Look): Look =>
  (i) =>
    i.state === 'terminated' ? [] : look(i);
const disk = (look: Look): Look => network((i) => (i.rootDeviceType === 'ebs' ? look(i) : []));
const address = (look: Look): Look => network((i) => (i.publicIpAddress === undefined ? [] : look(i)));
const publicIpOwner: Look = (i) => [i.elasticIp === undefined ? 'amazon' : i.ownerId];
const profileArn: Look = (i) =>
  i.iamInstanceProfile === undefined ? [] : [`arn:aws:iam::${i.ownerId}:instance-profile/${i.iamInstanceProfile}`];

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
  ['launch-time', launchTime],
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
  // What every instance of this account has the same, as instance-xml.ts writes it.
  ['client-token', always('')],
  ['ebs-optimized', (i) => [String(i.rootDeviceType === 'ebs')]],
  ['ena-support', always('true')],
  ['enclave-options.enabled', always('false')],
  ['hypervisor', always('xen')],
  ['maintenance-options.auto-recovery', always('default')],
  ['metadata-options.http-endpoint', always('enabled')],
  ['metadata-options.http-protocol-ipv4', always('enabled')],
  ['metadata-options.http-protocol-ipv6', always('disabled')],
  ['metadata-options.http-put-response-hop-limit', always('2')],
  ['metadata-options.http-tokens', always('required')],
  ['metadata-options.instance-metadata-tags', always('disabled')],
  ['metadata-options.state', always('applied')],
  ['network-performance-options.bandwidth-weighting', always('default')],
  ['operator.managed', always('false')],
  ['source-dest-check', network(always('true'))],
  ['usage-operation', (i) => [i.platform === 'windows' ? 'RunInstances:0002' : 'RunInstances']],
  ['usage-operation-update-time', launchTime],
  ['virtualization-type', always('hvm')],
  ['iam-instance-profile.arn', profileArn],
  ['iam-instance-profile.id', (i) => profileArn(i).map(() => 'AIPADEMODEMODEMODEMO0')],
  ['block-device-mapping.attach-time', disk(launchTime)],
  ['block-device-mapping.delete-on-termination', disk(always('true'))],
  ['block-device-mapping.device-name', disk((i) => [i.rootDeviceName])],
  ['block-device-mapping.status', disk(always('attached'))],
  ['block-device-mapping.volume-id', disk((i) => [i.volumeId])],
  ['network-interface.addresses.association.ip-owner-id', address(publicIpOwner)],
  ['network-interface.addresses.association.public-dns-name', address((i) => present(i.publicDnsName))],
  ['network-interface.addresses.association.public-ip', address((i) => present(i.publicIpAddress))],
  ['network-interface.addresses.primary', network(always('true'))],
  ['network-interface.addresses.private-dns-name', network((i) => [i.privateDnsName])],
  ['network-interface.addresses.private-ip-address', network((i) => [i.privateIpAddress])],
  ['network-interface.association.ip-owner-id', address(publicIpOwner)],
  ['network-interface.association.public-dns-name', address((i) => present(i.publicDnsName))],
  ['network-interface.association.public-ip', address((i) => present(i.publicIpAddress))],
  ['network-interface.attachment.attach-time', network(launchTime)],
  ['network-interface.attachment.attachment-id', network((i) => [i.networkInterfaceId.replace('eni-', 'eni-attach-')])],
  ['network-interface.attachment.delete-on-termination', network(always('true'))],
  ['network-interface.attachment.device-index', network(always('0'))],
  ['network-interface.attachment.instance-id', network((i) => [i.instanceId])],
  ['network-interface.attachment.instance-owner-id', network((i) => [i.ownerId])],
  ['network-interface.attachment.network-card-index', network(always('0'))],
  ['network-interface.attachment.status', network(always('attached'))],
  ['network-interface.availability-zone', network((i) => [i.availabilityZone])],
  ['network-interface.deny-all-igw-traffic', network(always('false'))],
  ['network-interface.group-id', network((i) => i.securityGroups.map(({ groupId }) => groupId))],
  ['network-interface.group-name', network((i) => i.securityGroups.map(({ groupName }) => groupName))],
  ['network-interface.ipv6-native', network(always('false'))],
  ['network-interface.network-interface-id', network((i) => [i.networkInterfaceId])],
  ['network-interface.operator.managed', network(always('false'))],
  ['network-interface.owner-id', network((i) => [i.ownerId])],
  ['network-interface.private-dns-name', network((i) => [i.privateDnsName])],
  ['network-interface.private-ip-address', network((i) => [i.privateIpAddress])],
  ['network-interface.public-dns-name', address((i) => present(i.publicDnsName))],
  ['network-interface.requester-managed', network(always('false'))],
  ['network-interface.source-dest-check', network(always('true'))],
  ['network-interface.status', network(always('in-use'))],
  ['network-interface.subnet-id', network((i) => [i.subnetId])],
  ['network-interface.vpc-id', network((i) => [i.vpcId])],
]);

/** Filters of EC2 for what no instance of this account has. */
const absent: ReadonlySet<string> = new Set([
  'affinity',
  'availability-zone-id',
  'boot-mode',
  'capacity-reservation-id',
  'current-instance-boot-mode',
  'host-id',
  'ipv6-address',
  'kernel-id',
  'network-interface.addresses.association.allocation-id',
  'network-interface.addresses.association.association-id',
  'network-interface.addresses.association.carrier-ip',
  'network-interface.addresses.association.customer-owned-ip',
  'network-interface.association.allocation-id',
  'network-interface.association.association-id',
  'network-interface.association.carrier-ip',
  'network-interface.association.customer-owned-ip',
  'network-interface.description',
  'network-interface.ipv4-prefixes.ipv4-prefix',
  'network-interface.ipv6-address',
  'network-interface.ipv6-addresses.ipv6-address',
  'network-interface.ipv6-addresses.is-primary-ipv6',
  'network-interface.ipv6-prefixes.ipv6-prefix',
  'network-interface.mac-address',
  'network-interface.operator.principal',
  'network-interface.outpost-arn',
  'network-interface.requester-id',
  'network-interface.tag-key',
  'network-interface.tag-value',
  'operator.principal',
  'outpost-arn',
  'placement-group-name',
  'placement-partition-number',
  'private-dns-name-options.enable-resource-name-dns-a-record',
  'private-dns-name-options.enable-resource-name-dns-aaaa-record',
  'private-dns-name-options.hostname-type',
  'product-code',
  'product-code.type',
  'ramdisk-id',
  'requester-id',
  'tpm-support',
]);

export const instanceFilterValues: FilterValues<InstanceView> = (filterName) => {
  if (absent.has(filterName)) return nothing;
  if (!filterName.startsWith('tag:')) return looks.get(filterName);
  const key = filterName.slice('tag:'.length);
  return ({ tags }) => {
    const value = tags.get(key);
    // An empty tag value can be asked for, so `present` would be wrong here.
    return value === undefined ? [] : [value];
  };
};
