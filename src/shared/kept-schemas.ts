import { z } from 'zod';
import { PROFILE_NAME_LENGTH } from './free-profile-name';
import type { Group } from './group';
import { COLUMN_FIELDS, GROUPINGS, type ListSettings, MOST_COLUMNS, TAG_KEY_LENGTH } from './list-settings';
import { LANGUAGES } from './locales/languages';
import {
  DEFAULT_SSH,
  type InstanceTarget,
  PROFILE_COLORS,
  type Profile,
  type ProfileDraft,
  READY_CONDITIONS,
  type SavedView,
  type SshSettings,
  toAccessKeysId,
  toGroupId,
  toInstanceId,
  toProfileId,
  toRegion,
  toSavedViewId,
  toScopeId,
} from './model';
import { type Settings, STOP_BEHAVIORS, THEMES } from './settings';

/*
 * The schemas of what is kept on the disk, and of the names and IDs in it: the contract takes the same.
 */

/** The longest filter of a Profile, in characters. */
export const FILTER_LENGTH = 2000;

/** The longest name of a saved view and its longest search, in characters. */
export const VIEW_NAME_LENGTH = 80;
export const SEARCH_LENGTH = 1000;

export const identifier = z.string().min(1).max(200);
export const groupId = identifier.transform(toGroupId);
export const savedViewId = identifier.transform(toSavedViewId);
export const profileId = identifier.transform(toProfileId);
export const scopeId = identifier.transform(toScopeId);
export const instanceId = z
  .string()
  .regex(/^i-[0-9a-f]{8,17}$/)
  .transform(toInstanceId);
export const region = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)
  .transform(toRegion);

export const accessKeysIdSchema = identifier.transform(toAccessKeysId);

export const credentialSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('named-profile'), profileName: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('environment') }),
  z.strictObject({ kind: z.literal('instance-metadata') }),
  z.strictObject({ kind: z.literal('access-keys'), keysId: accessKeysIdSchema }),
  z.strictObject({ kind: z.literal('demo') }),
]);

/** Its meaning is checked by `parseRule`; what is not understood matches nothing, and is shown as such. */
const instanceRule = z.string().trim().min(1).max(1000);

export const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);

const sshSettings = z.strictObject({
  user: z.string().trim().min(1).max(64),
  keyFile: z.string().trim().min(1).max(1000).nullable(),
  template: z.string().trim().min(1).max(1000),
}) satisfies z.ZodType<SshSettings>;

const instanceTarget = z.strictObject({ scopeId, instanceId }) satisfies z.ZodType<InstanceTarget>;

const profileFields = {
  name: z.string().trim().min(1).max(PROFILE_NAME_LENGTH),
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
  filter: z.string().trim().min(1).max(FILTER_LENGTH).nullable().default(null),
  isDryRun: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
  ssh: sshSettings.default(DEFAULT_SSH),
};

const tagColumn = z.templateLiteral(['tag:', z.string().min(1).max(TAG_KEY_LENGTH)]);
const { tags: _severalAtOnce, ...sortable } = z.enum(COLUMN_FIELDS).enum;

const listSettings = z.strictObject({
  groupBy: z.union([z.enum(GROUPINGS), tagColumn]),
  sortBy: z.union([z.literal('name'), z.enum(sortable), tagColumn]),
  isDescending: z.boolean(),
  columns: z
    .array(z.union([z.enum(COLUMN_FIELDS), tagColumn]))
    .max(MOST_COLUMNS)
    .refine((columns) => new Set(columns).size === columns.length, 'a column stands twice')
    .readonly(),
}) satisfies z.ZodType<ListSettings>;

/** More are not taken from one file. */
export const MOST_IMPORTED_PROFILES = 500;

export const profileDraftSchema = z.strictObject(profileFields) satisfies z.ZodType<ProfileDraft>;
export const profileSchema = z.strictObject({ id: profileId, ...profileFields }) satisfies z.ZodType<Profile>;
export const settingsSchema = z
  .strictObject({
    theme: z.enum(THEMES),
    language: z.enum(['system', ...LANGUAGES]),
    startsHidden: z.boolean(),
    stopBehavior: z.enum(STOP_BEHAVIORS),
    protection: z.strictObject({ isOn: z.boolean(), rule: instanceRule }),
    notifications: z.boolean(),
    readyWhen: z.enum(READY_CONDITIONS),
    readyPort: z.int().min(1).max(65_535),
    tellsStartedByOthers: z.boolean(),
    tellsRunningAfterHours: z.int().min(1).max(1000).nullable(),
    shortestPollSeconds: z.int().min(15).max(3600),
    longestPollSeconds: z.int().min(15).max(3600),
    pausesWhenLocked: z.boolean(),
    shortcut: z.string().min(1).max(100).nullable(),
    clickTarget: instanceTarget.nullable(),
    list: listSettings,
    ssh: sshSettings,
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

export const savedViewSchema = z.strictObject({
  id: savedViewId,
  name: z.string().trim().min(1).max(VIEW_NAME_LENGTH),
  search: z.string().trim().max(SEARCH_LENGTH),
  list: listSettings,
}) satisfies z.ZodType<SavedView>;
