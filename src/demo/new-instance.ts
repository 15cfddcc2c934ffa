import { createHash } from 'node:crypto';
import type { InstanceFacts, InstanceStateName, NewInstance, ScheduledEvent, SecurityGroup } from './fleet-types';
import type { Life } from './instance-lifecycle';
import { userInitiated } from './instance-lifecycle';
import { privateDnsName } from './regions';

/** Where in the fleet a new instance goes. */
export interface Place {
  readonly region: string;
  readonly sequence: number;
  readonly ownerId: string;
  /** Which one of its launch group it is, from 0. */
  readonly launchIndex: number;
  readonly elasticIp: string | undefined;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** Seventeen hexadecimal digits, the same ones for the same text. */
function hexId(prefix: string, of: string): string {
  return `${prefix}-0${createHash('sha256').update(of).digest('hex').slice(0, 16)}`;
}

/** Everything about a new instance that stays as it is: what `given` says, and believable values for the rest. */
export function newInstanceFacts(given: NewInstance, place: Place): InstanceFacts {
  const { region, sequence } = place;
  // One hash, cut into the IDs that every instance has one of: ten thousand instances should not take a second.
  const digest = createHash('sha256').update(`${region}/${sequence}`).digest('hex');
  const part = (index: number) => `0${digest.slice(index * 16, index * 16 + 16)}`;
  const instanceType = given.instanceType ?? 't3.micro';
  const availabilityZone = given.availabilityZone ?? `${region}${'abc'.charAt(sequence % 3)}`;
  const vpc = given.vpc ?? 'main';
  const windows = given.windows === true;
  const privateIpAddress = `10.${Number.parseInt(digest.slice(0, 2), 16) % 32}.${(sequence >> 8) & 255}.${sequence & 255}`;
  const tags = new Map<string, string>();
  if (given.name !== undefined) tags.set('Name', given.name);
  for (const [key, value] of Object.entries(given.tags ?? {})) tags.set(key, value);
  return {
    sequence,
    region,
    instanceId: given.instanceId ?? `i-${part(0)}`,
    reservationId: hexId('r', `${region}/${given.launchGroup ?? sequence}`),
    ownerId: place.ownerId,
    amiLaunchIndex: place.launchIndex,
    imageId: given.imageId ?? hexId('ami', `${region}/${windows ? 'windows' : 'linux'}/${given.architecture ?? ''}`),
    instanceType,
    architecture: given.architecture ?? architectureOf(instanceType),
    platform: windows ? 'windows' : undefined,
    platformDetails: windows ? 'Windows' : 'Linux/UNIX',
    keyName: given.keyName,
    availabilityZone,
    tenancy: given.dedicated === true ? 'dedicated' : 'default',
    monitoring: given.detailedMonitoring === true ? 'enabled' : 'disabled',
    vpcId: hexId('vpc', `${region}/${vpc}`),
    subnetId: hexId('subnet', `${region}/${vpc}/${availabilityZone}`),
    networkInterfaceId: `eni-${part(1)}`,
    securityGroups: (given.securityGroups ?? ['default']).map((groupName) => securityGroup(region, vpc, groupName)),
    privateIpAddress,
    privateDnsName: privateDnsName(region, privateIpAddress),
    ipv6Address: given.ipv6 === true ? ipv6Address(digest) : undefined,
    elasticIp: place.elasticIp,
    assignsPublicIp: given.privateOnly !== true,
    rootDeviceType: given.instanceStore === true ? 'instance-store' : 'ebs',
    rootDeviceName: windows ? '/dev/sda1' : '/dev/xvda',
    volumeId: `vol-${part(2)}`,
    spot: given.spot,
    spotInstanceRequestId: given.spot === undefined ? undefined : `sir-${digest.slice(56, 64)}`,
    iamInstanceProfile: given.iamInstanceProfile,
    hibernationConfigured: given.hibernationConfigured === true,
    disableApiStop: given.disableApiStop === true,
    impaired: given.impaired === true,
    scheduledEvent: scheduledEvent(given, place.now),
    tags,
  };
}

/** Out of the block that is kept for documentation (RFC 3849). */
function ipv6Address(digest: string): string {
  const groups = [0, 4, 8, 12].map((at) => Number.parseInt(digest.slice(at, at + 4), 16).toString(16));
  return `2001:db8:1234:1a00:${groups.join(':')}`;
}

function scheduledEvent({ scheduledEvent: given }: NewInstance, now: number): ScheduledEvent | undefined {
  if (given === undefined) return undefined;
  const { inMs, ...event } = given;
  return { ...event, notBefore: now + inMs };
}

/** AWS's own chips have a g after the generation, as in `m7g.large` and `im4gn.xlarge`; `g5` does not. */
function architectureOf(instanceType: string): 'x86_64' | 'arm64' {
  return /^(?:a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? 'arm64' : 'x86_64';
}

function securityGroup(region: string, vpc: string, groupName: string): SecurityGroup {
  return { groupName, groupId: hexId('sg', `${region}/${vpc}/${groupName}`) };
}

const day = 86_400_000;

/** The life a new instance begins with, as if it had come to its state on its own. */
export function firstLife(
  given: NewInstance,
  state: InstanceStateName,
  nowMs: number,
  publicIpAddress: string | undefined,
): Life {
  const stoppedAt = nowMs - (given.stoppedAgoMs ?? (state === 'terminated' ? 0 : 3 * day));
  const isDown = state === 'stopped' || state === 'terminated';
  const launchTime = isDown
    ? Math.min(stoppedAt - 1_000, nowMs - (given.launchedAgoMs ?? 5 * day))
    : nowMs - (given.launchedAgoMs ?? 2 * day);
  const since = isDown ? stoppedAt : launchTime;
  return {
    during: state,
    after: state,
    since,
    until: since,
    launchTime,
    publicIpAddress,
    stateTransitionReason: isDown ? userInitiated(stoppedAt) : '',
    stateReason: isDown
      ? { code: 'Client.UserInitiatedShutdown', message: 'Client.UserInitiatedShutdown: User initiated shutdown' }
      : undefined,
    everRan: state !== 'pending',
  };
}
