import path from 'node:path';
import { getHomeDir } from '@smithy/core/config';
import { watch } from 'chokidar';
import { loginCacheFolder } from './config-sections';
import { sharedFileLocations } from './shared-file-locations';

/** A file that is being written changes several times: it is looked at once it has been quiet for so long, ms. */
const QUIET_MS = 200;

/**
 * Tells when something has changed in the files by which this computer signs in to AWS: both shared config files, and
 * the tokens that `aws sso login` and `aws login` leave. They may all not be there yet. It tells once as well when it has
 * begun to watch. The answer ends it.
 */
export function watchAwsConfig(onChange: () => void): () => Promise<void> {
  const { configFile, credentialsFile } = sharedFileLocations();
  const files = [configFile, credentialsFile];
  const wanted = [...files, path.join(getHomeDir(), '.aws', 'sso', 'cache'), loginCacheFolder()];
  // What is not there yet is waited for in its parent folder, and that in its own.
  const roots = new Set([
    getHomeDir(),
    ...[...files, loginCacheFolder()].map((file) => path.dirname(path.dirname(file))),
  ]);
  const isOnTheWay = (entry: string): boolean => wanted.some((file) => isWithin(entry, file) || isWithin(file, entry));
  let timer: NodeJS.Timeout | null = null;
  const watcher = watch([...roots], {
    ignoreInitial: true,
    ignored: (entry) => !isOnTheWay(path.normalize(entry)),
    ignorePermissionErrors: true,
  });
  const tellOnceQuiet = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  // What changed while it was finding the files was not told.
  watcher.on('ready', tellOnceQuiet);
  watcher.on('all', (event) => {
    if (event !== 'addDir') tellOnceQuiet();
  });
  // A folder that can't be watched is no reason to end: what is in it is read at each sign-in anyway.
  watcher.on('error', () => {});
  return async () => {
    if (timer !== null) clearTimeout(timer);
    await watcher.close();
  };
}

const isWithin = (folder: string, entry: string): boolean =>
  entry === folder || entry.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
