import type { Instance, Tag } from './model';

/** Whether both say the same: written out field by field, for the answers of AWS, in which thousands are compared at once. */
export const sameInstance = (a: Instance, b: Instance): boolean =>
  a.instanceId === b.instanceId &&
  a.name === b.name &&
  a.state === b.state &&
  a.stateReason === b.stateReason &&
  a.stateTransitionTime === b.stateTransitionTime &&
  a.instanceType === b.instanceType &&
  a.availabilityZone === b.availabilityZone &&
  a.publicDnsName === b.publicDnsName &&
  a.publicIpAddress === b.publicIpAddress &&
  a.privateIpAddress === b.privateIpAddress &&
  a.launchTime === b.launchTime &&
  a.isSpot === b.isSpot &&
  a.isHibernationConfigured === b.isHibernationConfigured &&
  haveSameTags(a.tags, b.tags);

const haveSameTags = (a: readonly Tag[], b: readonly Tag[]): boolean =>
  a.length === b.length && a.every(({ key, value }, at) => key === b[at]?.key && value === b[at]?.value);
