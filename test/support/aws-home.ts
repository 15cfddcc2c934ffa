import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { BegunLogin } from '../../src/demo/identities/login-sessions';
import type { SsoClient, SsoTokens } from '../../src/demo/identities/sso-sign-in';
import { temporaryDirectory } from './temporary-directory';

/** What an SSO token file says beside the tokens. */
interface SsoTokenFile {
  readonly startUrl: string;
  readonly region: string;
  readonly client: SsoClient;
  readonly tokens: SsoTokens;
  /** By default as long as the tokens say, from now on. */
  readonly expiresAt?: Date;
}

/** A home directory with the files of the AWS CLI. */
export interface AwsHome {
  readonly home: string;
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Writes what `aws sso login` leaves behind. @param sessionName of the sso-session, or the start URL in the legacy form */
  writeSsoToken(sessionName: string, token: SsoTokenFile): string;
  readSsoToken(sessionName: string): unknown;
  /** Writes what `aws login` leaves behind. @param loginSession as in the config file */
  writeLogin(loginSession: string, login: BegunLogin, expiresAt?: Date): string;
  readLogin(loginSession: string): unknown;
}

/**
 * A home of the test's own, and an environment in which nothing else of AWS is set: no variable of the machine gets
 * through, and every service is at `endpointUrl`.
 */
export function awsHome(endpointUrl: string, config = '', credentials = ''): AwsHome {
  const home = temporaryDirectory();
  const directory = path.join(home, '.aws');
  const ssoCache = path.join(directory, 'sso', 'cache');
  const loginCache = path.join(directory, 'login', 'cache');
  for (const folder of [ssoCache, loginCache]) mkdirSync(folder, { recursive: true });
  const configFile = path.join(directory, 'config');
  const credentialsFile = path.join(directory, 'credentials');
  writeFileSync(configFile, config);
  writeFileSync(credentialsFile, credentials);

  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  vi.stubEnv('AWS_CONFIG_FILE', configFile);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentialsFile);
  vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', loginCache);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_ENDPOINT_URL', endpointUrl);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  const ssoFile = (sessionName: string) => cacheFile(ssoCache, 'sha1', sessionName);
  const loginFile = (loginSession: string) => cacheFile(loginCache, 'sha256', loginSession);
  return {
    home,
    configFile,
    credentialsFile,
    writeSsoToken: (sessionName, { startUrl, region, client, tokens, expiresAt }) =>
      written(ssoFile(sessionName), {
        startUrl,
        region,
        accessToken: tokens.accessToken,
        expiresAt: utcSeconds(expiresAt ?? new Date(Date.now() + tokens.expiresInSeconds * 1_000)),
        clientId: client.clientId,
        clientSecret: client.clientSecret,
        registrationExpiresAt: utcSeconds(new Date(client.secretExpiresAt)),
        refreshToken: tokens.refreshToken,
      }),
    readSsoToken: (sessionName) => parsed(ssoFile(sessionName)),
    writeLogin: (loginSession, { accountId, clientId, credentials: given, refreshToken, dpopKey }, expiresAt) =>
      written(loginFile(loginSession), {
        accessToken: {
          accessKeyId: given.accessKeyId,
          secretAccessKey: given.secretAccessKey,
          sessionToken: given.sessionToken,
          accountId,
          expiresAt: (expiresAt ?? new Date(given.expiration)).toISOString(),
        },
        tokenType: 'aws_sigv4',
        clientId,
        refreshToken,
        dpopKey,
      }),
    readLogin: (loginSession) => parsed(loginFile(loginSession)),
  };
}

/** The name under which both the AWS CLI and the SDK look for what they have cached. */
function cacheFile(directory: string, algorithm: 'sha1' | 'sha256', key: string): string {
  return path.join(directory, `${createHash(algorithm).update(key).digest('hex')}.json`);
}

function written(file: string, content: object): string {
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  return file;
}

function parsed(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** As the AWS CLI writes times: without milliseconds. */
function utcSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
