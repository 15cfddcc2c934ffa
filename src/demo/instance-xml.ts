import type { InstanceStateName, InstanceView } from './fleet-types';
import { instanceStateCodes } from './fleet-types';
import type { Xml } from './xml';
import { element, itemSet, optionalElement, parent, timestamp } from './xml';

/** The same look of an instance is the same object, so its XML has to be written only once. */
const written = new WeakMap<InstanceView, Xml>();

/** The element in which EC2 gives a state, e.g. `<instanceState><code>16</code><name>running</name></instanceState>`. */
export function stateXml(name: string, state: InstanceStateName): Xml {
  return parent(name, element('code', instanceStateCodes[state]), element('name', state));
}

/** One item of `instancesSet`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html */
export function instanceXml(instance: InstanceView): Xml {
  const before = written.get(instance);
  if (before !== undefined) return before;
  const xml = writeInstance(instance);
  written.set(instance, xml);
  return xml;
}

function writeInstance(i: InstanceView): Xml {
  // A terminated instance has given back its network and its disks.
  const isGone = i.state === 'terminated';
  return [
    element('instanceId', i.instanceId),
    element('imageId', i.imageId),
    stateXml('instanceState', i.state),
    isGone ? '<privateDnsName/>' : element('privateDnsName', i.privateDnsName),
    i.publicDnsName === '' ? '<dnsName/>' : element('dnsName', i.publicDnsName),
    i.stateTransitionReason === '' ? '<reason/>' : element('reason', i.stateTransitionReason),
    optionalElement('keyName', i.keyName),
    element('amiLaunchIndex', i.amiLaunchIndex),
    '<productCodes/>',
    element('instanceType', i.instanceType),
    timestamp('launchTime', i.launchTime),
    parent('placement', element('availabilityZone', i.availabilityZone), '<groupName/>', element('tenancy', i.tenancy)),
    optionalElement('platform', i.platform),
    parent('monitoring', element('state', i.monitoring)),
    isGone ? '' : networkXml(i),
    element('architecture', i.architecture),
    element('rootDeviceType', i.rootDeviceType),
    element('rootDeviceName', i.rootDeviceName),
    blockDevicesXml(i),
    optionalElement('instanceLifecycle', i.spot === undefined ? undefined : 'spot'),
    optionalElement('spotInstanceRequestId', i.spotInstanceRequestId),
    element('virtualizationType', 'hvm'),
    element('clientToken', ''),
    // EC2 leaves the whole set out where there is no tag.
    i.tags.size === 0
      ? ''
      : itemSet(
          'tagSet',
          [...i.tags].map(([key, value]) => element('key', key) + element('value', value)),
        ),
    isGone ? '<groupSet/>' : groupSetXml(i),
    i.stateReason === undefined
      ? ''
      : parent('stateReason', element('code', i.stateReason.code), element('message', i.stateReason.message)),
    element('hypervisor', 'xen'),
    isGone ? '<networkInterfaceSet/>' : itemSet('networkInterfaceSet', [networkInterfaceXml(i)]),
    element('ebsOptimized', i.rootDeviceType === 'ebs'),
    element('enaSupport', true),
    instanceProfileXml(i),
    parent('hibernationOptions', element('configured', i.hibernationConfigured)),
    parent('enclaveOptions', element('enabled', false)),
    parent(
      'metadataOptions',
      element('state', 'applied'),
      element('httpTokens', 'required'),
      element('httpPutResponseHopLimit', 2),
      element('httpEndpoint', 'enabled'),
      element('httpProtocolIpv6', 'disabled'),
      element('instanceMetadataTags', 'disabled'),
    ),
    element('platformDetails', i.platformDetails),
    element('usageOperation', i.platform === 'windows' ? 'RunInstances:0002' : 'RunInstances'),
    parent('maintenanceOptions', element('autoRecovery', 'default')),
  ].join('');
}

function networkXml(i: InstanceView): Xml {
  return [
    element('subnetId', i.subnetId),
    element('vpcId', i.vpcId),
    element('privateIpAddress', i.privateIpAddress),
    optionalElement('ipAddress', i.publicIpAddress),
    optionalElement('ipv6Address', i.ipv6Address),
    element('sourceDestCheck', true),
  ].join('');
}

function groupSetXml(i: InstanceView): Xml {
  return itemSet(
    'groupSet',
    i.securityGroups.map(({ groupId, groupName }) => element('groupId', groupId) + element('groupName', groupName)),
  );
}

function blockDevicesXml(i: InstanceView): Xml {
  if (i.rootDeviceType === 'instance-store' || i.state === 'terminated') return '<blockDeviceMapping/>';
  const ebs = parent(
    'ebs',
    element('volumeId', i.volumeId),
    element('status', 'attached'),
    timestamp('attachTime', i.launchTime),
    element('deleteOnTermination', true),
  );
  return itemSet('blockDeviceMapping', [element('deviceName', i.rootDeviceName) + ebs]);
}

function networkInterfaceXml(i: InstanceView): Xml {
  const association =
    i.publicIpAddress === undefined
      ? ''
      : parent(
          'association',
          element('publicIp', i.publicIpAddress),
          element('publicDnsName', i.publicDnsName),
          element('ipOwnerId', i.elasticIp === undefined ? 'amazon' : i.ownerId),
        );
  const privateAddress = element('privateIpAddress', i.privateIpAddress) + element('privateDnsName', i.privateDnsName);
  return [
    element('networkInterfaceId', i.networkInterfaceId),
    element('subnetId', i.subnetId),
    element('vpcId', i.vpcId),
    '<description/>',
    element('ownerId', i.ownerId),
    element('status', 'in-use'),
    privateAddress,
    element('sourceDestCheck', true),
    groupSetXml(i),
    parent(
      'attachment',
      element('attachmentId', i.networkInterfaceId.replace('eni-', 'eni-attach-')),
      element('deviceIndex', 0),
      element('status', 'attached'),
      timestamp('attachTime', i.launchTime),
      element('deleteOnTermination', true),
    ),
    association,
    itemSet('privateIpAddressesSet', [`${privateAddress}${element('primary', true)}${association}`]),
    i.ipv6Address === undefined
      ? '<ipv6AddressesSet/>'
      : itemSet('ipv6AddressesSet', [element('ipv6Address', i.ipv6Address) + element('isPrimaryIpv6', false)]),
    element('interfaceType', 'interface'),
  ].join('');
}

function instanceProfileXml(i: InstanceView): Xml {
  if (i.iamInstanceProfile === undefined) return '';
  return parent(
    'iamInstanceProfile',
    element('arn', `arn:aws:iam::${i.ownerId}:instance-profile/${i.iamInstanceProfile}`),
    element('id', 'AIPADEMODEMODEMODEMO0'),
  );
}
