import { lstat, mkdir, open, readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AWS_PROFILE_NAME } from '../../shared/access-keys';
import { appError, fail, type Result } from '../../shared/errors';
import type { Clock } from '../clock';
import { writeWholeFile } from '../whole-file';
import type { AccessKeys } from './credentials';
import { sharedFileLocations } from './shared-file-locations';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** Another program may write the file at the same time; it does so seldom. */
const MOST_ATTEMPTS = 3;

/**
 * Adds access keys to the shared credentials file as a section of its own, at the end: no other byte of the file is
 * touched, and what it was stays beside it as a backup. Fails with `aws-profile-taken`, `config-unreadable` or
 * `save-failed`.
 */
export async function addToCredentialsFile(name: string, keys: AccessKeys, clock: Clock): Promise<Result<null>> {
  // Main and the form hold names against the same pattern: another one is a mistake in this program.
  if (!AWS_PROFILE_NAME.test(name)) throw new Error('No name for a section');
  const { configFile, credentialsFile } = sharedFileLocations();
  try {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const added = await tryToAdd(name, keys, { configFile, credentialsFile, clock });
      if (added !== 'changed-meanwhile') return added;
    }
    return fail(appError('save-failed', { values: { file: credentialsFile } }));
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return fail(appError('save-failed', { values: { file: credentialsFile }, detail }));
  }
}

interface Place {
  readonly configFile: string;
  readonly credentialsFile: string;
  readonly clock: Clock;
}

async function tryToAdd(
  name: string,
  keys: AccessKeys,
  { configFile, credentialsFile, clock }: Place,
): Promise<Result<null> | 'changed-meanwhile'> {
  await mkdir(path.dirname(credentialsFile), { recursive: true, mode: FOLDER_MODE });
  // A link stays a link: what it leads to is written.
  const target = (await exists(credentialsFile)) ? await realpath(credentialsFile) : credentialsFile;
  const before = await readIfThere(target);
  const files = { [credentialsFile]: before, [configFile]: await readIfThere(configFile) };
  for (const [file, bytes] of Object.entries(files)) {
    if (bytes?.includes(0)) return fail(appError('config-unreadable', { detail: `${file} is no UTF-8 text` }));
    if (bytes !== null && hasSection(bytes, name)) return fail(appError('aws-profile-taken', { values: { name } }));
  }
  const backup = `${credentialsFile}.ec2-tray-backup-${stampOf(clock.now())}`;
  if (before !== null) await writeBackup(backup, before);
  const old = before ?? Buffer.alloc(0);
  const after = Buffer.concat([old, Buffer.from(newSection(name, keys, old))]);
  if (!isSame(before, await readIfThere(target))) {
    await rm(backup, { force: true });
    return 'changed-meanwhile';
  }
  return writeWholeFile(target, after);
}

const isSame = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b));

/** As text that follows what is there, with its kind of line ends. */
function newSection(name: string, { accessKeyId, secretAccessKey, sessionToken }: AccessKeys, old: Buffer): string {
  const lineEnd = old.includes('\r\n') ? '\r\n' : '\n';
  const endsOpen = old.length > 0 && !old.toString('latin1').endsWith('\n');
  const lines = [
    ...(endsOpen ? [''] : []),
    ...(old.length > 0 ? [''] : []),
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    ...(sessionToken === null ? [] : [`aws_session_token = ${sessionToken}`]),
  ];
  return lines.map((line) => `${line}${lineEnd}`).join('');
}

/** Whether either way of writing it, `[name]` or `[profile name]`, is there; rather too often than too seldom. */
function hasSection(bytes: Buffer, name: string): boolean {
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .some((line) => {
      const header = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
      const written = header
        ?.trim()
        .replace(/^profile\s+/, '')
        .trim();
      return written?.replace(/^(["'])(.*)\1$/, '$2') === name;
    });
}

async function readIfThere(file: string): Promise<Buffer | null> {
  if (!(await exists(file))) return null;
  // A pipe or a device in its place might never end.
  if (!(await stat(file)).isFile()) throw new Error(`${file} is not a file`);
  return readFile(file);
}

/** A link that leads to nothing exists too: to rename over it would put a file in its place. */
async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return false;
    throw thrown;
  }
}

async function writeBackup(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', FILE_MODE);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** UTC, fit for a file name: `20261002T120000.000Z`. */
const stampOf = (ms: number): string => new Date(ms).toISOString().replace(/[-:]/g, '');
