import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { loadConfig } from '@smithy/core/config';
import { UnreadableFileError } from './sdk-errors';

/**
 * The certificates to trust besides Node's own: the PEM files that `AWS_CA_BUNDLE` or the profile's `ca_bundle` names, which
 * the SDK for JavaScript does not read by itself, and that `NODE_EXTRA_CA_CERTS` names, which a packaged Electron does not
 * read. Null where none is set.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 * https://www.electronjs.org/docs/latest/tutorial/fuses
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
  const files = [file, process.env['NODE_EXTRA_CA_CERTS'] ?? ''].filter((name) => name !== '');
  if (files.length === 0) return null;
  return [...rootCertificates, ...(await Promise.all(files.map(readBundle)))];
}

async function readBundle(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UnreadableFileError(`The CA bundle ${file} cannot be read`, { cause });
  }
}
