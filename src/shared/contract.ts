import { z } from 'zod';
import type { Result } from './errors';
import { JOURNAL_FORMATS, JOURNAL_RESULTS, type JournalFilter, type JournalPage } from './journal';
import {
  ACTIONS,
  DEFAULT_SETTINGS,
  DEFAULT_SSH,
  type Group,
  type InstanceTarget,
  LANGUAGES,
  PROFILE_COLORS,
  type Profile,
  type ProfileDraft,
  READY_CONDITIONS,
  type Settings,
  type Snapshot,
  type SshSettings,
  STOP_BEHAVIORS,
  THEMES,
  toGroupId,
  toInstanceId,
  toProfileId,
  toRegion,
  toScopeId,
} from './model';

/*
 * Everything that a view may ask of main, and everything that main tells a view. Each command has a schema for its
 * input (unknown keys refused, sizes bounded) and a type for its answer. `commandSchemas` and `CommandAnswers` must
 * name the same commands, and main must have a function for each, or nothing compiles.
 */

const identifier = z.string().min(1).max(200);
const groupId = identifier.transform(toGroupId);
const profileId = identifier.transform(toProfileId);
const scopeId = identifier.transform(toScopeId);
const instanceId = z
  .string()
  .regex(/^i-[0-9a-f]{8,17}$/)
  .transform(toInstanceId);
const region = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)
  .transform(toRegion);

const credentialSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('named-profile'), profileName: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('environment') }),
  z.strictObject({ kind: z.literal('instance-metadata') }),
  z.strictObject({ kind: z.literal('demo') }),
]);

/** Its meaning is checked by `parseRule`; what is not understood matches nothing, and is shown as such. */
const instanceRule = z.string().trim().min(1).max(1000);

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);

const sshSettings = z.strictObject({
  user: z.string().trim().min(1).max(64),
  keyFile: z.string().trim().min(1).max(1000).nullable(),
  template: z.string().trim().min(1).max(1000),
}) satisfies z.ZodType<SshSettings>;

const instanceTarget = z.strictObject({ scopeId, instanceId }) satisfies z.ZodType<InstanceTarget>;

const profileFields = {
  name: z.string().trim().min(1).max(80),
  color: z.enum(PROFILE_COLORS),
  source: credentialSource,
  regions: z
    .array(region)
    .min(1)
    .max(50)
    .refine((regions) => new Set(regions).size === regions.length, 'a Region stands twice')
    .readonly(),
  endpointUrl: httpUrl.nullable(),
  // Files written before it was there have none; so it is with all that has a default here.
  filter: z.string().trim().min(1).max(2000).nullable().default(null),
  isDryRun: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
  ssh: sshSettings.default(DEFAULT_SSH),
};

export const profileDraftSchema = z.strictObject(profileFields) satisfies z.ZodType<ProfileDraft>;
export const profileSchema = z.strictObject({ id: profileId, ...profileFields }) satisfies z.ZodType<Profile>;
export const settingsSchema = z
  .strictObject({
    theme: z.enum(THEMES),
    language: z.enum(['system', ...LANGUAGES]),
    stopBehavior: z.enum(STOP_BEHAVIORS),
    protection: z.strictObject({ isOn: z.boolean(), rule: instanceRule }).default(DEFAULT_SETTINGS.protection),
    notifications: z.boolean().default(DEFAULT_SETTINGS.notifications),
    readyWhen: z.enum(READY_CONDITIONS).default(DEFAULT_SETTINGS.readyWhen),
    readyPort: z.int().min(1).max(65_535).default(DEFAULT_SETTINGS.readyPort),
    tellsStartedByOthers: z.boolean().default(DEFAULT_SETTINGS.tellsStartedByOthers),
    tellsRunningAfterHours: z.int().min(1).max(1000).nullable().default(DEFAULT_SETTINGS.tellsRunningAfterHours),
    shortestPollSeconds: z.int().min(15).max(3600).default(DEFAULT_SETTINGS.shortestPollSeconds),
    longestPollSeconds: z.int().min(15).max(3600).default(DEFAULT_SETTINGS.longestPollSeconds),
    pausesWhenLocked: z.boolean().default(DEFAULT_SETTINGS.pausesWhenLocked),
    shortcut: z.string().min(1).max(100).nullable().default(DEFAULT_SETTINGS.shortcut),
    clickTarget: instanceTarget.nullable().default(DEFAULT_SETTINGS.clickTarget),
  })
  .refine(
    ({ shortestPollSeconds, longestPollSeconds }) => shortestPollSeconds <= longestPollSeconds,
    'the shortest pause is longer than the longest',
  ) satisfies z.ZodType<Settings>;

export const groupSchema = z.strictObject({
  id: groupId,
  name: z.string().trim().min(1).max(80),
  steps: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('rule'), rule: instanceRule }),
        z.strictObject({ kind: z.literal('instances'), targets: z.array(instanceTarget).min(1).max(1000).readonly() }),
      ]),
    )
    .min(1)
    .max(20)
    .readonly(),
}) satisfies z.ZodType<Group>;

export const instanceTargetSchema = instanceTarget;

const nothing = z.undefined();
/** EC2 takes at most 1,000 IDs in one call, and an empty list would mean "all of them": never empty. */
const someInstances = z.strictObject({ scopeId, instanceIds: z.array(instanceId).min(1).max(1000) });
const oneInstance = z.strictObject({ scopeId, instanceId });
const oneGroup = z.strictObject({ id: groupId });

/** What of an instance can be put on the clipboard. */
const INSTANCE_FIELDS = ['instanceId', 'publicDnsName', 'publicIpAddress', 'privateIpAddress'] as const;
export type InstanceField = (typeof INSTANCE_FIELDS)[number];

const journalFilter = z.strictObject({
  text: z.string().max(200),
  action: z.enum(ACTIONS).nullable(),
  result: z.enum(JOURNAL_RESULTS).nullable(),
  since: z.number().nonnegative().nullable(),
}) satisfies z.ZodType<JournalFilter>;

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
  addProfile: profileDraftSchema,
  updateProfile: z.strictObject({ id: profileId, draft: profileDraftSchema }),
  removeProfile: z.strictObject({ id: profileId }),
  openDemoAccount: nothing,
  updateSettings: settingsSchema,
  readJournal: journalFilter,
  /** Asks where, and writes all entries that match. */
  exportJournal: z.strictObject({ format: z.enum(JOURNAL_FORMATS), filter: journalFilter }),
  setPinned: z.strictObject({ scopeId, instanceId, isPinned: z.boolean() }),
  /** Changes the group with its ID, or adds it. */
  saveGroup: groupSchema,
  removeGroup: oneGroup,
  dismissNotice: z.strictObject({ id: identifier }),
  hideWindow: nothing,
  quit: nothing,
} as const;

export type CommandName = keyof typeof commandSchemas;

/** How a named profile of the shared AWS config files gets its credentials, as far as the files tell. */
export type CredentialKind =
  | 'access-keys'
  | 'sso'
  | 'assume-role'
  | 'credential-process'
  | 'web-identity'
  | 'login'
  | 'none';

export interface NamedProfile {
  readonly profileName: string;
  readonly region: string | null;
  readonly credentialKind: CredentialKind;
  readonly endpointUrl: string | null;
}

/** The credentials found on this computer that a Profile could use. */
export interface CredentialSources {
  readonly namedProfiles: readonly NamedProfile[];
  /** Set when the environment itself holds credentials (`AWS_ACCESS_KEY_ID` and the like). */
  readonly environment: { readonly region: string | null } | null;
}

interface CommandAnswers {
  readonly getSnapshot: Snapshot;
  readonly refresh: null;
  readonly startInstances: null;
  readonly stopInstances: null;
  readonly undoStop: null;
  readonly rebootInstances: null;
  readonly forceStopInstances: null;
  readonly hibernateInstances: null;
  readonly keepTrying: null;
  readonly stopTrying: null;
  readonly startGroup: null;
  readonly stopGroup: null;
  readonly cancelGroupRun: null;
  readonly confirm: null;
  readonly cancelConfirmation: null;
  readonly dismissFailure: null;
  readonly checkPermissions: null;
  /** What was copied. */
  readonly copyInstanceField: string;
  readonly copySshCommand: string;
  readonly openInConsole: null;
  readonly listCredentialSources: CredentialSources;
  readonly signIn: null;
  readonly openSignInPage: null;
  readonly cancelSignIn: null;
  readonly answerMfaPrompt: null;
  readonly dismissMfaPrompt: null;
  readonly reopenMfaPrompt: null;
  readonly addProfile: Profile;
  readonly updateProfile: Profile;
  readonly removeProfile: null;
  readonly openDemoAccount: Profile;
  readonly updateSettings: Settings;
  readonly readJournal: JournalPage;
  /** The file that was written; null where the person thought better of it. */
  readonly exportJournal: string | null;
  readonly setPinned: null;
  readonly saveGroup: Group;
  readonly removeGroup: null;
  readonly dismissNotice: null;
  readonly hideWindow: null;
  readonly quit: null;
}

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
  readonly snapshot: Snapshot;
  readonly showView: ViewName;
}

export type EventName = keyof ContractEvents;

/** What the preload puts on `window.ec2Tray`: one named function per command and per event, nothing generic. */
export type PreloadApi = {
  readonly [Name in CommandName]: undefined extends CommandInput<Name>
    ? () => Promise<Result<CommandAnswer<Name>>>
    : (input: CommandInput<Name>) => Promise<Result<CommandAnswer<Name>>>;
} & {
  /** Both return a function that ends the subscription. */
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
  readonly onShowView: (listener: (view: ViewName) => void) => () => void;
};

export const commandNames = Object.keys(commandSchemas).filter((name): name is CommandName => name in commandSchemas);

export const commandChannel = (name: CommandName): string => `ec2-tray:command:${name}`;
export const eventChannel = (name: EventName): string => `ec2-tray:event:${name}`;
