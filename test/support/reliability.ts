import { appendFileSync } from 'node:fs';

/*
 * What is tried many times: a few in `npm test`, as often as docs/reliability.md says in `npm run reliability`, which
 * writes that table from what is told here.
 */

/** The file that takes the rows, one JSON object a line; there is one in `npm run reliability` only. */
const rowsFile = process.env['EC2_TRAY_RELIABILITY_ROWS'];

/** How often to try. */
export const tries = (times: { readonly inSuite: number; readonly inFull: number }): number =>
  rowsFile === undefined ? times.inSuite : times.inFull;

interface ReliabilityRow {
  readonly part: 'Security' | 'Durability' | 'Faults' | 'Both ends' | 'Bad input';
  /** What was tried, and how. */
  readonly tried: string;
  readonly times: number;
  /** What happened, with the numbers that were measured. */
  readonly happened: string;
}

/** A row of docs/reliability.md: call it where everything has been held against what was expected. */
export function tellReliability(row: ReliabilityRow): void {
  if (rowsFile !== undefined) appendFileSync(rowsFile, `${JSON.stringify(row)}\n`);
}
