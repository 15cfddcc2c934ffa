import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Bytes: `sun_path` holds 104 of them on macOS and 108 on Linux, its end included. */
const LONGEST_PATH = 100;

interface Computer {
  readonly platform: NodeJS.Platform;
  /** Of the person; -1 where there is no such thing. */
  readonly uid: number;
  readonly userName: string;
}

/**
 * Where the app that keeps its data in `userData` (an absolute path) listens for commands. Both sides compute it, maybe
 * in different environments (a shell over ssh, a cron job): it depends on no variable of theirs.
 */
export function socketPath(userData: string, { platform, uid, userName }: Computer): string {
  if (platform === 'win32') return `\\\\.\\pipe\\ec2-tray-${hash(`${userName}\n${userData}`)}`;
  const own = path.join(userData, 'command-line', 'socket');
  if (Buffer.byteLength(own) <= LONGEST_PATH) return own;
  return `/tmp/ec2-tray-${uid}-${hash(userData)}/socket`;
}

/** Makes the socket's folder, and makes sure that nobody but this user can get at what is in it. */
export async function makeSocketFolder(socket: string): Promise<void> {
  if (process.platform === 'win32') return;
  await mkdir(path.dirname(socket), { recursive: true, mode: 0o700 });
  if (!(await isPrivate(socket))) throw new Error('The folder of the command line’s socket is open to others');
}

/** Whether the socket's folder is this user's own: in a shared folder, somebody else may have made it before. */
export async function isPrivate(socket: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const folder = await lstat(path.dirname(socket)).catch(() => null);
  return folder?.isDirectory() === true && folder.uid === process.getuid?.() && (folder.mode & 0o077) === 0;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
