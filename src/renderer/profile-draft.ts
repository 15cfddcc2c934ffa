import type { CommandInput } from '../shared/contract';
import { parseFilter } from '../shared/instance-filter';
import { type CredentialSource, type ProfileDraft, type SshSettings, toAccessKeysId } from '../shared/model';
import type { MessageKey, Text } from '../shared/text';

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

/** What is wrong with its filter, in words; null where it is understood, or empty. */
export function filterProblem(filter: string | null | undefined): Text | null {
  const parsed = parseFilter(filter ?? '');
  return parsed.ok || isBlank(filter) ? null : parsed.error;
}

/** The filter as it is saved and sent; null for none, and for one that is not understood. */
export function filterOfDraft(filter: string | null | undefined): string | null {
  return isBlank(filter) || filterProblem(filter) !== null ? null : (filter?.trim() ?? null);
}

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

/** Whom to ask with what is filled in so far; null where it is not enough. */
export function askableSource({ source, endpointUrl, regions }: Partial<ProfileDraft>): AskableSource | null {
  if (source === undefined || !isEndpointUrl(endpointUrl ?? null)) return null;
  const url = endpointUrl?.trim() ?? '';
  return { source, endpointUrl: url === '' ? null : url, homeRegion: regions?.[0] ?? null };
}

export type AskableSource = CommandInput<'listRegions'>;

/** The same for two that reach the same account, whatever Region is asked. */
export const accountKey = ({ source, endpointUrl }: AskableSource): string => JSON.stringify([source, endpointUrl]);

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
