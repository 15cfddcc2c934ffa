import type { InstanceDetails } from '../../src/shared/instance-details';

/** What AWS tells of an instance about which it tells nothing. */
export function someDetails(given: Partial<InstanceDetails> = {}): Omit<InstanceDetails, 'asOf'> {
  return {
    state: 'running',
    imageId: null,
    platformDetails: null,
    architecture: null,
    lifecycle: null,
    tenancy: null,
    monitoring: null,
    stateReason: null,
    stateTransitionReason: null,
    keyName: null,
    iamInstanceProfileArn: null,
    vpcId: null,
    subnetId: null,
    securityGroups: [],
    networkInterfaceIds: [],
    privateDnsName: null,
    ipv6Addresses: [],
    rootDeviceType: null,
    rootDeviceName: null,
    blockDevices: [],
    statusChecks: { kind: 'known', value: null },
    disableApiStop: { kind: 'known', value: false },
    ...given,
  };
}
