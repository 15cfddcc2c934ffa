// @ts-check
/**
 * Runs the built app with the Electron that scripts/electron-runtime.mjs finds: `node scripts/start.mjs [arguments]`.
 * Arguments go to the app; its exit code is this script's.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startDesktopSession } from './desktop-session.mjs';
import { messageOf, note } from './electron-runtime/progress.mjs';
import { findElectron } from './electron-runtime.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {object} StartPlan
 * @property {readonly string[]} args for Electron
 * @property {boolean} ownSession whether the app needs a desktop session of ours
 * @property {readonly string[]} notes to say first
 */

/**
 * @param {{ platform: NodeJS.Platform, uid: number | undefined, env: NodeJS.ProcessEnv, args: readonly string[] }} machine
 * @returns {StartPlan}
 */
export function planStart({ platform, uid, env, args }) {
  const linux = platform === 'linux';
  const root = linux && uid === 0;
  const ownSession = linux && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
  /** @type {string[]} */
  const notes = [];
  if (root) notes.push('This is root: Electron runs with --no-sandbox, as its sandbox refuses to run for root.');
  if (ownSession) {
    notes.push('There is no display here: the app runs in a desktop session of its own, whose screen nobody sees.');
  }
  return {
    args: [...(root && !args.includes('--no-sandbox') ? ['--no-sandbox'] : []), '.', ...args],
    ownSession,
    notes,
  };
}

/**
 * Runs a program to its end and hands our signals on to it, each once.
 *
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 + the signal's number when one ended it
 */
function runToEnd(executable, args, { cwd, env }) {
  const windows = process.platform === 'win32';
  const child = spawn(executable, args, {
    cwd,
    env,
    stdio: 'inherit',
    // Out of our process group, or a Ctrl-C would reach the app twice (from the terminal and from here): the first one
    // lets Electron quit in good order, the second one kills it. Windows has no signals to hand on.
    detached: !windows,
  });
  /** @param {NodeJS.Signals} signal */
  const handOn = (signal) => {
    if (!windows) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, handOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of SIGNALS) process.removeListener(name, handOn);
      resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]));
    });
  });
}

/**
 * Builds the app where nobody has yet; `npm start` builds it each time.
 *
 * @param {string} root
 */
function ensureBuilt(root) {
  const { main } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (existsSync(path.join(root, main))) return;
  note('The app is not built yet: building it first.');
  const built = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) throw new Error('The build did not work; see above.');
}

/**
 * @param {readonly string[]} args for the app
 * @param {string} [root] folder of the app's package.json
 * @returns {Promise<number>} exit code
 */
export async function start(args, root = ROOT) {
  ensureBuilt(root);
  const interrupted = new AbortController();
  const onSignal = () => interrupted.abort(new Error('Interrupted before the app started.'));
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const { executable } = await findElectron({ signal: interrupted.signal });
  const plan = planStart({ platform: process.platform, uid: process.getuid?.(), env: process.env, args });
  for (const line of plan.notes) note(line);
  const session = plan.ownSession ? await startDesktopSession() : undefined;
  try {
    interrupted.signal.throwIfAborted();
    const env = { ...(session?.env ?? process.env) };
    // Set in the terminals of some editors, it would turn Electron into a plain Node.
    delete env['ELECTRON_RUN_AS_NODE'];
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    return await runToEnd(executable, plan.args, { cwd: root, env });
  } finally {
    await session?.stop();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  start(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      note(messageOf(error));
      process.exitCode = 1;
    },
  );
}
