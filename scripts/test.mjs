// @ts-check
/*
 * `npm test`: everything that must hold, in the order in which it fails fastest. The last line is the count:
 * `N passed, N failed`, to which a failed check or build adds one.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { findElectronNode } from './electron-node.mjs';
import { findElectron } from './electron-runtime.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(path.join(os.tmpdir(), 'ec2-tray-test-'));
const vitestResults = path.join(results, 'vitest.json');
const playwrightResults = path.join(results, 'playwright.json');
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {string} title
 * @param {readonly string[]} command of a local package, or `node`
 * @param {Record<string, string>} [env]
 * @param {string} [node] the Node to run it on
 * @returns {boolean} whether it went well
 */
function run(title, [program = '', ...args], env = {}, node = process.execPath) {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(node, program === 'node' ? args : [binOf(program), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** @param {string} name of a package with one command of the same name @returns {string} its script */
function binOf(name) {
  const [packageName, bin] = name.split(':');
  const folder = path.join(ROOT, 'node_modules', packageName ?? name);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin ?? name]);
}

/** @param {string} title @param {readonly string[]} command */
function check(title, command) {
  if (!run(title, command)) total.failed += 1;
}

/**
 * Runs tests and adds up what they report; a runner that ends badly without a failed test counts as one.
 *
 * @param {string} title
 * @param {readonly string[]} command
 * @param {string} file that the runner writes
 * @param {(report: unknown) => { passed: number, failed: number, skipped: number }} count
 * @param {{ env?: Record<string, string>, node?: string }} [options]
 */
function test(title, command, file, count, { env, node } = {}) {
  const wentWell = run(title, command, env, node);
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    counted = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`${title}: the runner left no report (${error instanceof Error ? error.message : error})`);
  }
  total.passed += counted.passed;
  total.failed += wentWell ? counted.failed : Math.max(1, counted.failed);
  total.skipped += counted.skipped;
}

/** @param {unknown} report @param {readonly string[]} keys that lead to the number */
function numberAt(report, ...keys) {
  /** @type {unknown} */
  let value = report;
  for (const key of keys) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof value !== 'number') throw new Error(`no number at ${keys.join('.')}`);
  return value;
}

// Brings the system libraries, Xvfb and D-Bus too, which the integration tests need as well.
await findElectron();

check('types', ['node', 'scripts/typecheck.mjs']);
check('lint', ['@biomejs/biome:biome', 'check', '.']);
check('unused code and dependencies', ['knip:knip']);
const electronNode = await findElectronNode(process.env);
const chromium = findChromium(process.env);
test(
  `unit and integration tests on Node ${electronNode.version}, component tests in ${chromium ?? 'happy-dom: there is no Chromium here'}`,
  ['vitest:vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestResults}`],
  vitestResults,
  (report) => ({
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  }),
  { node: electronNode.executable },
);
if (run('build', ['electron-vite:electron-vite', 'build', '--logLevel', 'warn'])) {
  test(
    'end-to-end tests',
    ['@playwright/test:playwright', 'test', '--reporter=list,json'],
    playwrightResults,
    (report) => ({
      passed: numberAt(report, 'stats', 'expected'),
      failed: numberAt(report, 'stats', 'unexpected') + numberAt(report, 'stats', 'flaky'),
      skipped: numberAt(report, 'stats', 'skipped'),
    }),
    { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightResults } },
  );
} else {
  total.failed += 1;
}

rmSync(results, { recursive: true, force: true });
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
if (total.skipped > 0) console.log(`\n${total.skipped} skipped, each with its reason above or in its file`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
