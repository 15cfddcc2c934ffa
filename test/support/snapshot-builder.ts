import type { AppError } from '../../src/shared/errors';
import {
  type Activity,
  DEFAULT_SSH,
  type Instance,
  type InstanceId,
  type Profile,
  type ProfileDraft,
  type Region,
  type Scope,
  type Snapshot,
  scopeId,
  toActionId,
  toInstanceId,
  toProfileId,
  toRegion,
} from '../../src/shared/model';
import { UNASKED_PERMISSIONS } from '../../src/shared/permissions';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';

/*
 * The picture that a test needs, with everything it does not care about filled in.
 */

/** When the pictures of the tests were taken, ms since the epoch. */
export const noon = Date.parse('2026-10-02T12:00:00Z');

export const seoul = toRegion('ap-northeast-2');
export const virginia = toRegion('us-east-1');
export const ireland = toRegion('eu-west-1');

/** A well-formed ID for each number: `i-00000001` for 1. */
export const instanceIdOf = (number: number): InstanceId => toInstanceId(`i-${number.toString(16).padStart(8, '0')}`);

/** `i-00000001` to `i-…` of `count`. */
export const someIds = (count: number): InstanceId[] => Array.from({ length: count }, (_, n) => instanceIdOf(n + 1));

/** A stopped instance without a name. */
export function anInstance(given: Partial<Instance> = {}): Instance {
  return {
    instanceId: instanceIdOf(1),
    name: null,
    state: 'stopped',
    stateReason: null,
    stateTransitionTime: null,
    instanceType: 't3.micro',
    availabilityZone: 'ap-northeast-2a',
    publicDnsName: null,
    publicIpAddress: null,
    privateIpAddress: '10.0.0.1',
    launchTime: null,
    isSpot: false,
    isHibernationConfigured: false,
    tags: [],
    ...given,
  };
}

/** What the activities of tests belong to, where it does not matter. */
export const someAction = toActionId('action-1');

/** Instances `i-00000001`, `i-00000002`, …, each with what is given for it. */
export const instancesOf = (...given: readonly Partial<Instance>[]): Instance[] =>
  given.map((own, index) => anInstance({ instanceId: instanceIdOf(index + 1), ...own }));

export function aDraft(given: Partial<ProfileDraft> = {}): ProfileDraft {
  return {
    name: 'work',
    color: 'blue',
    source: { kind: 'named-profile', profileName: 'work' },
    regions: [seoul],
    endpointUrl: null,
    filter: null,
    isDryRun: false,
    isEnabled: true,
    ssh: DEFAULT_SSH,
    ...given,
  };
}

export function aProfile(given: Partial<Profile> = {}): Profile {
  return { id: toProfileId('work'), ...aDraft(), ...given };
}

interface ScopeGiven extends Partial<Omit<Scope, 'id' | 'activities'>> {
  readonly activities?: Readonly<Record<string, Activity>>;
}

/** A scope of the Profile `work` in Seoul whose data are current. */
export function aScope(given: ScopeGiven = {}): Scope {
  const profileId = given.profileId ?? toProfileId('work');
  const region: Region = given.region ?? seoul;
  return {
    sameAs: null,
    profileId,
    region,
    freshness: { kind: 'current', asOf: noon },
    isRefreshing: false,
    instances: [],
    activities: {},
    permissions: UNASKED_PERMISSIONS,
    ...given,
    id: scopeId(profileId, region),
  };
}

/** By default the Profile `work`, with one scope in Seoul that holds these instances. */
export function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 0,
    isStarting: false,
    language: 'en',
    settings: DEFAULT_SETTINGS,
    profiles: [aProfile()],
    allProfiles: given.profiles ?? [aProfile()],
    scopes: [aScope()],
    pins: [],
    groups: [],
    groupRuns: [],
    savedViews: [],
    confirmation: null,
    regionScan: null,
    isDetached: false,
    isOffline: false,
    access: {},
    mfaPrompts: [],
    signIns: [],
    configRevision: 0,
    notices: [],
    ...given,
  };
}

/** A freshness of a scope that could not be listed. */
export const failedWith = (error: AppError, asOf: number | null = null): Scope['freshness'] => ({
  kind: 'failed',
  error,
  asOf,
  retryAt: noon + 5_000,
});
