import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getHomeDir, getSSOTokenFilepath, loadSharedConfigFiles } from '@smithy/core/config';
import type { CredentialSource } from '../../shared/model';

type Section = Readonly<Record<string, string | undefined>>;
type Sections = Readonly<Record<string, Section>>;

/** The parsed shared config files, as the SDK's reader gives them. */
export interface SharedConfig {
  readonly configFile: Sections;
  readonly credentialsFile: Sections;
}

/** A session of IAM Identity Center that a named profile signs in with. */
export interface SsoSession {
  /** Null for the older way, in which the profile itself names its start URL. */
  readonly name: string | null;
  readonly startUrl: string;
  readonly region: string;
  /** What is asked for when the app registers as a client. */
  readonly scopes: readonly string[];
}

/** Reads both files afresh. */
export const readSharedConfig = (): Promise<SharedConfig> => loadSharedConfigFiles({ ignoreCache: true });

/** A profile's own settings: what the credentials file says goes before what the config file says. */
const profileSection = ({ configFile, credentialsFile }: SharedConfig, profileName: string): Section => ({
  ...configFile[profileName],
  ...credentialsFile[profileName],
});

/** The profile and those that it takes its credentials from, one after the other; each once. */
export function profileChain(config: SharedConfig, profileName: string): readonly string[] {
  const chain: string[] = [];
  let name: string | undefined = profileName;
  while (name !== undefined && !chain.includes(name)) {
    chain.push(name);
    name = profileSection(config, name)['source_profile'];
  }
  return chain;
}

/** The session by which a profile, or one that it takes its credentials from, signs in; null where none does. */
export function ssoSessionOf(config: SharedConfig, profileName: string): SsoSession | null {
  for (const name of profileChain(config, profileName)) {
    const section = profileSection(config, name);
    const sessionName = section['sso_session'] ?? null;
    const session = sessionName === null ? section : (config.configFile[`sso-session.${sessionName}`] ?? {});
    const { sso_start_url: startUrl, sso_region: region, sso_registration_scopes: scopes } = session;
    if (startUrl === undefined || region === undefined) continue;
    return { name: sessionName, startUrl, region, scopes: (scopes ?? 'sso:account:access').split(/[\s,]+/) };
  }
  return null;
}

/** The session by which a source signs in, by the files as they are now; null where it signs in otherwise. */
export async function ssoSessionOfSource(source: CredentialSource): Promise<SsoSession | null> {
  const profileName = profileNameOf(source);
  return profileName === null ? null : ssoSessionOf(await readSharedConfig(), profileName);
}

/** The file in which the AWS CLI and the SDKs keep the token of a session. */
export const ssoTokenFile = ({ name, startUrl }: SsoSession): string => getSSOTokenFilepath(name ?? startUrl);

/** Where `aws login` keeps its tokens. */
export const loginCacheFolder = (): string =>
  process.env['AWS_LOGIN_CACHE_DIRECTORY'] || path.join(getHomeDir(), '.aws', 'login', 'cache');

/** The file in which `aws login` keeps the token of a session. */
const loginTokenFile = (session: string): string =>
  path.join(loginCacheFolder(), `${createHash('sha256').update(session).digest('hex')}.json`);

/** The named profile by which a source signs in; null where it has none. */
export function profileNameOf(source: CredentialSource): string | null {
  if (source.kind === 'named-profile') return source.profileName;
  return source.kind === 'environment' ? process.env['AWS_PROFILE'] || 'default' : null;
}

/**
 * Stands for everything in files that says how a source signs in: two that differ may be another account. A hash, since
 * there are secrets in it.
 */
export async function signInFingerprint(config: SharedConfig, source: CredentialSource): Promise<string> {
  const hash = createHash('sha256');
  const profileName = profileNameOf(source);
  if (profileName === null) return hash.digest('hex');
  for (const name of profileChain(config, profileName)) {
    const section = profileSection(config, name);
    const { sso_session: session, services, login_session: login } = section;
    hash.update(
      JSON.stringify([
        name,
        config.configFile[name] ?? null,
        config.credentialsFile[name] ?? null,
        session === undefined ? null : (config.configFile[`sso-session.${session}`] ?? null),
        services === undefined ? null : (config.configFile[`services.${services}`] ?? null),
        login === undefined ? null : await textOf(loginTokenFile(login)),
      ]),
    );
  }
  const sso = ssoSessionOf(config, profileName);
  if (sso !== null) hash.update(JSON.stringify(await textOf(ssoTokenFile(sso))));
  return hash.digest('hex');
}

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);
