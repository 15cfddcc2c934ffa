import type { AppError } from './errors';
import type { Group, GroupRun } from './group';
import type { ListSettings } from './list-settings';
import type { Language } from './locales/languages';
import type { Permissions } from './permissions';
import { isInvisible, plainText } from './plain-text';
import type { RegionScan } from './region-scan';
import type { Settings } from './settings';
import type { MfaPrompt, ProfileAccess, SignIn } from './sign-in';
import type { Text } from './text';

/*
 * The picture of everything the UI may show, in AWS's own words (EC2 API Reference). Times are ms since the epoch, UTC.
 */

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type ProfileId = Branded<string, 'ProfileId'>;
export type InstanceId = Branded<string, 'InstanceId'>;
/** One request of a person: what they asked for with one click or one command, in one scope. */
export type ActionId = Branded<string, 'ActionId'>;
export type GroupId = Branded<string, 'GroupId'>;
export type SavedViewId = Branded<string, 'SavedViewId'>;
/** Access keys that were entered in the app; the keys themselves are known to main alone. */
export type AccessKeysId = Branded<string, 'AccessKeysId'>;
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
  /** Whether it was launched so that it can hibernate (`HibernationOptions.Configured`). */
  readonly isHibernationConfigured: boolean;
  /** Sorted by key; the Name tag is not among them. */
  readonly tags: readonly Tag[];
}

/** Where a Profile's credentials come from. */
export type CredentialSource =
  | { readonly kind: 'named-profile'; readonly profileName: string }
  | { readonly kind: 'environment' }
  /** The role of the EC2 instance that the app runs on. */
  | { readonly kind: 'instance-metadata' }
  | { readonly kind: 'access-keys'; readonly keysId: AccessKeysId }
  | { readonly kind: 'demo' };

/** How the `ssh` command of a Profile's instances is written. */
export interface SshSettings {
  readonly user: string;
  /** The path of the private key; null where ssh finds it by itself. */
  readonly keyFile: string | null;
  /** With the placeholders `{user}`, `{host}` and `{key}`; see `ssh-command.ts`. */
  readonly template: string;
}

export const DEFAULT_SSH: SshSettings = { user: 'ec2-user', keyFile: null, template: 'ssh -i {key} {user}@{host}' };

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
  /** What AWS itself is to narrow the list by, as `instance-filter.ts` reads it; null for every instance. */
  readonly filter: string | null;
  /** Every action is only tried out: sent with DryRun, and AWS's verdict shown. */
  readonly isDryRun: boolean;
  /** One that is not keeps its settings, but nothing of it is asked or shown. */
  readonly isEnabled: boolean;
  readonly ssh: SshSettings;
}

export interface Profile extends ProfileDraft {
  readonly id: ProfileId;
}

export const ACTIONS = ['start', 'stop', 'force-stop', 'hibernate', 'reboot'] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a person asked for an action. */
export const ACTION_SOURCES = ['tray', 'window', 'notification', 'shortcut', 'command-line'] as const;
export type ActionSource = (typeof ACTION_SOURCES)[number];

/** One instance of one scope, wherever it is named: pinned, in a group, chosen for the icon's click. */
export interface InstanceTarget {
  readonly scopeId: ScopeId;
  readonly instanceId: InstanceId;
}

/** When a started instance counts as really usable: the end of a start that is told. */
export const READY_CONDITIONS = ['running', 'status-checks', 'tcp-port'] as const;
export type ReadyCondition = (typeof READY_CONDITIONS)[number];

interface ActivityOf<Of extends Action> {
  readonly actionId: ActionId;
  readonly action: Of;
}

/** What is under way, or just went wrong, with one instance. */
export type Activity =
  /** Sent at `sendsAt` unless the person takes it back. */
  | (ActivityOf<'stop' | 'hibernate'> & { readonly phase: 'countdown'; readonly sendsAt: number })
  /** On its way to AWS. */
  | (ActivityOf<Action> & { readonly phase: 'sending'; readonly since: number })
  /** AWS took it; followed until the wanted state is there. `hasProgressed` once AWS shows pending or stopping. */
  | (ActivityOf<Action> & { readonly phase: 'accepted'; readonly since: number; readonly hasProgressed: boolean })
  /** No answer came back: AWS is asked what became of it before anything is sent again. */
  | (ActivityOf<Action> & { readonly phase: 'unverified'; readonly since: number })
  /** AWS had no capacity; asked again at `retryAt` until it has, or the person has had enough. */
  | (ActivityOf<'start'> & {
      readonly phase: 'waiting';
      readonly since: number;
      /** How often AWS has said no. */
      readonly attempts: number;
      readonly retryAt: number;
    })
  /** Running by AWS's word; not yet what the person's setting calls usable. */
  | (ActivityOf<'start'> & {
      readonly phase: 'checking';
      readonly since: number;
      readonly readyWhen: Exclude<ReadyCondition, 'running'>;
    })
  | (ActivityOf<Action> & { readonly phase: 'failed'; readonly at: number; readonly error: AppError })
  /** A dry run on its way: AWS is asked whether it would do it, and does nothing. */
  | (ActivityOf<Action> & { readonly phase: 'trying'; readonly since: number })
  /** AWS's verdict on a dry run: what it would refuse it with; null where it would do it. */
  | (ActivityOf<Action> & { readonly phase: 'tried'; readonly at: number; readonly error: AppError | null });

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
  /** The scope of another Profile that shows the same instances: this one is neither asked nor listed. */
  readonly sameAs: ScopeId | null;
  readonly freshness: Freshness;
  readonly isRefreshing: boolean;
  readonly instances: readonly Instance[];
  readonly activities: Readonly<Record<InstanceId, Activity>>;
  readonly permissions: Permissions;
}

/** A search of the list that a person has given a name. */
export interface SavedView {
  readonly id: SavedViewId;
  readonly name: string;
  /** As typed; see `search-expression.ts`. */
  readonly search: string;
  readonly list: ListSettings;
}

/** A question that must be answered in the window before something is stopped. */
export interface Confirmation {
  readonly id: string;
  readonly action: Exclude<Action, 'start'>;
  readonly targets: readonly InstanceTarget[];
  /** What the person must type, because something protected is among the targets; null where a click is enough. */
  readonly phrase: string | null;
  /** The group that is to be stopped; null for instances on their own. */
  readonly groupId: GroupId | null;
}

/** Something the app has to tell that belongs to no scope; stays until dismissed. */
export interface Notice {
  readonly id: string;
  readonly text: Text;
  /** What there is to be done about it. */
  readonly action?: 'open-logs-folder';
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
  /** Those in force: switched on. */
  readonly profiles: readonly Profile[];
  readonly access: Readonly<Record<ProfileId, ProfileAccess>>;
  readonly mfaPrompts: readonly MfaPrompt[];
  readonly signIns: readonly SignIn[];
  /** Grows each time the AWS configuration of this computer has changed. */
  readonly configRevision: number;
  /** Those that are switched off too, for who manages them; in the person's order, as everywhere. */
  readonly allProfiles: readonly Profile[];
  /** In the order of the Profiles and of their Regions. */
  readonly scopes: readonly Scope[];
  /** In the order in which they were pinned. */
  readonly pins: readonly InstanceTarget[];
  readonly groups: readonly Group[];
  readonly groupRuns: readonly GroupRun[];
  /** In the order in which they were saved. */
  readonly savedViews: readonly SavedView[];
  readonly confirmation: Confirmation | null;
  readonly regionScan: RegionScan | null;
  /** The window is one of its own and not the popover beside the tray. */
  readonly isDetached: boolean;
  /** There is no network; AWS is asked as soon as there is. */
  readonly isOffline: boolean;
  readonly notices: readonly Notice[];
}

/*
 * A brand is given at a border, where the text has been checked or comes from AWS itself; nowhere else.
 */
export const toProfileId = (text: string): ProfileId => text as ProfileId;
export const toInstanceId = (text: string): InstanceId => text as InstanceId;
export const toScopeId = (text: string): ScopeId => text as ScopeId;
export const toActionId = (text: string): ActionId => text as ActionId;
export const toGroupId = (text: string): GroupId => text as GroupId;
export const toSavedViewId = (text: string): SavedViewId => text as SavedViewId;
export const toAccessKeysId = (text: string): AccessKeysId => text as AccessKeysId;
export const toRegion = (text: string): Region => text as Region;

export function scopeId(profileId: ProfileId, region: Region): ScopeId {
  return toScopeId(`${profileId}@${region}`);
}

/** One text for each target, to tell them apart. */
export const targetKey = ({ scopeId: scope, instanceId }: InstanceTarget): string => `${scope}/${instanceId}`;

/** What people call the instance, fit to be shown: its Name, or its ID where it has none that can be seen. */
export function instanceLabel({ name, instanceId }: Pick<Instance, 'name' | 'instanceId'>): string {
  return name === null || isInvisible(name) ? instanceId : plainText(name);
}

export function findScope(snapshot: Snapshot, id: ScopeId): Scope | undefined {
  return snapshot.scopes.find((scope) => scope.id === id);
}

export function findInstance(scope: Scope, id: InstanceId): Instance | undefined {
  return scope.instances.find((instance) => instance.instanceId === id);
}

/** An instance and where it is. */
export interface Located {
  readonly scope: Scope;
  readonly instance: Instance;
}

/** What a target means now; undefined where its scope or its instance is not there. */
export function findTarget(snapshot: Snapshot, { scopeId: id, instanceId }: InstanceTarget): Located | undefined {
  const scope = findScope(snapshot, id);
  const instance = scope === undefined ? undefined : findInstance(scope, instanceId);
  return scope === undefined || instance === undefined ? undefined : { scope, instance };
}
