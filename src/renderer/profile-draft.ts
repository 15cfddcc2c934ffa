import { type CredentialSource, type ProfileDraft, type SshSettings, toAccessKeysId } from '../shared/model';
import type { MessageKey } from '../shared/text';

/*
 * What is wrong with a Profile that is being filled in, field by field. Main checks it all again by the contract.
 */

type DraftField = 'name' | 'source' | 'regions' | 'endpointUrl';
export type DraftProblems = Readonly<Partial<Record<DraftField, MessageKey>>>;
export type SshProblems = Readonly<
  Partial<Record<'user' | 'template', 'editor.sshUserMissing' | 'editor.sshTemplateMissing'>>
>;

const REGION_CODE = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

export const isRegionCode = (text: string): boolean => REGION_CODE.test(text);

/** Empty where nothing is wrong. `otherNames` are the names of the other Profiles; keys being entered become its source. */
export function draftProblems(
  draft: Partial<ProfileDraft>,
  otherNames: readonly string[],
  isEnteringKeys = false,
): DraftProblems {
  const problems: Partial<Record<DraftField, MessageKey>> = {};
  const name = draft.name?.trim() ?? '';
  if (name === '') problems.name = 'editor.nameMissing';
  else if (otherNames.includes(name)) problems.name = 'editor.nameTaken';
  if (draft.source === undefined && !isEnteringKeys) problems.source = 'editor.sourceMissing';
  if ((draft.regions ?? []).length === 0) problems.regions = 'editor.regionsMissing';
  if (!isEndpointUrl(draft.endpointUrl ?? null)) problems.endpointUrl = 'editor.endpointInvalid';
  return problems;
}

/** The same for the fields of its ssh command. */
export function sshProblems({ user, template }: SshSettings): SshProblems {
  return {
    ...(user.trim() === '' ? { user: 'editor.sshUserMissing' } : {}),
    ...(template.includes('{host}') ? {} : { template: 'editor.sshTemplateMissing' }),
  };
}

function isEndpointUrl(text: string | null): boolean {
  if (text === null || text.trim() === '') return true;
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);
}

/** A key for a list of choices, and back. */
export function sourceKey(source: CredentialSource): string {
  if (source.kind === 'named-profile') return `named-profile:${source.profileName}`;
  return source.kind === 'access-keys' ? `access-keys:${source.keysId}` : source.kind;
}

export function sourceFromKey(key: string): CredentialSource {
  if (key === 'environment' || key === 'instance-metadata' || key === 'demo') return { kind: key };
  if (key.startsWith('access-keys:')) {
    return { kind: 'access-keys', keysId: toAccessKeysId(key.slice('access-keys:'.length)) };
  }
  return { kind: 'named-profile', profileName: key.slice('named-profile:'.length) };
}
