// @ts-check
/**
 * A desktop session of its own on a Linux without one: an X server without a screen, and a session bus.
 * For tests (one per worker) and for `npm start` on a server.
 *
 * Nothing of it outlives its owner. Both programs run under `setpriv --pdeathsig`: the kernel ends them when the process
 * that started them ends in any way, SIGKILL too, which no exit handler survives. Where setpriv is missing, an exit
 * handler is what remains. The bus starts no services, so there are no programs of others to end, and both programs take
 * their sockets away when they are told to end. (An abstract socket would leave no file either, but Node 20 cannot
 * connect to one that is not as long as its address can be.)
 */
import { spawn, spawnSync } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const BUS_CONFIG = fileURLToPath(new URL('./electron-runtime/session-bus.conf', import.meta.url));
/** Milliseconds. Xvfb takes some 0.2 s on an idle machine. */
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;
/** Of the desktop around, if there is one: they would lead programs out of the session. */
const FOREIGN = ['WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'AT_SPI_BUS_ADDRESS'];

/**
 * @typedef {object} DesktopSession
 * @property {Record<string, string>} env the whole environment to run programs in
 * @property {string} display such as `:1`
 * @property {string} busAddress of the session bus
 * @property {readonly number[]} pids of the X server and the bus
 * @property {() => Promise<void>} stop ends both; resolves when they are gone
 */

/**
 * @typedef {object} DesktopSessionOptions
 * @property {string} [screen] width x height x depth
 * @property {boolean} [systemBus] whether the session's bus stands for the system bus too (a test's login1 lives there)
 * @property {NodeJS.ProcessEnv} [env] that the session's one is made from
 */

/** @type {boolean | undefined} */
let setprivWorks;

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, readonly string[]]} the command that runs it bound to this process
 */
function boundToUs(program, args) {
  setprivWorks ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return setprivWorks ? ['setpriv', ['--pdeathsig', 'TERM', program, ...args]] : [program, args];
}

/**
 * Starts a program that writes one line to file descriptor 3 when it is ready.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function startProgram(program, args, env) {
  const [command, commandArgs] = boundToUs(program, args);
  const child = spawn(command, [...commandArgs], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Not in our process group: a Ctrl-C must reach the app first, and these only when it has ended.
    detached: true,
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ended = new Promise((resolve) => child.once('error', resolve).once('exit', resolve));
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  child.once('exit', () => process.removeListener('exit', endWithUs));

  /** @returns {Promise<string>} the line */
  const ready = () =>
    new Promise((resolve, reject) => {
      /** @param {string} why */
      const fail = (why) =>
        reject(
          new Error(
            `${program} did not start: ${why}. ${complaint.trim()}\n` +
              'Run "node scripts/electron-runtime.mjs": it names the system packages that are missing.',
          ),
        );
      const timer = setTimeout(() => fail(`it was not ready within ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
      let text = '';
      child.stdio[3]?.on('data', (chunk) => {
        text += chunk;
        if (!text.includes('\n')) return;
        clearTimeout(timer);
        resolve(text.trim());
      });
      child.once('error', (error) => {
        clearTimeout(timer);
        fail(error.message);
      });
      // 'close' and not 'exit': by then its complaint has been read.
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        fail(`it ended with ${signal ?? `code ${code}`}`);
      });
    });

  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid, ready: ready(), stop };
}

/**
 * Starts a desktop session and waits until its X server and its bus take connections.
 *
 * @param {DesktopSessionOptions} [options]
 * @returns {Promise<DesktopSession>}
 */
export async function startDesktopSession({ screen = '1280x800x24', systemBus = false, env = process.env } = {}) {
  if (process.platform !== 'linux') throw new Error('A desktop session of its own is for Linux only.');
  const x = startProgram('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], env);
  const bus = startProgram(
    'dbus-daemon',
    [
      `--config-file=${BUS_CONFIG}`,
      `--address=unix:dir=${os.tmpdir()}`,
      '--nofork',
      '--nopidfile',
      '--print-address=3',
    ],
    env,
  );
  const stop = async () => {
    await Promise.all([x.stop(), bus.stop()]);
  };
  try {
    const [display, busAddress] = await Promise.all([x.ready.then((number) => `:${number}`), bus.ready]);
    return {
      env: sessionEnvironment(env, { display, busAddress, systemBus }),
      display,
      busAddress,
      pids: [x.pid, bus.pid].filter((pid) => pid !== undefined),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {NodeJS.ProcessEnv} outer
 * @param {{ display: string, busAddress: string, systemBus: boolean }} session
 * @returns {Record<string, string>}
 */
export function sessionEnvironment(outer, { display, busAddress, systemBus }) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(outer)) {
    if (value !== undefined && !FOREIGN.includes(name)) env[name] = value;
  }
  return {
    ...env,
    DISPLAY: display,
    XDG_SESSION_TYPE: 'x11',
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    ...(systemBus && { DBUS_SYSTEM_BUS_ADDRESS: busAddress }),
    // GTK would look for an accessibility bus, which nothing here starts.
    NO_AT_BRIDGE: '1',
  };
}
