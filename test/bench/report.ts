import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { isWithinBudget, measured, median, percentile, type Row } from './row';

/** What `bench/results.json` holds: the rows of each bench, as they were measured last. */
export interface Results {
  readonly machine: string;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

const numbers = z.array(z.number());
const budget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('times'), most: z.number() }),
  z.object({ kind: z.literal('plus'), most: z.number() }),
  z.object({ kind: z.literal('times quicker'), least: z.number() }),
  z.object({ kind: z.literal('most'), most: z.number() }),
]);
const row: z.ZodType<Row> = z.object({
  id: z.string(),
  what: z.string(),
  unit: z.enum(['ms', 'MB', 'KB', 'bytes', '% of a core', 'per hour', 'frames a second', 'per second']),
  ours: numbers,
  beside: z.object({ what: z.string(), values: numbers }).nullable(),
  budget: budget.nullable(),
});
const results = z.object({ machine: z.string(), rows: z.record(z.string(), z.array(row)) });

export const readResults = (file: string): Results =>
  existsSync(file) ? results.parse(JSON.parse(readFileSync(file, 'utf8'))) : { machine: '', rows: {} };

const BEGIN = '<!-- table: npm run bench -->';
const END = '<!-- end of table -->';

/** The document with this in the place of its table. */
export function withTable(document: string, table: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The document has no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${document.slice(end)}`;
}

/** In Markdown: the median of each, its spread, what stands beside it, and how the budget was kept. */
export function tableOf(rows: readonly Row[]): string {
  return [
    '| What | Ours | Beside it | Measured | Budget | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows.map(
      (one) =>
        `| ${one.what} | ${spread(one.ours)} ${one.unit} | ${one.beside === null ? '' : `${one.beside.what}: ${spread(one.beside.values)}`} | ${measuredIn(one)} | ${budgetOf(one)} | ${one.budget === null ? '' : isWithinBudget(one) ? 'kept' : '**missed**'} |`,
    ),
  ].join('\n');
}

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

/** The median, and between what 5 and 95 of 100 lie. */
const spread = (values: readonly number[]): string =>
  values.length < 2
    ? shown(median(values))
    : `${shown(median(values))} (${shown(percentile(values, 0.05))}–${shown(percentile(values, 0.95))})`;

function measuredIn(one: Row): string {
  switch (one.budget?.kind) {
    case 'times':
      return `${shown(measured(one))} ×`;
    case 'times quicker':
      return `${shown(measured(one))} × quicker`;
    case 'plus':
      return `${measured(one) < 0 ? '−' : '+'} ${shown(Math.abs(measured(one)))}`;
    case 'most':
    case undefined:
      return shown(measured(one));
    default:
      return one.budget satisfies never;
  }
}

function budgetOf({ budget: promised }: Row): string {
  switch (promised?.kind) {
    case 'times':
      return `≤ ${promised.most} ×`;
    case 'times quicker':
      return `≥ ${promised.least} × quicker`;
    case 'plus':
      return `≤ + ${promised.most}`;
    case 'most':
      return `≤ ${promised.most}`;
    case undefined:
      return '';
    default:
      return promised satisfies never;
  }
}
