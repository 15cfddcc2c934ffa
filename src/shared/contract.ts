import { z } from 'zod';
import { ACCESS_KEY_ID, AWS_PROFILE_NAME, SECRET_ACCESS_KEY, SESSION_TOKEN } from './access-keys';
import type { CommandAnswers } from './command-answers';
import type { Result } from './errors';
import { DETAIL_FIELDS } from './instance-details';
import { JOURNAL_FORMATS, JOURNAL_RESULTS, type JournalFilter } from './journal';
import {
  credentialSource,
  FILTER_LENGTH,
  groupId,
  groupSchema,
  httpUrl,
  identifier,
  instanceId,
  instanceTargetSchema,
  MOST_IMPORTED_PROFILES,
  profileDraftSchema,
  profileId,
  region,
  savedViewId,
  savedViewSchema,
  scopeId,
  settingsSchema,
} from './kept-schemas';
import { ACTIONS } from './model';
import type { SnapshotChange } from './snapshot-change';

/*
 * Everything that a view may ask of main, and everything that main tells a view. Each command has a schema for its
 * input (unknown keys refused, sizes bounded) and a type for its answer. `commandSchemas` and `CommandAnswers` must
 * name the same commands, and main must have a function for each, or nothing compiles.
 */

const nothing = z.undefined();
/** EC2 takes at most 1,000 IDs in one call, and an empty list would mean "all of them": never empty. */
const someInstances = z.strictObject({ scopeId, instanceIds: z.array(instanceId).min(1).max(1000) });
const oneInstance = z.strictObject({ scopeId, instanceId });
const oneGroup = z.strictObject({ id: groupId });

/** The longest state of the page that is kept, in characters. */
export const PAGE_STATE_LENGTH = 500_000;

/** More are not asked for at once. */
const MOST_TARGETS = 10_000;

/** What of an instance can be put on the clipboard. */
const INSTANCE_FIELDS = ['instanceId', 'publicDnsName', 'publicIpAddress', 'privateIpAddress'] as const;
export type InstanceField = (typeof INSTANCE_FIELDS)[number];

/** Credentials that are just being edited, and the Region that is asked what others there are; null for the usual one. */
const editedSource = {
  source: credentialSource,
  endpointUrl: httpUrl.nullable(),
  homeRegion: region.nullable(),
};

/** The most that EC2 gives an instance of anything that is copied by its place. */
const MOST_DETAIL_VALUES = 1000;
/** The longest key that EC2 takes. */
const TAG_KEY_LENGTH = 128;

/** Which tags are copied: all, each as `key=value` on a line of its own, or one, with or without its key. */
const copiedTags = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('value'), key: z.string().max(TAG_KEY_LENGTH) }),
  z.strictObject({ kind: z.literal('pair'), key: z.string().max(TAG_KEY_LENGTH) }),
]);

const journalFilter = z.strictObject({
  text: z.string().max(200),
  action: z.enum(ACTIONS).nullable(),
  result: z.enum(JOURNAL_RESULTS).nullable(),
  since: z.number().nonnegative().nullable(),
  instanceId: instanceId.nullable(),
}) satisfies z.ZodType<JournalFilter>;

/** Where entered access keys are kept: encrypted by the system's keyring, in memory only, or in the AWS credentials file. */
const accessKeysKeep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyring') }),
  z.strictObject({ kind: z.literal('this-run') }),
  z.strictObject({ kind: z.literal('credentials-file'), profileName: z.string().regex(AWS_PROFILE_NAME) }),
]);
export type AccessKeysKeep = z.output<typeof accessKeysKeep>;

const commandSchemas = {
  getSnapshot: nothing,
  refresh: z.strictObject({ scopeId: scopeId.nullable() }),
  startInstances: someInstances,
  stopInstances: someInstances,
  /** Takes back stops that are still counting down. */
  undoStop: someInstances,
  rebootInstances: someInstances,
  /** Stops without the operating system's shutdown; also what is stopping already, but does not get there. */
  forceStopInstances: someInstances,
  hibernateInstances: someInstances,
  /** One action for instances of any scopes. */
  requestAction: z.strictObject({
    action: z.enum(ACTIONS),
    targets: z.array(instanceTargetSchema).min(1).max(MOST_TARGETS),
  }),
  /** Tries starts again and again that AWS had no capacity for. */
  keepTrying: someInstances,
  /** Gives up on starts that wait for capacity. */
  stopTrying: someInstances,
  startGroup: oneGroup,
  stopGroup: oneGroup,
  /** Begins no further step of it. */
  cancelGroupRun: oneGroup,
  /** Answers the question that stands in the window. */
  confirm: z.strictObject({ id: identifier, typed: z.string().max(2000) }),
  cancelConfirmation: z.strictObject({ id: identifier }),
  /** Clears the mark of a failed action, or the verdict of a dry run. */
  dismissFailure: oneInstance,
  copyInstanceField: z.strictObject({ scopeId, instanceId, field: z.enum(INSTANCE_FIELDS) }),
  copyTags: z.strictObject({ scopeId, instanceId, tags: copiedTags }),
  /** Asks AWS for everything about one instance. */
  describeInstance: oneInstance,
  /** Copies what `describeInstance` told last; `index` is the place of the value among those of the field. */
  copyInstanceDetail: z.strictObject({
    scopeId,
    instanceId,
    field: z.enum(DETAIL_FIELDS),
    index: z.int().min(0).max(MOST_DETAIL_VALUES),
  }),
  /** Asks AWS what the Profile may do in a scope; the picture tells. */
  checkPermissions: z.strictObject({ scopeId }),
  /** As the Profile's `ssh` says. */
  copySshCommand: oneInstance,
  openInConsole: oneInstance,
  listCredentialSources: nothing,
  /** Begins to sign in to IAM Identity Center, and opens the browser, once. */
  signIn: z.strictObject({ profileId }),
  /** Opens the browser again for a sign-in that is under way. */
  openSignInPage: z.strictObject({ id: identifier }),
  /** Gives up, or takes a failed one away. */
  cancelSignIn: z.strictObject({ id: identifier }),
  answerMfaPrompt: z.strictObject({ id: identifier, code: z.string().regex(/^\d{6}$/) }),
  dismissMfaPrompt: z.strictObject({ id: identifier }),
  /** Asks again what was put off. */
  reopenMfaPrompt: z.strictObject({ id: identifier }),
  /** Which ways of keeping access keys this system has, and what keys are kept. */
  getKeyStorage: nothing,
  /** Asks AWS whose keys these are, and keeps them where they are right. The only command that ever carries a secret. */
  enterAccessKeys: z.strictObject({
    accessKeyId: z.string().regex(ACCESS_KEY_ID),
    secretAccessKey: z.string().regex(SECRET_ACCESS_KEY),
    sessionToken: z.string().regex(SESSION_TOKEN).nullable(),
    region,
    endpointUrl: httpUrl.nullable(),
    keep: accessKeysKeep,
  }),
  /** The Regions of the account, also those that it has not opted in to. */
  listRegions: z.strictObject(editedSource),
  /**
   * Asks Regions how many instances they have; what it finds is in the snapshot. Takes the place of a scan before it.
   * `regions` are those to try a filter in; null for all that the account has enabled.
   */
  scanRegions: z.strictObject({
    ...editedSource,
    regions: z.array(region).min(1).max(50).readonly().nullable(),
    filter: z.string().trim().min(1).max(FILTER_LENGTH).nullable(),
  }),
  /** Asks no further Region; what was found stays. */
  cancelRegionScan: nothing,
  /** Lets go of what was found, and of the scan if it still runs. */
  closeRegionScan: nothing,
  addProfile: profileDraftSchema,
  updateProfile: z.strictObject({ id: profileId, draft: profileDraftSchema }),
  removeProfile: z.strictObject({ id: profileId }),
  /** Changes places with the one before it (-1) or after it (1). */
  moveProfile: z.strictObject({ id: profileId, by: z.literal([-1, 1]) }),
  /** Asks where, and writes all Profiles, without anything secret. */
  exportProfiles: nothing,
  /** Asks for a file that was exported, and tells what it holds; adds nothing. */
  readProfilesFile: nothing,
  /** All of them or none. */
  addProfiles: z.strictObject({ drafts: z.array(profileDraftSchema).min(1).max(MOST_IMPORTED_PROFILES) }),
  openDemoAccount: nothing,
  updateSettings: settingsSchema,
  /** Whether the system starts the app when the person logs in. */
  getLaunchAtLogin: nothing,
  setLaunchAtLogin: z.strictObject({ isOn: z.boolean() }),
  getVersions: nothing,
  /** Of all that is bundled into the app. */
  readLicenses: nothing,
  openLogsFolder: nothing,
  /** What the page had kept before it was loaded again; null where there is nothing. */
  getPageState: nothing,
  /** JSON without anything secret, which outlives the page, and not the app. */
  keepPageState: z.strictObject({ state: z.string().max(PAGE_STATE_LENGTH) }),
  /** The page's answer to `outOfSight`: it has nothing that is not kept, and its memory may be had back. */
  releaseWindow: nothing,
  /** An error of the page that nobody expected: main writes it down. */
  reportPageError: z.strictObject({ message: z.string().max(1000), stack: z.string().max(8000).nullable() }),
  readJournal: journalFilter,
  /** Asks where, and writes all entries that match. */
  exportJournal: z.strictObject({ format: z.enum(JOURNAL_FORMATS), filter: journalFilter }),
  setPinned: z.strictObject({ scopeId, instanceId, isPinned: z.boolean() }),
  /** Changes the group with its ID, or adds it. */
  saveGroup: groupSchema,
  removeGroup: oneGroup,
  /** Changes the view with its ID, or adds it. */
  saveView: savedViewSchema,
  removeView: z.strictObject({ id: savedViewId }),
  dismissNotice: z.strictObject({ id: identifier }),
  /** Makes the window one of its own, wide and with a place in the task bar, or puts it back beside the tray. */
  setDetached: z.strictObject({ isDetached: z.boolean() }),
  hideWindow: nothing,
  quit: nothing,
} as const;

export type CommandName = keyof typeof commandSchemas;

/** What a view sends: plain strings where main will see brands. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commandSchemas)[Name]>;
/** What main's command function gets: parsed and branded. */
export type ParsedCommandInput<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;
export type CommandAnswer<Name extends CommandName> = CommandAnswers[Name];

/** The schemas once more, typed by name, for code that handles any command. */
export const commandParsers: { readonly [Name in CommandName]: z.ZodType<ParsedCommandInput<Name>> } = commandSchemas;

/** Main's side of the contract: one function per command. */
export type CommandFunctions = {
  readonly [Name in CommandName]: (
    input: ParsedCommandInput<Name>,
  ) => Result<CommandAnswer<Name>> | Promise<Result<CommandAnswer<Name>>>;
};

/** Views that main can ask the window to show. */
export type ViewName = 'instances' | 'settings' | 'journal';

export interface ContractEvents {
  /** What is new since the last one, or since the answer to `getSnapshot`; nothing before that was asked. */
  readonly snapshotChange: SnapshotChange;
  readonly showView: ViewName;
  /** Nobody has looked at the window for a while: the page answers with `releaseWindow` where all of it is kept. */
  readonly outOfSight: null;
}

export type EventName = keyof ContractEvents;

/** What the preload puts on `window.ec2Tray`: one named function per command and per event, nothing generic. */
export type PreloadApi = {
  readonly [Name in CommandName]: undefined extends CommandInput<Name>
    ? () => Promise<Result<CommandAnswer<Name>>>
    : (input: CommandInput<Name>) => Promise<Result<CommandAnswer<Name>>>;
} & {
  /** Each returns a function that ends the subscription. */
  readonly onSnapshotChange: (listener: (change: SnapshotChange) => void) => () => void;
  readonly onShowView: (listener: (view: ViewName) => void) => () => void;
  readonly onOutOfSight: (listener: () => void) => () => void;
};

export const commandNames = Object.keys(commandSchemas).filter((name): name is CommandName => name in commandSchemas);

export const commandChannel = (name: CommandName): string => `ec2-tray:command:${name}`;
export const eventChannel = (name: EventName): string => `ec2-tray:event:${name}`;
