import { assertNever } from '../../shared/assert-never';
import type { JournalEntry, JournalFormat, JournalOutcome } from '../../shared/journal';

/** The entries as the text of a file. Its words are those of AWS and of the code, in English, for programs to read. */
export function journalText(entries: readonly JournalEntry[], format: JournalFormat): string {
  switch (format) {
    case 'csv':
      return csvText(entries);
    case 'json':
      return `${JSON.stringify(entries.map(withIsoTime), null, 2)}\n`;
    default:
      return assertNever(format);
  }
}

const withIsoTime = (entry: JournalEntry) => ({ ...entry, at: isoTime(entry.at) });
const isoTime = (ms: number): string => new Date(ms).toISOString();

type Cell = string | number | null | undefined;

const COLUMNS: readonly (readonly [string, (entry: JournalEntry, outcome: JournalOutcome) => Cell])[] = [
  ['time', ({ at }) => isoTime(at)],
  ['action', ({ action }) => action],
  ['instanceId', (_, { instanceId }) => instanceId],
  ['name', (_, { name }) => name],
  ['profile', ({ profileName }) => profileName],
  ['region', ({ region }) => region],
  ['caller', ({ callerArn }) => callerArn],
  ['source', ({ source }) => source],
  ['result', (_, { result }) => result],
  ['errorCode', (_, { error }) => error?.awsCode ?? error?.code],
  ['errorDetail', (_, { error }) => error?.detail],
  ['requestId', (_, { requestId }) => requestId],
  ['durationMs', (_, { durationMs }) => durationMs],
  ['actionId', ({ actionId }) => actionId],
  ['dryRun', ({ isDryRun }) => String(isDryRun)],
];

/** Without it Excel takes UTF-8 for the system's own encoding, and Korean names for nonsense. */
const BYTE_ORDER_MARK = '\uFEFF';
const END_OF_LINE = '\r\n';

/** One line for each instance (RFC 4180). */
function csvText(entries: readonly JournalEntry[]): string {
  const head = COLUMNS.map(([name]) => name);
  const lines = entries.flatMap((entry) =>
    entry.outcomes.map((outcome) => COLUMNS.map(([, value]) => csvCell(value(entry, outcome)))),
  );
  return BYTE_ORDER_MARK + [head, ...lines].map((cells) => cells.join(',') + END_OF_LINE).join('');
}

/** A name such as `=HYPERLINK(…)` is text: spreadsheets take what begins like a formula for one, unless it is marked. */
function csvCell(value: Cell): string {
  const text = String(value ?? '');
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /["',;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
