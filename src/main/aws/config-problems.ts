import type { ConfigProblem } from '../../shared/credential-facts';
import { plainText } from '../../shared/plain-text';
import type { MessageValues } from '../../shared/text';
import { type ConfigProblemName, type ConfigSection, type ParsedConfigFile, problemText } from './config-file';

/*
 * What the settings of a profile say that cannot work, by the rules of the SDK reference:
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */

/** One of the two shared files. */
export interface NamedConfigFile {
  /** Its path as a person is shown it. */
  readonly file: string;
  readonly parsed: ParsedConfigFile;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface PlacedSetting extends Place {
  readonly value: string;
}

/** A profile with what both files say of it; `credentials` has the last word. */
interface MergedProfile extends Place {
  readonly settings: ReadonlyMap<string, PlacedSetting>;
}

const CREDENTIAL_SOURCES = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'];
const SHORTEST_SESSION_SECONDS = 900;
const LONGEST_SESSION_SECONDS = 43_200;

const isProfile = (name: string): boolean => !/^(sso-session|services)\./.test(name);

/** What is wrong with the lines of the files, in their order. */
export function lineProblems({ file, parsed }: NamedConfigFile): readonly ConfigProblem[] {
  return parsed.problems.map((problem) => ({ file, ...problem }));
}

/** What is wrong with the settings of the profiles, each profile's together. */
export function settingProblems(config: NamedConfigFile, credentials: NamedConfigFile): readonly ConfigProblem[] {
  const profiles = mergedProfiles([config, credentials]);
  return [...profiles.keys()].flatMap((name) => {
    const found: ConfigProblem[] = [];
    const tell = (problem: ConfigProblemName, { file, line }: Place, values: MessageValues = {}): void => {
      found.push({ file, line, profileName: plainText(name), text: problemText(problem, values) });
    };
    checkKeys(name, profiles, tell);
    checkRole(name, profiles, tell);
    checkSections(name, profiles, config, tell);
    return found;
  });
}

type Tell = (problem: ConfigProblemName, place: Place, values?: MessageValues) => void;
type Profiles = ReadonlyMap<string, MergedProfile>;

function checkKeys(name: string, profiles: Profiles, tell: Tell): void {
  const settings = profiles.get(name)?.settings;
  const id = settings?.get('aws_access_key_id');
  const secret = settings?.get('aws_secret_access_key');
  if (id !== undefined && secret === undefined) tell('key-incomplete', id, { missing: 'aws_secret_access_key' });
  if (id === undefined && secret !== undefined) tell('key-incomplete', secret, { missing: 'aws_access_key_id' });
}

function checkRole(name: string, profiles: Profiles, tell: Tell): void {
  const settings = profiles.get(name)?.settings;
  const role = settings?.get('role_arn');
  const source = settings?.get('source_profile');
  const kind = settings?.get('credential_source');
  const duration = settings?.get('duration_seconds');
  if (kind !== undefined && !CREDENTIAL_SOURCES.includes(kind.value)) tell('credential-source-unknown', kind);
  if (duration !== undefined && !isSessionDuration(duration.value)) tell('duration-invalid', duration);
  if (role === undefined) return;
  if (source !== undefined && kind !== undefined) tell('role-with-both', role);
  else if (source !== undefined) checkChain(name, profiles, tell);
  else if (kind === undefined && settings?.get('web_identity_token_file') === undefined) tell('role-without', role);
}

/** Follows `source_profile` as the SDK does: up to one that needs no other. */
function checkChain(start: string, profiles: Profiles, tell: Tell): void {
  const own = profiles.get(start)?.settings.get('source_profile');
  const path = [start];
  for (let name = start; ; ) {
    const settings = profiles.get(name)?.settings;
    const source = settings?.get('source_profile');
    const isRole = settings?.has('role_arn') && !settings.has('credential_source');
    if (own === undefined || source === undefined || !isRole) return;
    const next = profiles.get(source.value);
    const shown = { profile: plainText(name), source: plainText(source.value) };
    if (next === undefined) {
      tell('source-missing', source, shown);
      return;
    }
    // Keys of its own end the chain, even where it would lead back to the start.
    if (next.settings.has('aws_access_key_id') && next.settings.has('aws_secret_access_key')) return;
    if (path.includes(source.value)) {
      tell('source-loop', own, { loop: [...path, source.value].map(plainText).join(' → ') });
      return;
    }
    path.push(source.value);
    name = source.value;
  }
}

function checkSections(name: string, profiles: Profiles, { file, parsed }: NamedConfigFile, tell: Tell): void {
  const settings = profiles.get(name)?.settings;
  const session = settings?.get('sso_session');
  const services = settings?.get('services');
  if (session !== undefined) {
    const section = parsed.sections.get(`sso-session.${session.value}`);
    const shown = plainText(session.value);
    if (section === undefined) tell('sso-session-missing', session, { name: shown });
    for (const missing of section === undefined ? [] : ['sso_region', 'sso_start_url']) {
      const isThere = section?.settings.has(missing) ?? false;
      if (!isThere) tell('sso-session-incomplete', { file, line: section?.line ?? 1 }, { name: shown, missing });
    }
  }
  if (services !== undefined && !parsed.sections.has(`services.${services.value}`)) {
    tell('services-missing', services, { name: plainText(services.value) });
  }
}

function isSessionDuration(text: string): boolean {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= SHORTEST_SESSION_SECONDS && seconds <= LONGEST_SESSION_SECONDS;
}

function mergedProfiles(files: readonly NamedConfigFile[]): Profiles {
  const profiles = new Map<string, MergedProfile>();
  for (const { file, parsed } of files) {
    for (const [name, section] of parsed.sections) {
      if (!isProfile(name)) continue;
      const known = profiles.get(name);
      const settings = new Map([...(known?.settings ?? []), ...placed(section, file)]);
      profiles.set(name, { file: known?.file ?? file, line: known?.line ?? section.line, settings });
    }
  }
  return profiles;
}

const placed = ({ settings }: ConfigSection, file: string): readonly (readonly [string, PlacedSetting])[] =>
  [...settings].map(([key, setting]) => [key, { ...setting, file }] as const);
