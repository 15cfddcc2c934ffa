import { z } from 'zod';
import { credentialSource, groupSchema, instanceTargetSchema, profileSchema, region } from '../shared/kept-schemas';
import { PROFILE_COLORS, type Profile, type ProfileDraft } from '../shared/model';
import type { Selection } from './instance-list/selection';
import { EMPTY_KEYS, type KeysDraft } from './keys-draft';

/*
 * What of the page is there again after a crash; see kept-state.ts. Drafts are what a person has typed, right or wrong.
 */

export const pageSchema = z.enum(['instances', 'details', 'settings', 'journal', 'editor', 'group', 'import']);
export type Page = z.output<typeof pageSchema>;

export const detailedSchema = instanceTargetSchema.nullable();
export const searchSchema = z.string();

export const selectionSchema: z.ZodType<Selection> = z.array(z.string()).transform((chosen) => {
  const keys = new Set(chosen);
  return { keys, anchor: null, base: keys };
});

export const keptSelection = ({ keys }: Selection): unknown => [...keys];

/** What is being edited: nothing typed is lost by looking elsewhere. */
export interface Editing {
  readonly profile: Profile | null;
  readonly draft: Partial<ProfileDraft>;
  /** Access keys that are being entered; main alone has them once they are. */
  readonly keys: KeysDraft | null;
}

const ssh = z.object({ user: z.string(), keyFile: z.string().nullable(), template: z.string() });
const draftSchema = z.object({
  name: z.string().exactOptional(),
  color: z.enum(PROFILE_COLORS).exactOptional(),
  source: credentialSource.exactOptional(),
  regions: z.array(region).readonly().exactOptional(),
  endpointUrl: z.string().nullable().exactOptional(),
  filter: z.string().nullable().exactOptional(),
  isDryRun: z.boolean().exactOptional(),
  isEnabled: z.boolean().exactOptional(),
  ssh: ssh.exactOptional(),
});

export const editingSchema: z.ZodType<Editing | null> = z
  .object({ profile: profileSchema.nullable(), draft: draftSchema, isEnteringKeys: z.boolean() })
  .transform(({ profile, draft, isEnteringKeys }) => ({ profile, draft, keys: isEnteringKeys ? EMPTY_KEYS : null }))
  .nullable();

/** Without the keys that are being entered: those are in no history. */
export const keptEditing = (editing: Editing | null): unknown =>
  editing && { profile: editing.profile, draft: editing.draft, isEnteringKeys: editing.keys !== null };

const stepDraft = z.object({
  key: z.number(),
  kind: z.enum(['rule', 'instances']),
  rule: z.string(),
  targets: z.array(instanceTargetSchema).readonly(),
});

export const editingGroupSchema = z
  .object({
    group: groupSchema.nullable(),
    draft: z.object({ name: z.string(), steps: z.array(stepDraft).readonly() }),
  })
  .readonly()
  .nullable();
export type EditingGroup = NonNullable<z.output<typeof editingGroupSchema>>;
