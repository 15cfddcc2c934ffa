import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { loadConfig } from '@smithy/core/config';
import { UnreadableFileError } from './sdk-errors';

/**
 * The certificates to trust besides Node's own: the PEM file that `AWS_CA_BUNDLE` or the profile's `ca_bundle` names, which
 * the SDK for JavaScript does not read by itself. Null where none is set.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 */
export async function trustedCertificates(profileName: string | null): Promise<string[] | null> {
  const file = await loadConfig<string>(
    {
      environmentVariableSelector: (env) => env['AWS_CA_BUNDLE'],
      configFileSelector: (profile) => profile['ca_bundle'],
      default: '',
    },
    { ignoreCache: true, ...(profileName === null ? {} : { profile: profileName }) },
  )();
  if (file === '') return null;
  try {
    return [...rootCertificates, await readFile(file, 'utf8')];
  } catch (cause) {
    throw new UnreadableFileError(`The CA bundle ${file} cannot be read`, { cause });
  }
}
