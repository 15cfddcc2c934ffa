// @ts-check
/**
 * What Electron needs of a Linux besides itself: shared libraries, and on a machine with no display an X server and a
 * session bus. Names what is missing with the command that installs it; as root with apt it installs it.
 */
import { execFile, spawn } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM_PROGRAMS } from './chromium.mjs';
import { messageOf, note } from './electron-runtime/progress.mjs';

const run = promisify(execFile);
/** Of one look at the system (ldd, fc-list and such), in milliseconds. */
const LOOK_LIMIT_MS = 20_000;

/**
 * Debian's package of each library. The libraries that GTK brings along stand for it.
 *
 * @type {readonly (readonly [library: RegExp, packageName: string])[]}
 */
const PACKAGE_OF_LIBRARY = [
  [/^lib(nss3|nssutil3|smime3|nspr4|plc4|plds4)\.so/, 'libnss3'],
  [/^libasound\.so/, 'libasound2'],
  [/^lib(gbm|drm)\.so/, 'libgbm1'],
  [/^libXss\.so/, 'libxss1'],
  [/^libnotify\.so/, 'libnotify4'],
  [/^libsecret-1\.so/, 'libsecret-1-0'],
  [/^lib(gtk|gdk|atk|atspi|cups|pango|cairo|glib|gobject|gio|dbus|expat|X|xcb|xkbcommon)/, 'libgtk-3-0'],
];
/**
 * Opened while Electron runs, so `ldd` does not see them. Without libnotify no notification is ever shown, without
 * libsecret no access key can be encrypted.
 */
const OPENED_AT_RUN_TIME = ['libnotify.so.4', 'libgtk-3.so.0', 'libXss.so.1', 'libsecret-1.so.0'];
/** Renamed by the change to a 64-bit time_t (Debian 13, Ubuntu 24.04). */
const RENAMED_T64 = new Set(['libgtk-3-0', 'libasound2']);

/** @typedef {{ what: string, packageName: string | undefined }} Missing what is not there, and Debian's package of it */

/**
 * What a look at the machine needs; a test puts its own here.
 *
 * @typedef {object} System
 * @property {NodeJS.ProcessEnv} env
 * @property {(command: string, args: readonly string[]) => Promise<string | undefined>} output stdout; undefined when the command fails
 * @property {(program: string) => Promise<boolean>} isOnPath
 */

/**
 * @param {string} library
 * @returns {string | undefined}
 */
function packageOf(library) {
  return PACKAGE_OF_LIBRARY.find(([pattern]) => pattern.test(library))?.[1];
}

/**
 * @param {string} executable of Electron
 * @param {System} system
 * @returns {Promise<readonly Missing[]>}
 */
export async function findMissing(executable, { env, output, isOnPath }) {
  const headless = !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
  const [linked, known, fonts, xvfb, dbus, keyring, ...chromiums] = await Promise.all([
    output('ldd', [executable]),
    // Not on the PATH of an ordinary Debian user.
    output('/sbin/ldconfig', ['-p']),
    output('fc-list', [':lang=ko', 'family']),
    isOnPath('Xvfb'),
    isOnPath('dbus-daemon'),
    isOnPath('gnome-keyring-daemon'),
    ...CHROMIUM_PROGRAMS.map(isOnPath),
  ]);
  const unlinked = [...(linked ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  const unopened = known === undefined ? [] : OPENED_AT_RUN_TIME.filter((library) => !known.includes(library));
  /** @type {Missing[]} */
  const missing = [...new Set([...unlinked, ...unopened])].map((what) => ({ what, packageName: packageOf(what) }));
  if (headless && !xvfb) missing.push({ what: 'Xvfb (an X server without a screen)', packageName: 'xvfb' });
  if (headless && !dbus) {
    missing.push({ what: 'dbus-daemon (a session bus)', packageName: 'dbus' });
    missing.push({ what: 'dbus-launch', packageName: 'dbus-x11' });
  }
  if (headless && !keyring) missing.push({ what: 'gnome-keyring-daemon (a keyring)', packageName: 'gnome-keyring' });
  if (headless && !chromiums.includes(true)) {
    missing.push({ what: 'Chromium (for the component tests)', packageName: 'chromium' });
  }
  if (fonts === '') missing.push({ what: 'a font with Korean letters', packageName: 'fonts-noto-cjk' });
  return missing;
}

/**
 * @param {readonly string[]} names as on Debian 12
 * @param {string} policy what `apt-cache policy` says of both spellings; only available packages have a candidate
 * @param {string} osRelease content of /etc/os-release, for a machine whose package lists are empty
 * @returns {readonly string[]} as this release spells them
 */
export function spellPackages(names, policy, osRelease) {
  const available = new Set(
    [...policy.matchAll(/^(\S+):\n\s+Installed: .*\n\s+Candidate: (.*)$/gm)].flatMap(([, name, candidate]) =>
      name === undefined || candidate === '(none)' ? [] : [name],
    ),
  );
  const field = (/** @type {string} */ key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  const firstRenamed = { debian: 13, ubuntu: 24.04 }[field('ID')] ?? Number.POSITIVE_INFINITY;
  return names.map((name) => {
    if (!RENAMED_T64.has(name)) return name;
    const renamed = `${name}t64`;
    if (available.has(renamed)) return renamed;
    if (available.has(name)) return name;
    return Number(field('VERSION_ID')) >= firstRenamed ? renamed : name;
  });
}

/**
 * @param {readonly Missing[]} missing
 * @param {readonly string[] | undefined} packages as this system spells them; undefined where there is no apt-get
 * @returns {string} for the person at the terminal
 */
export function describeMissing(missing, packages) {
  const list = missing.map(({ what }) => `  ${what}`).join('\n');
  const unnamed = missing.filter(({ packageName }) => packageName === undefined).length > 0;
  /** @type {string[]} */
  const advice = [];
  if (packages !== undefined && packages.length > 0) {
    advice.push(`Install it with:\n  sudo apt-get install -y ${packages.join(' ')}`);
  }
  if (packages === undefined || unnamed) {
    advice.push('Install the packages that hold them with the package manager of your system.');
  }
  return `Electron needs what is missing here:\n${list}\n${advice.join('\n')}`;
}

/** @returns {System} this one */
function thisSystem(/** @type {NodeJS.ProcessEnv} */ env) {
  return {
    env,
    output: (command, args) =>
      run(command, [...args], { env: { ...env, LC_ALL: 'C' }, timeout: LOOK_LIMIT_MS, maxBuffer: 16 << 20 }).then(
        ({ stdout }) => stdout,
        () => undefined,
      ),
    isOnPath: async (program) => {
      const found = (env['PATH'] ?? '')
        .split(path.delimiter)
        .filter((folder) => folder !== '')
        .map((folder) =>
          access(path.join(folder, program), constants.X_OK).then(
            () => true,
            () => false,
          ),
        );
      return (await Promise.all(found)).includes(true);
    },
  };
}

/**
 * @param {System} system
 * @param {readonly Missing[]} missing
 */
async function packagesFor(system, missing) {
  const names = [...new Set(missing.flatMap(({ packageName }) => packageName ?? []))];
  const spellings = names.flatMap((name) => [name, `${name}t64`]);
  return spellPackages(
    names,
    (await system.output('apt-cache', ['policy', ...spellings])) ?? '',
    await readFile('/etc/os-release', 'utf8').catch(() => ''),
  );
}

/** @param {readonly string[]} args */
function aptGet(args) {
  // The lock: another installation on the machine may still be under way.
  const all = ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args];
  // Everything to stderr: stdout belongs to the script's result.
  const child = spawn('apt-get', all, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return new Promise((resolve, reject) =>
    child
      .once('error', reject)
      .once('close', (code) =>
        code === 0 ? resolve(undefined) : reject(new Error(`apt-get ended with code ${code}`)),
      ),
  );
}

/**
 * Checks what Electron needs of this Linux, says what is missing, and installs it where it may.
 *
 * @param {{ executable: string, env: NodeJS.ProcessEnv }} options
 */
export async function ensureSystemPackages({ executable, env }) {
  const system = thisSystem(env);
  const missing = await findMissing(executable, system);
  if (missing.length === 0) return;
  const hasApt = await system.isOnPath('apt-get');
  const packages = hasApt ? await packagesFor(system, missing) : undefined;
  note(describeMissing(missing, packages));
  if (packages === undefined || packages.length === 0 || process.getuid?.() !== 0) return;
  note('Installing it now, as this is root …');
  /** @param {readonly string[]} names */
  const install = (names) => aptGet(['install', '-y', '--no-install-recommends', ...names]);
  try {
    await install(packages).catch(async () => {
      // The package lists may be empty (a fresh container) or old. One source that fails is no reason to give up.
      await aptGet(['update']).catch((error) => note(messageOf(error)));
      await install(await packagesFor(system, missing));
    });
    note('Installed.');
  } catch (error) {
    note(`That did not work (${messageOf(error)}). Electron may not start until it is installed.`);
  }
}
