// @ts-check
/** The Electron that the `electron` package itself installs: the one a release is made of. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { runDownload } from './progress.mjs';

/** A whole download on a slow line; and how long one may stand still, so that a blocked host fails soon. Milliseconds. */
const INSTALL_LIMIT_MS = 15 * 60_000;
const INSTALL_STALL_MS = 15_000;

/**
 * @param {NodeJS.Platform} [platform]
 * @returns {string} path of the executable inside a dist folder
 */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @typedef {{ folder: string, version: string }} ElectronPackage the installed `electron` package */

/** @returns {Promise<ElectronPackage | undefined>} undefined where it is not installed */
export async function electronPackage() {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve('electron/package.json');
    const { version } = JSON.parse(await readFile(manifest, 'utf8'));
    return { folder: path.dirname(manifest), version };
  } catch {
    return undefined;
  }
}

/**
 * @param {string} dist folder of an Electron
 * @returns {Promise<string | undefined>} the version that its `version` file names
 */
export async function distVersion(dist) {
  return readFile(path.join(dist, 'version'), 'utf8').then(
    (text) => text.trim().replace(/^v/, ''),
    () => undefined,
  );
}

/**
 * @param {ElectronPackage} installed
 * @returns {Promise<string | undefined>} the executable, when the package's dist is whole and of its version
 */
export async function packageExecutable({ folder, version }) {
  const dist = path.join(folder, 'dist');
  if ((await distVersion(dist)) !== version) return undefined;
  // The installer writes path.txt last: without it the dist is half-done.
  const name = await readFile(path.join(folder, 'path.txt'), 'utf8').catch(() => undefined);
  return name === undefined ? undefined : path.join(dist, name.trim());
}

/**
 * Runs the package's own installer, and takes away what a failed one leaves.
 *
 * @param {ElectronPackage} installed
 * @param {AbortSignal} [signal]
 */
export async function installPackageDist({ folder, version }, signal) {
  const dist = path.join(folder, 'dist');
  // Its own temporary folder: what is downloaded can be measured there, and goes away with it.
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-electron-'));
  try {
    await runDownload(process.execPath, [path.join(folder, 'install.js')], {
      label: `Downloading Electron ${version} with its own installer`,
      folders: [temporary, dist],
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
      limitMs: INSTALL_LIMIT_MS,
      stallMs: INSTALL_STALL_MS,
      ...(signal && { signal }),
    });
  } catch (error) {
    await rm(dist, { recursive: true, force: true });
    await rm(path.join(folder, 'path.txt'), { force: true });
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
