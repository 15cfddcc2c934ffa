import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { actionBench } from './action';
import type { Bench } from './bench';
import { idleBench } from './idle';
import { listingBench } from './listing';
import { type Results, readResults, tableOf, withTable } from './report';
import { isWithinBudget, type Row } from './row';
import { sizesBench } from './sizes';
import { startBench } from './start';
import { ROOT } from './started-app';
import { tenThousandRowsBench } from './ten-thousand-rows';
import { windowOpenBench } from './window-open';

/*
 * `npm run bench`: everything that docs/performance.md promises, measured. With `--only name` one of them, the others stay as
 * they were measured last; with `--check` it also says what misses its budget. It never fails for a number.
 */

/** Nothing here is known to more than a thousandth. */
const rounded = (row: Row): Row => {
  const short = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1_000) / 1_000);
  return {
    ...row,
    ours: short(row.ours),
    beside: row.beside && { ...row.beside, values: short(row.beside.values) },
  };
};

const BENCHES: readonly Bench[] = [
  startBench,
  idleBench,
  windowOpenBench,
  actionBench,
  listingBench,
  tenThousandRowsBench,
  sizesBench,
];
const RESULTS = path.join(ROOT, 'bench/results.json');
const DOCUMENT = path.join(ROOT, 'docs/performance.md');

const { values } = parseArgs({ options: { only: { type: 'string' }, check: { type: 'boolean', default: false } } });
const wanted = BENCHES.filter(({ name }) => values.only === undefined || values.only === name);
if (wanted.length === 0) throw new Error(`--only takes one of ${BENCHES.map(({ name }) => name).join(', ')}`);

const { executable, version } = await findElectron();
const cpu = os.cpus()[0]?.model.trim() ?? 'an unknown processor';
const machine = `${os.cpus().length} × ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Electron ${version}, Node ${process.versions.node}`;
let results: Results = readResults(RESULTS);
for (const { name, measure } of wanted) {
  console.log(`— ${name}`);
  const rows = (await measure({ executable })).map(rounded);
  console.log(tableOf(rows));
  results = { machine, rows: { ...results.rows, [name]: rows } };
}
const inOrder = BENCHES.flatMap(({ name }) => results.rows[name] ?? []);
mkdirSync(path.dirname(RESULTS), { recursive: true });
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8'), `On ${machine}:\n\n${tableOf(inOrder)}`));
if (values.check) {
  const missed = inOrder.filter((row) => !isWithinBudget(row));
  console.log(missed.length === 0 ? 'Everything is within its budget.' : `Missed:\n\n${tableOf(missed)}`);
}
