import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { temporaryDirectory } from './temporary-directory';

/** Every variable that would let the machine's own AWS set-up into a test. */
const AWS_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_EC2',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

export interface AwsFiles {
  readonly configFile: string;
  readonly credentialsFile: string;
}

/** The shared AWS files of a test's own, and an environment that says nothing but where they are. */
export function awsFiles(config: string, credentials = ''): AwsFiles {
  const directory = temporaryDirectory();
  const configFile = path.join(directory, 'config');
  const credentialsFile = path.join(directory, 'credentials');
  writeFileSync(configFile, config);
  writeFileSync(credentialsFile, credentials);
  for (const name of AWS_VARIABLES) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', configFile);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentialsFile);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return { configFile, credentialsFile };
}

/** A profile of the credentials file holds these from now on, and nothing else is in it. */
export function writeCredentials(
  { credentialsFile }: AwsFiles,
  profileName: string,
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string },
): void {
  writeFileSync(
    credentialsFile,
    `[${profileName}]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\naws_session_token = ${keys.sessionToken}\n`,
  );
}
