import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { assertNever } from '../../shared/assert-never';
import type { CredentialSources, ImportCandidate } from '../../shared/credential-facts';
import { appError, fail, ok, type Result } from '../../shared/errors';
import { freeProfileName } from '../../shared/free-profile-name';
import { MOST_IMPORTED_PROFILES, profileDraftSchema } from '../../shared/kept-schemas';
import { type CredentialSource, type Profile, type ProfileDraft, toAccessKeysId } from '../../shared/model';

/*
 * Profiles as a file that is given to a colleague or another computer. It holds nothing secret: where the credentials
 * come from, but none of them.
 */

const FORMAT = 'ec2-tray-profiles';
const VERSION = 1;
const MOST_BYTES = 1_000_000;

const headSchema = z.object({ format: z.literal(FORMAT), version: z.number() });
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  profiles: z.array(profileDraftSchema).max(MOST_IMPORTED_PROFILES),
});

/** Stands for access keys that are entered anew where the Profile is imported. */
const ENTERED_ELSEWHERE = toAccessKeysId('entered-elsewhere');

/** Whether a Profile means something elsewhere: the demo account is on every computer already. */
const isExported = ({ source }: ProfileDraft): boolean => source.kind !== 'demo';

/** The file's text. Profiles that mean nothing elsewhere are left out, and so is all that is secret. */
export function profilesFileText(profiles: readonly Profile[]): string {
  const exported = profiles.filter(isExported).map(({ id: _id, ...draft }) => ({
    ...draft,
    source: exportedSource(draft.source),
    endpointUrl: withoutPassword(draft.endpointUrl),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, profiles: exported }, null, 2)}\n`;
}

/** Names what is exported kind by kind, so that no kind to come takes its secrets along unseen. */
function exportedSource(source: CredentialSource): CredentialSource {
  switch (source.kind) {
    case 'named-profile':
      return { kind: source.kind, profileName: source.profileName };
    case 'access-keys':
      return { kind: source.kind, keysId: ENTERED_ELSEWHERE };
    case 'environment':
    case 'instance-metadata':
    case 'demo':
      return { kind: source.kind };
    default:
      return assertNever(source);
  }
}

function withoutPassword(endpointUrl: string | null): string | null {
  if (endpointUrl === null || !URL.canParse(endpointUrl)) return endpointUrl;
  const url = new URL(endpointUrl);
  if (url.username === '' && url.password === '') return endpointUrl;
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * What a file holds. Fails with `file-unreadable`, `not-a-profiles-file`, `profiles-file-newer`, or
 * `profiles-file-invalid`, which names the place in it.
 */
export async function readProfilesFile(file: string): Promise<Result<readonly ProfileDraft[]>> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) return fail(appError('not-a-profiles-file', { values: { file } }));
    return parseProfilesFile(await readFile(file, 'utf8'), file);
  } catch {
    return fail(appError('file-unreadable', { values: { file } }));
  }
}

/** Pure part of it; `file` is for the texts alone, and nothing that stands in the file is ever among them. */
function parseProfilesFile(text: string, file: string): Result<readonly ProfileDraft[]> {
  const json = parsedJson(text);
  const head = headSchema.safeParse(json);
  if (!head.success) return fail(appError('not-a-profiles-file', { values: { file } }));
  if (head.data.version > VERSION) return fail(appError('profiles-file-newer', { values: { file } }));
  const parsed = fileSchema.safeParse(json);
  // A file may name no keys of this computer: they would be used at whatever endpoint it names.
  if (parsed.success) {
    return ok(parsed.data.profiles.map((draft) => ({ ...draft, source: exportedSource(draft.source) })));
  }
  const [issue] = parsed.error.issues;
  return fail(appError('profiles-file-invalid', { values: { file, position: positionOf(issue) } }));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** `profiles[2].regions[0]`, as one would write it in a program. */
function positionOf(issue: z.core.$ZodIssue | undefined): string {
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** What each of them would become here: under a name that is free, with credentials that are there or not. */
export function importCandidates(
  drafts: readonly ProfileDraft[],
  takenNames: readonly string[],
  sources: Pick<CredentialSources, 'namedProfiles' | 'environment'>,
): readonly ImportCandidate[] {
  const namesInFile = drafts.map(({ name }) => name);
  const taken = [...takenNames];
  return drafts.map((draft, index) => {
    const isOwn = !takenNames.includes(draft.name) && namesInFile.indexOf(draft.name) === index;
    // A new name must not be one that another one in the file has.
    const freeName = isOwn ? draft.name : freeProfileName(draft.name, [...taken, ...namesInFile]);
    taken.push(freeName);
    return { draft, freeName, hasCredentials: areThere(draft.source, sources) };
  });
}

function areThere(
  source: CredentialSource,
  { namedProfiles, environment }: Pick<CredentialSources, 'namedProfiles' | 'environment'>,
): boolean {
  switch (source.kind) {
    case 'named-profile':
      return namedProfiles.some(({ profileName }) => profileName === source.profileName);
    case 'environment':
      return environment !== null;
    case 'access-keys':
      return false;
    // Only a request would tell.
    case 'instance-metadata':
    case 'demo':
      return true;
    default:
      return assertNever(source);
  }
}
