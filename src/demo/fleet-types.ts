/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
export const instanceStateCodes = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;

export type InstanceStateName = keyof typeof instanceStateCodes;

/** Milliseconds: a fixed time, or a range out of which every instance has a time of its own, the same in every run. */
export type Duration = number | readonly [shortest: number, longest: number];

/** How long things take in the fleet. */
export interface FleetTiming {
  readonly pendingMs: Duration;
  readonly stoppingMs: Duration;
  readonly forceStoppingMs: Duration;
  /** From running to status checks that say `ok`. */
  readonly statusChecksMs: Duration;
  /** How long Describe* goes on giving the old picture after an action. */
  readonly consistencyDelayMs: Duration;
}

export const realisticTiming: FleetTiming = {
  pendingMs: [6_000, 12_000],
  stoppingMs: [8_000, 20_000],
  forceStoppingMs: [3_000, 6_000],
  statusChecksMs: [35_000, 45_000],
  consistencyDelayMs: [700, 1_300],
};

export interface SecurityGroup {
  readonly groupId: string;
  readonly groupName: string;
}

export interface StateReason {
  readonly code: string;
  readonly message: string;
}

/** Whether a Spot Instance's request ends with it (`one-time`) or lives on through stops (`persistent`). */
type SpotRequestType = 'one-time' | 'persistent';

/** What AWS has announced that it will do to an instance, e.g. `instance-retirement`. */
export interface ScheduledEvent {
  readonly code: string;
  readonly description: string;
  /** When it begins at the earliest, milliseconds since the epoch, UTC. */
  readonly notBefore: number;
}

/** What of an instance no action changes. Names as in the EC2 API Reference. */
export interface InstanceFacts {
  /** The position in its Region, which is also the order of Describe*. */
  readonly sequence: number;
  readonly region: string;
  readonly instanceId: string;
  readonly reservationId: string;
  readonly ownerId: string;
  readonly amiLaunchIndex: number;
  readonly imageId: string;
  readonly instanceType: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly platform: 'windows' | undefined;
  readonly platformDetails: string;
  readonly keyName: string | undefined;
  readonly availabilityZone: string;
  readonly tenancy: 'default' | 'dedicated';
  readonly monitoring: 'disabled' | 'enabled';
  readonly vpcId: string;
  readonly subnetId: string;
  readonly networkInterfaceId: string;
  readonly securityGroups: readonly SecurityGroup[];
  readonly privateIpAddress: string;
  readonly privateDnsName: string;
  readonly ipv6Address: string | undefined;
  readonly elasticIp: string | undefined;
  /** Whether the subnet gives out a public IP address on every start. */
  readonly assignsPublicIp: boolean;
  readonly rootDeviceType: 'ebs' | 'instance-store';
  readonly rootDeviceName: string;
  readonly volumeId: string;
  readonly spot: SpotRequestType | undefined;
  readonly spotInstanceRequestId: string | undefined;
  readonly iamInstanceProfile: string | undefined;
  readonly hibernationConfigured: boolean;
  readonly disableApiStop: boolean;
  /** A machine whose status checks never pass. */
  readonly impaired: boolean;
  readonly scheduledEvent: ScheduledEvent | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

/** An instance at one moment. */
export interface InstanceView extends InstanceFacts {
  readonly state: InstanceStateName;
  /** Since when it is in that state, in milliseconds since the epoch, UTC. */
  readonly stateSince: number;
  /** The value of the Name tag. */
  readonly name: string | undefined;
  /** Milliseconds since the epoch, UTC. */
  readonly launchTime: number;
  readonly publicIpAddress: string | undefined;
  /** Empty where there is none, as EC2 has it. */
  readonly publicDnsName: string;
  /** E.g. `User initiated (2026-10-02 01:22:33 GMT)`, empty while nothing was done. */
  readonly stateTransitionReason: string;
  readonly stateReason: StateReason | undefined;
}

/** What a test or a seed says about a new instance; everything else is made up, the same in every run. */
export interface NewInstance {
  /** The Name tag; none when left out. */
  readonly name?: string;
  readonly state?: InstanceStateName;
  readonly tags?: Readonly<Record<string, string>>;
  readonly instanceId?: string;
  readonly instanceType?: string;
  readonly imageId?: string;
  readonly architecture?: 'x86_64' | 'arm64';
  readonly windows?: boolean;
  readonly keyName?: string;
  readonly availabilityZone?: string;
  readonly dedicated?: boolean;
  readonly detailedMonitoring?: boolean;
  readonly vpc?: string;
  readonly securityGroups?: readonly string[];
  readonly elasticIp?: boolean;
  readonly privateOnly?: boolean;
  readonly ipv6?: boolean;
  readonly instanceStore?: boolean;
  readonly spot?: SpotRequestType;
  readonly iamInstanceProfile?: string;
  readonly hibernationConfigured?: boolean;
  readonly disableApiStop?: boolean;
  readonly impaired?: boolean;
  /** `inMs`: how long after now it begins, in milliseconds. */
  readonly scheduledEvent?: Omit<ScheduledEvent, 'notBefore'> & { readonly inMs: number };
  /** Instances with the same one were launched together, by one call. */
  readonly launchGroup?: string;
  /** How long before now it was last launched, in milliseconds. */
  readonly launchedAgoMs?: number;
  /** How long before now it was stopped, in milliseconds. */
  readonly stoppedAgoMs?: number;
}
