// @ts-check
/*
 * `npm run reliability`: everything that breaks things, as often as docs/reliability.md says; writes its table anew.
 * Only files whose name has `reliability` in it are run. Takes a good while.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { findElectronNode } from './electron-node.mjs';
import { findElectron } from './electron-runtime.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = path.join(ROOT, 'docs/reliability.md');
const BEGIN = '<!-- table: npm run reliability -->';
const END = '<!-- end of table -->';
const PARTS = ['Security', 'Durability', 'Faults', 'Both ends', 'Bad input'];

const folder = mkdtempSync(path.join(os.tmpdir(), 'ec2-tray-reliability-'));
const rowsFile = path.join(folder, 'rows.jsonl');

/** @param {readonly string[]} command */
function run(command) {
  const { status } = spawnSync('npx', ['--no-install', ...command], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, EC2_TRAY_RELIABILITY_ROWS: rowsFile },
  });
  if (status !== 0) process.exitCode = 1;
}

/**
 * Runs all tests of these kinds on the other end of what is supported, and tells how many there were.
 *
 * @param {string} where in words
 * @param {string} node its executable
 * @param {readonly string[]} projects of vitest.config.ts
 */
function runOnOtherEnd(where, node, projects) {
  const file = path.join(folder, 'vitest.json');
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [
    vitest,
    'run',
    ...projects.map((name) => `--project=${name}`),
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const { status } = spawnSync(node, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  const { numPassedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
  const skipped = numPendingTests === 0 ? '' : `, ${numPendingTests} skipped with its reason`;
  const row = { part: 'Both ends', tried: `every ${projects.join(' and ')} test ${where}`, times: numPassedTests };
  appendFileSync(rowsFile, `${JSON.stringify({ ...row, happened: `all passed${skipped}` })}\n`);
}

await findElectron();
const electronNode = await findElectronNode(process.env);
const chromium = findChromium(process.env);
runOnOtherEnd(`on Node ${electronNode.version}, of the pinned Electron’s line`, electronNode.executable, [
  'unit',
  'integration',
]);
if (chromium !== undefined) {
  const version = execFileSync(chromium, ['--version'], { encoding: 'utf8' })
    .replace(/ built on.*/s, '')
    .trim();
  runOnOtherEnd(`in ${version}`, electronNode.executable, ['components']);
}
run(['vitest', 'run', 'reliability']);
run(['electron-vite', 'build', '--logLevel', 'warn']);
run(['playwright', 'test', 'reliability']);

const lines = existsSync(rowsFile) ? readFileSync(rowsFile, 'utf8').trim().split('\n') : [];
/** @type {{ part: string, tried: string, times: number, happened: string }[]} */
const rows = lines.map((line) => JSON.parse(line));
rows.sort((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part) || a.tried.localeCompare(b.tried, 'en'));
const table = [
  '| | What was tried | Times | What happened |',
  '| --- | --- | ---: | --- |',
  ...rows.map((row) => `| ${row.part} | ${row.tried} | ${row.times.toLocaleString('en')} | ${row.happened} |`),
].join('\n');

const document = readFileSync(DOCUMENT, 'utf8');
const begin = document.indexOf(BEGIN) + BEGIN.length;
if (process.exitCode === 1) console.error('Something failed: the table is left as it was.');
else writeFileSync(DOCUMENT, `${document.slice(0, begin)}\n\n${table}\n\n${document.slice(document.indexOf(END))}`);
rmSync(folder, { recursive: true, force: true });
