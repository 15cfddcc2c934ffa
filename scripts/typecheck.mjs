// @ts-check
/*
 * Checks every part of the tree against the platform that it runs on: src/shared knows neither Node nor the DOM, the
 * preload has no Node types, the window has no Node. One pass for each.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROJECTS = [
  '.',
  'src/shared',
  'src/preload',
  'src/renderer',
  'test/unit/renderer',
  'test/components',
  'test/e2e',
];

const failed = PROJECTS.filter((project) => {
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { cwd: ROOT, stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) console.error(`Type errors in: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
