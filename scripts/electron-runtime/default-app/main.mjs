// @ts-check
/**
 * What Electron runs when its command line names an app: `electron [-r module] [switches] <folder or file> [arguments]`.
 * The registry runtime comes without Electron's own default app, so this small one takes its place.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Resolves as Node's `-r` does: from the working directory. */
const require = createRequire(path.join(process.cwd(), 'electron'));

/**
 * @typedef {object} CommandLine
 * @property {string[]} preload modules to load before the app
 * @property {boolean} version whether only the version is asked for
 * @property {string | undefined} target folder or file of the app; what follows it is for the app
 */

/**
 * @param {readonly string[]} args what follows the executable
 * @returns {CommandLine}
 */
function readCommandLine(args) {
  /** @type {CommandLine} */
  const line = { preload: [], version: false, target: undefined };
  const rest = args[Symbol.iterator]();
  for (const arg of rest) {
    if (arg === '-r' || arg === '--require') {
      const module = rest.next().value;
      if (module !== undefined) line.preload.push(module);
    } else if (arg === '-v' || arg === '--version') {
      line.version = true;
    } else if (arg.startsWith('--app=')) {
      return { ...line, target: arg.slice('--app='.length) };
    } else if (!arg.startsWith('-')) {
      return { ...line, target: arg };
    }
  }
  return line;
}

/**
 * @param {string} folder of the app
 * @returns {Record<string, unknown>} its package.json; empty where there is none
 */
function readManifest(folder) {
  const file = path.join(folder, 'package.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** @param {string} target folder or file */
async function load(target) {
  const folder = path.resolve(target);
  const { version, productName, name, desktopName } = readManifest(folder);
  if (typeof version === 'string') app.setVersion(version);
  const appName = productName ?? name;
  if (typeof appName === 'string') app.name = appName;
  if (process.platform === 'linux') {
    app.setDesktopName(typeof desktopName === 'string' ? desktopName : `${app.name}.desktop`);
  }
  const entry = require.resolve(folder);
  app.setAppPath(fs.statSync(folder).isDirectory() ? folder : path.dirname(entry));
  await import(pathToFileURL(entry).href);
}

const { preload, version, target } = readCommandLine(process.argv.slice(1));
if (version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
// Before the app: this is how Playwright gets its loader in (`-r`).
for (const module of preload) require(module);
if (target === undefined) {
  console.error('Usage: electron [-r module] [switches] <folder or file of the app> [arguments]');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true, configurable: false });
try {
  await load(target);
} catch (error) {
  console.error('The app threw an error while it was loaded');
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
}
