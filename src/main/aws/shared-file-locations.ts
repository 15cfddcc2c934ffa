import path from 'node:path';
import { getHomeDir } from '@smithy/core/config';

interface SharedFileLocations {
  readonly configFile: string;
  readonly credentialsFile: string;
}

/**
 * Where the shared AWS files are, found as the SDK's reader does it, which looks into the environment by itself.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export function sharedFileLocations(): SharedFileLocations {
  const home = getHomeDir();
  const whole = (file: string): string => (file.startsWith('~/') ? path.join(home, file.slice(2)) : file);
  return {
    configFile: whole(process.env['AWS_CONFIG_FILE'] || path.join(home, '.aws/config')),
    credentialsFile: whole(process.env['AWS_SHARED_CREDENTIALS_FILE'] || path.join(home, '.aws/credentials')),
  };
}
