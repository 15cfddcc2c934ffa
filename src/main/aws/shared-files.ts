import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { getHomeDir } from '@smithy/core/config';
import type { ConfigProblem } from '../../shared/credential-facts';
import { type ConfigFileKind, parseConfigFile, problemText } from './config-file';
import { lineProblems, type NamedConfigFile, settingProblems } from './config-problems';
import { sharedFileLocations } from './shared-file-locations';

export interface SharedFiles {
  readonly config: NamedConfigFile;
  readonly credentials: NamedConfigFile;
  /** What is wrong with both, each profile's settings after the lines. */
  readonly problems: readonly ConfigProblem[];
}

/** Reads `config` and `credentials` afresh, to tell what is wrong with them; a file that is not there is empty. */
export async function readSharedFiles(): Promise<SharedFiles> {
  const { configFile, credentialsFile } = sharedFileLocations();
  const [config, credentials] = await Promise.all([
    readSharedFile(configFile, 'config'),
    readSharedFile(credentialsFile, 'credentials'),
  ]);
  const unreadable = [config, credentials].flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return {
    config,
    credentials,
    problems: [
      ...unreadable,
      ...lineProblems(config),
      ...lineProblems(credentials),
      ...settingProblems(config, credentials),
    ],
  };
}

interface ReadFile extends NamedConfigFile {
  /** Why nothing of it could be read; null where it could, or where there is none. */
  readonly problem: ConfigProblem | null;
}

async function readSharedFile(location: string, kind: ConfigFileKind): Promise<ReadFile> {
  const home = getHomeDir();
  const file = location.startsWith(home + path.sep) ? `~${location.slice(home.length)}` : location;
  try {
    // A pipe or a device in its place might never end.
    if (!(await stat(location)).isFile()) throw new Error(`${file} is not a file`);
    return { file, parsed: parseConfigFile(await readFile(location), kind), problem: null };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const text = problemText('unreadable');
    const parsed = parseConfigFile(new Uint8Array(), kind);
    return { file, parsed, problem: isMissing ? null : { file, line: null, profileName: null, text } };
  }
}
