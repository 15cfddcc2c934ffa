import type { AppError } from './errors';
import { plainText } from './plain-text';
import type { Text } from './text';

/*
 * The picture of everything the UI may show, in AWS's own words (EC2 API Reference). Times are ms since the epoch, UTC.
 */

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type ProfileId = Branded<string, 'ProfileId'>;
export type InstanceId = Branded<string, 'InstanceId'>;
/** `PROFILE_ID@REGION`; made by `scopeId()` only. */
export type ScopeId = Branded<string, 'ScopeId'>;
/** A Region code such as `ap-northeast-2`. */
export type Region = Branded<string, 'Region'>;

export const INSTANCE_STATES = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Instance {
  readonly instanceId: InstanceId;
  /** The Name tag's value; null where there is none or it is empty. */
  readonly name: string | null;
  readonly state: InstanceState;
  /** Why AWS last changed the state, e.g. `Server.InsufficientInstanceCapacity: …`. */
  readonly stateReason: string | null;
  /** When the state was last changed by a person's request, as far as `StateTransitionReason` tells. */
  readonly stateTransitionTime: number | null;
  readonly instanceType: string;
  readonly availabilityZone: string | null;
  readonly publicDnsName: string | null;
  readonly publicIpAddress: string | null;
  readonly privateIpAddress: string | null;
  readonly launchTime: number | null;
  readonly isSpot: boolean;
  /** Sorted by key; the Name tag is not among them. */
  readonly tags: readonly Tag[];
}

/** Where a Profile's credentials come from. */
export type CredentialSource =
  | { readonly kind: 'named-profile'; readonly profileName: string }
  | { readonly kind: 'environment' }
  | { readonly kind: 'demo' };

export const PROFILE_COLORS = ['blue', 'pink', 'amber', 'green', 'violet', 'teal', 'red', 'gray'] as const;
export type ProfileColor = (typeof PROFILE_COLORS)[number];

/** What a person fills in to make a Profile. */
export interface ProfileDraft {
  readonly name: string;
  readonly color: ProfileColor;
  readonly source: CredentialSource;
  /** At least one, no doubles. */
  readonly regions: readonly Region[];
  /** Another endpoint than AWS's own (LocalStack, a VPC endpoint); null for AWS's. */
  readonly endpointUrl: string | null;
}

export interface Profile extends ProfileDraft {
  readonly id: ProfileId;
}

export type Action = 'start' | 'stop' | 'reboot';

/** What is under way, or just went wrong, with one instance. */
export type Activity =
  /** The stop is sent at `sendsAt` unless the person takes it back. */
  | { readonly phase: 'countdown'; readonly action: 'stop'; readonly sendsAt: number }
  /** On its way to AWS. */
  | { readonly phase: 'sending'; readonly action: Action; readonly since: number }
  /** AWS took it; followed until the wanted state is there. `hasProgressed` once AWS shows pending or stopping. */
  | { readonly phase: 'accepted'; readonly action: Action; readonly since: number; readonly hasProgressed: boolean }
  /** No answer came back: AWS is asked what became of it before anything is sent again. */
  | { readonly phase: 'unverified'; readonly action: Action; readonly since: number }
  | { readonly phase: 'failed'; readonly action: Action; readonly at: number; readonly error: AppError };

type Freshness =
  | { readonly kind: 'loading' }
  | { readonly kind: 'current'; readonly asOf: number }
  /** `asOf` is the time of the old data still shown, `retryAt` when AWS is asked again. */
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      readonly asOf: number | null;
      readonly retryAt: number;
    };

/** One Profile in one Region. Everything that is fetched or fails does so per scope. */
export interface Scope {
  readonly id: ScopeId;
  readonly profileId: ProfileId;
  readonly region: Region;
  readonly freshness: Freshness;
  readonly isRefreshing: boolean;
  readonly instances: readonly Instance[];
  readonly activities: Readonly<Record<InstanceId, Activity>>;
}

export const THEMES = ['system', 'light', 'dark'] as const;
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];
export const STOP_BEHAVIORS = ['undo', 'at-once'] as const;

export interface Settings {
  readonly theme: (typeof THEMES)[number];
  readonly language: 'system' | Language;
  /** `undo`: a stop is sent after a countdown in which it can be taken back. */
  readonly stopBehavior: (typeof STOP_BEHAVIORS)[number];
  /** Whether the end of an action is told by the desktop while the window is out of sight. */
  readonly notifications: boolean;
}

/** Something the app has to tell that belongs to no scope; stays until dismissed. */
export interface Notice {
  readonly id: string;
  readonly text: Text;
}

/** The immutable picture of everything that the tray and the window may show. */
export interface Snapshot {
  /** Grows with every change. */
  readonly revision: number;
  /** Until the first look at what Profiles there are: nothing is known yet, which is not the same as nothing there. */
  readonly isStarting: boolean;
  /** The language in force, after "system" is resolved. */
  readonly language: Language;
  readonly settings: Settings;
  readonly profiles: readonly Profile[];
  /** In the order of the Profiles and of their Regions. */
  readonly scopes: readonly Scope[];
  readonly notices: readonly Notice[];
}

/*
 * A brand is given at a border, where the text has been checked or comes from AWS itself; nowhere else.
 */
export const toProfileId = (text: string): ProfileId => text as ProfileId;
export const toInstanceId = (text: string): InstanceId => text as InstanceId;
export const toScopeId = (text: string): ScopeId => text as ScopeId;
export const toRegion = (text: string): Region => text as Region;

export function scopeId(profileId: ProfileId, region: Region): ScopeId {
  return toScopeId(`${profileId}@${region}`);
}

/** What people call the instance, fit to be shown: its Name, or its ID where it has none. */
export function instanceLabel(instance: Pick<Instance, 'name' | 'instanceId'>): string {
  return instance.name === null ? instance.instanceId : plainText(instance.name);
}

export function findScope(snapshot: Snapshot, id: ScopeId): Scope | undefined {
  return snapshot.scopes.find((scope) => scope.id === id);
}

export function findInstance(scope: Scope, id: InstanceId): Instance | undefined {
  return scope.instances.find((instance) => instance.instanceId === id);
}
