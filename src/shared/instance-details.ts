import { assertNever } from './assert-never';
import type { AppError } from './errors';
import type { InstanceState } from './model';

/*
 * What AWS knows of one instance beyond what the list needs: asked for when somebody looks at it, and kept in no snapshot.
 * Values in AWS's own words (EC2 API Reference), null where AWS gives none; times are ms since the epoch, UTC.
 */

/** What has a call of its own, which may be denied while everything else is there. */
export type Asked<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly error: AppError };

interface SecurityGroup {
  readonly groupId: string;
  readonly groupName: string | null;
}

interface BlockDevice {
  readonly deviceName: string | null;
  readonly volumeId: string;
  readonly deleteOnTermination: boolean;
}

/** One of the checks that AWS does: `ok`, `impaired`, `initializing`, … */
export interface StatusCheck {
  readonly status: string;
  /** Since when it fails; null where it does not, or AWS does not say. */
  readonly impairedSince: number | null;
}

/** What AWS is going to do to the instance, such as a retirement. */
export interface ScheduledEvent {
  readonly code: string;
  readonly description: string | null;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
}

/** A check is null where AWS does not do it for this instance. */
export interface StatusReport {
  readonly system: StatusCheck | null;
  readonly instance: StatusCheck | null;
  readonly attachedEbs: StatusCheck | null;
  /** Those that are neither over nor called off. */
  readonly events: readonly ScheduledEvent[];
}

/** What DescribeInstances tells of one instance, beyond the list. */
export interface DescribedInstance {
  readonly state: InstanceState;
  readonly imageId: string | null;
  readonly platformDetails: string | null;
  readonly architecture: string | null;
  /** `spot`, `scheduled`, …; null for an On-Demand Instance. */
  readonly lifecycle: string | null;
  readonly tenancy: string | null;
  readonly monitoring: string | null;
  readonly stateReason: string | null;
  readonly stateTransitionReason: string | null;
  readonly keyName: string | null;
  readonly iamInstanceProfileArn: string | null;
  readonly vpcId: string | null;
  readonly subnetId: string | null;
  readonly securityGroups: readonly SecurityGroup[];
  readonly networkInterfaceIds: readonly string[];
  readonly privateDnsName: string | null;
  readonly ipv6Addresses: readonly string[];
  readonly rootDeviceType: string | null;
  readonly rootDeviceName: string | null;
  readonly blockDevices: readonly BlockDevice[];
}

export interface InstanceDetails extends DescribedInstance {
  /** When AWS was asked. */
  readonly asOf: number;
  /** Null for one that is not running: AWS checks no other. */
  readonly statusChecks: Asked<StatusReport | null>;
  /** Whether its stop protection is on. */
  readonly disableApiStop: Asked<boolean>;
}

/** What of the details can be put on the clipboard. */
export const DETAIL_FIELDS = [
  'imageId',
  'keyName',
  'iamInstanceProfileArn',
  'vpcId',
  'subnetId',
  'securityGroups',
  'networkInterfaceIds',
  'privateDnsName',
  'ipv6Addresses',
  'blockDevices',
] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];

/** The texts that are copied of a field, in the order in which they are shown: of a security group its ID, say. */
export function copiedTexts(details: DescribedInstance, field: DetailField): readonly string[] {
  switch (field) {
    case 'securityGroups':
      return details.securityGroups.map(({ groupId }) => groupId);
    case 'blockDevices':
      return details.blockDevices.map(({ volumeId }) => volumeId);
    case 'networkInterfaceIds':
    case 'ipv6Addresses':
      return details[field];
    case 'imageId':
    case 'keyName':
    case 'iamInstanceProfileArn':
    case 'vpcId':
    case 'subnetId':
    case 'privateDnsName': {
      const text = details[field];
      return text === null ? [] : [text];
    }
    default:
      return assertNever(field);
  }
}

/** `arn:aws:iam::123456789012:instance-profile/team/web` -> `web`; what is no such ARN stays as it is. */
export function instanceProfileName(arn: string): string {
  return /:instance-profile\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] ?? arn;
}
