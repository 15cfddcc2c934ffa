// @ts-check
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** How often a terminal is redrawn, and how often a plain log gets a line, in milliseconds. */
const TTY_INTERVAL_MS = 250;
const LOG_INTERVAL_MS = 5_000;
/** Characters of a failed command's output that its error carries. */
const OUTPUT_TAIL = 2_000;

/** @param {string} message one line for the person at the terminal; stdout stays for the result */
export function note(message) {
  process.stderr.write(`${message}\n`);
}

/**
 * @param {unknown} error
 * @returns {string} its message
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Shows on stderr that a long step is alive: a line redrawn in place on a terminal, a plain line every few seconds elsewhere.
 *
 * @template T
 * @param {string} label what is going on
 * @param {(report: (bytes: number) => void) => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withProgress(label, step) {
  const started = Date.now();
  const tty = process.stderr.isTTY;
  let bytes = 0;
  const line = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    return `${label}: ${bytes > 0 ? `${Math.round(bytes / 1e6)} MB, ` : ''}${seconds} s`;
  };
  if (!tty) note(`${label} …`);
  const timer = setInterval(
    () => process.stderr.write(tty ? `\r\u001b[K${line()}` : `${line()}\n`),
    tty ? TTY_INTERVAL_MS : LOG_INTERVAL_MS,
  );
  try {
    const result = await step((value) => {
      bytes = value;
    });
    note(`${tty ? '\r\u001b[K' : ''}${line()}, done`);
    return result;
  } catch (error) {
    if (tty) process.stderr.write('\r\u001b[K');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {string} folder
 * @returns {Promise<number>} bytes of all files below it; files that vanish meanwhile count nothing
 */
async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(path.join(entry.parentPath ?? entry.path, entry.name)).then(
        (file) => file.size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * @typedef {object} DownloadOptions
 * @property {string} label
 * @property {readonly string[]} folders where the command writes what it downloads
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} limitMs for the whole command
 * @property {number} [stallMs] ends a command whose folders do not grow for so long
 * @property {AbortSignal} [signal]
 */

/**
 * Runs a command that downloads, and shows how the folders grow that it writes to.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {DownloadOptions} options
 * @returns {Promise<void>} when it ended well; the error carries the end of its output
 */
export function runDownload(command, args, { label, folders, cwd, env = process.env, limitMs, stallMs, signal }) {
  return withProgress(label, async (report) => {
    const total = async () => (await Promise.all(folders.map(sizeOf))).reduce((sum, size) => sum + size, 0);
    const before = await total();
    /** @type {string | undefined} */
    let stopped;
    let grown = 0;
    let grownAt = Date.now();
    const started = Date.now();
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @param {string} reason */
    const stop = (reason) => {
      stopped ??= reason;
      child.kill();
    };
    const onAbort = () => stop('it was interrupted');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    const timer = setInterval(async () => {
      const now = (await total()) - before;
      if (now > grown) {
        grown = now;
        grownAt = Date.now();
        report(grown);
      }
      if (Date.now() - started > limitMs) stop(`it took longer than ${limitMs / 1000} s`);
      else if (stallMs !== undefined && Date.now() - grownAt > stallMs) stop(`nothing came for ${stallMs / 1000} s`);
    }, 500);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-OUTPUT_TAIL);
      });
    }
    try {
      const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
      if (stopped !== undefined) throw new Error(stopped);
      if (code !== 0) throw new Error(`${command} ended with code ${code}\n${output.trim()}`);
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  });
}
