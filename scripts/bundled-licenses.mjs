// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Writes down the licence of every package of which something is in the bundle. Vite's own `build.license` does the same,
 * but ends the build at a package that names its licence in one of npm's older forms, as two of ours do.
 */

/** What may be in the app: they ask for no more than to be named. `Apache2` and `MIT/X11` are older spellings. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'Apache2',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT/X11',
]);

/**
 * Whether a package under this licence may be in the app; of several to choose from one is enough.
 * @param {string | null} license
 */
export const isAllowed = (license) =>
  (license ?? '')
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((one) => ALLOWED.has(one));

const LICENSE_FILE = /^(licen[cs]e|copying)([.-](md|markdown|txt|mit|apache|bsd))*$/i;

/** @returns {import('vite').Plugin} */
export function bundledLicenses() {
  return {
    name: 'bundled-licenses',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const roots = new Set(chunks.flatMap(({ moduleIds }) => moduleIds.map(packageRoot)));
      const licenses = [...roots].filter((root) => root !== null).map(licenseOf);
      for (const { name, identifier: license } of licenses) {
        if (!isAllowed(license))
          this.error(`${name} is under the licence ${license}: see isAllowed in bundled-licenses.mjs`);
      }
      this.emitFile({ type: 'asset', fileName: 'licenses.json', source: JSON.stringify(licenses) });
    },
  };
}

/**
 * The folder of the package that a module belongs to; null for our own, and for what the bundler made up.
 * @param {string} moduleId
 */
export function packageRoot(moduleId) {
  const [file = ''] = moduleId.split('?');
  const [, root] = /^([^\0]*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(file) ?? [];
  return root ?? null;
}

/**
 * What `src/main/licenses.ts` reads.
 * @param {string} root
 */
export function licenseOf(root) {
  /** @type {{ name: string, version: string, license?: unknown, licenses?: unknown }} */
  const { name, version, license, licenses } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find((entry) => LICENSE_FILE.test(entry));
  return {
    name,
    version,
    identifier: identifier(license ?? licenses ?? null),
    text: file === undefined ? null : readFileSync(path.join(root, file), 'utf8').trim(),
  };
}

/**
 * An SPDX expression, and what came before there were any: an object with its name, or a list of either.
 * @param {unknown} license
 * @returns {string | null}
 */
function identifier(license) {
  if (typeof license === 'string') return license;
  if (Array.isArray(license)) return license.map(identifier).filter(Boolean).join(' OR ') || null;
  if (typeof license === 'object' && license !== null && 'type' in license) return identifier(license.type);
  return null;
}
