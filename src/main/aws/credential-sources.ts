import { loadSharedConfigFiles } from '@smithy/core/config';
import type { CredentialKind, CredentialSources, NamedProfile } from '../../shared/credential-facts';
import { ok, type Result } from '../../shared/errors';
import { readSharedFiles } from './shared-files';

type Environment = Readonly<Record<string, string | undefined>>;
type Section = Readonly<Record<string, string | undefined>>;

/**
 * The credentials that this computer has: the named profiles of the shared config files (read afresh each time; where
 * they are is for `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` to say) and those in the environment. What is
 * wrong with the files is told line by line; whatever else they hold goes on working.
 */
export async function listCredentialSources(environment: Environment): Promise<Result<CredentialSources>> {
  const [{ configFile, credentialsFile }, { problems }] = await Promise.all([
    loadSharedConfigFiles({ ignoreCache: true }),
    readSharedFiles(),
  ]);
  return ok({ ...credentialSourcesFrom(configFile, credentialsFile, environment), problems });
}

/** Pure part: sections of both files and the environment -> what can be chosen, `default` first, then by name. */
export function credentialSourcesFrom(
  configFile: Readonly<Record<string, Section>>,
  credentialsFile: Readonly<Record<string, Section>>,
  environment: Environment,
): Omit<CredentialSources, 'problems'> {
  const sectionOf = (name: string): Section => ({ ...configFile[name], ...credentialsFile[name] });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  // The SDK's reader keeps `[sso-session x]` and `[services x]` beside the profiles, as `sso-session.x`.
  const profileNames = [...names].filter((name) => !/^(sso-session|services)\./.test(name)).sort(defaultFirst);
  return {
    namedProfiles: profileNames.map((profileName): NamedProfile => {
      const section = sectionOf(profileName);
      return {
        profileName,
        region: section['region'] ?? null,
        credentialKind: credentialKindOf(section),
        endpointUrl: section['endpoint_url'] ?? null,
      };
    }),
    environment: hasCredentials(environment)
      ? {
          region:
            environment['AWS_REGION'] ||
            environment['AWS_DEFAULT_REGION'] ||
            sectionOf(environment['AWS_PROFILE'] || 'default')['region'] ||
            null,
        }
      : null,
  };
}

/** In the order in which the SDK looks for them. */
function credentialKindOf(section: Section): CredentialKind {
  if (section['role_arn'] !== undefined) {
    return section['web_identity_token_file'] === undefined ? 'assume-role' : 'web-identity';
  }
  if (section['aws_access_key_id'] !== undefined) return 'access-keys';
  if (section['credential_process'] !== undefined) return 'credential-process';
  if (section['sso_session'] !== undefined || section['sso_start_url'] !== undefined) return 'sso';
  if (section['login_session'] !== undefined) return 'login';
  return 'none';
}

function hasCredentials(environment: Environment): boolean {
  return [
    'AWS_ACCESS_KEY_ID',
    // Says which named profile goes before all others.
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ].some((name) => Boolean(environment[name]));
}

const defaultFirst = (a: string, b: string): number =>
  a === b ? 0 : a === 'default' ? -1 : b === 'default' ? 1 : a.localeCompare(b);
