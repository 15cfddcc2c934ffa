import { type FileHandle, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { JournalRecord } from '../../shared/journal';
import type { ActionId } from '../../shared/model';
import type { KeptFolder } from '../stored-file';
import { openRecords } from './journal-entries';
import { parseJournalLine } from './journal-records';

/** Only this user may read what is kept. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** With the older files some 8,000 actions; more would take noticeably long to read. */
const MAX_BYTES = 1024 * 1024;
const KEPT_FILES = 4;
const NEWLINE = '\n';
/** From one attempt to the next where the disk refuses, ms. */
const RETRY_MS = 30_000;
const NOTICE_ID = 'journal';

/** All that the journal's files hold. */
interface JournalReading {
  /** Oldest first. */
  readonly records: readonly JournalRecord[];
  /** Lines that could not be understood; they stay where they are. */
  readonly unreadableLines: number;
}

/** The journal on the disk: JSON Lines in `journal/journal.jsonl`, and older ones in `journal.1.jsonl` and so on. */
export interface JournalFile {
  /** Resolves once the record is on the disk, or the disk has refused it: then it is kept, and tried again. */
  append(record: JournalRecord): Promise<void>;
  /** All that was appended before is in it. Files that cannot be read have nothing in them. */
  read(): Promise<JournalReading>;
  /** Whether this run of the app has begun the action. */
  hasBegun(actionId: ActionId): boolean;
  /** Before the app ends: one more attempt where the disk has refused, and none after it. */
  close(): Promise<void>;
}

interface JournalFileOptions extends KeptFolder {
  /** The size from which a new file is begun, bytes. */
  readonly maxBytes?: number;
  /** How many older files are kept. */
  readonly keptFiles?: number;
}

/** Nothing is read or written before the first `append` or `read`. */
export function openJournalFile(options: JournalFileOptions): JournalFile {
  const { directory, clock, notices, maxBytes = MAX_BYTES, keptFiles = KEPT_FILES } = options;
  const folder = path.join(directory, 'journal');
  const file = path.join(folder, 'journal.jsonl');
  const olderFile = (number: number): string => path.join(folder, `journal.${number}.jsonl`);
  const begunHere = new Set<ActionId>();
  const hasBegun = (actionId: ActionId): boolean => begunHere.has(actionId);
  let queue: Promise<unknown> = Promise.resolve();
  let pending: readonly JournalRecord[] = [];
  let isTold = false;
  let isClosed = false;
  /** What must stay reachable however often a new file is begun; null until it was looked up. */
  let unfinished: readonly JournalRecord[] | null = null;
  let cancelRetry: (() => void) | null = null;

  /** One after the other: a reader never meets a half-done change of files. */
  function queued<Value>(task: () => Promise<Value>): Promise<Value> {
    const done = queue.then(task);
    queue = done.catch(() => undefined);
    return done;
  }

  /** Writes all that waits, in one go; what was appended meanwhile is in the next one. */
  async function writePending(): Promise<void> {
    cancelRetry?.();
    cancelRetry = null;
    if (pending.length === 0) return;
    const batch = pending;
    try {
      await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
      unfinished ??= openRecords((await readAll()).records, hasBegun);
      // Where that fails the old one grows on: no record is lost for it.
      await beginNewFileIfFull(unfinished).catch(() => undefined);
      await appendText(file, linesOf(batch));
      pending = pending.slice(batch.length);
      unfinished = openRecords([...unfinished, ...batch], hasBegun);
      notices.clear(NOTICE_ID);
      isTold = false;
    } catch {
      if (!isTold) notices.show({ id: NOTICE_ID, text: { key: 'notice.journalNotWritten', values: { file } } });
      isTold = true;
      if (!isClosed) cancelRetry = clock.after(RETRY_MS, () => void queued(writePending));
    }
  }

  async function beginNewFileIfFull(carried: readonly JournalRecord[]): Promise<void> {
    const size = await sizeOf(file);
    const carriedText = linesOf(carried);
    // However much is under way: a new file is begun for what is done, not for what would be carried into it.
    if (size === null || size < maxBytes || size < 2 * Buffer.byteLength(carriedText)) return;
    // Only as many are renamed as there are without a gap: an attempt that fails half-way drops none at the next.
    let last = 1;
    while (last < keptFiles && (await sizeOf(olderFile(last))) !== null) last += 1;
    for (let number = last; number > 1; number -= 1) await rename(olderFile(number - 1), olderFile(number));
    await rename(file, olderFile(1));
    if (carriedText !== '') await appendText(file, carriedText);
  }

  async function readAll(): Promise<JournalReading> {
    const older = Array.from({ length: keptFiles }, (_, index) => olderFile(keptFiles - index));
    const readings: JournalReading[] = [];
    for (const name of [...older, file]) readings.push(await readLines(name));
    return {
      records: readings.flatMap(({ records }) => records),
      unreadableLines: readings.reduce((sum, { unreadableLines }) => sum + unreadableLines, 0),
    };
  }

  return {
    hasBegun,
    append(record) {
      if (record.type === 'begun') begunHere.add(record.actionId);
      pending = [...pending, record];
      return queued(writePending);
    },
    read: () =>
      queued(async () => {
        const { records, unreadableLines } = await readAll();
        // Looked up at the start of the app by its first reader, so that no action waits for it.
        unfinished ??= openRecords(records, hasBegun);
        return { records: [...records, ...pending], unreadableLines };
      }),
    close: () => {
      isClosed = true;
      return queued(writePending);
    },
  };
}

const linesOf = (records: readonly JournalRecord[]): string =>
  records.map((record) => `${JSON.stringify(record)}${NEWLINE}`).join('');

/** Adds whole lines and waits until they are on the disk; throws where they are not. */
async function appendText(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a+', FILE_MODE);
  try {
    const { size } = await handle.stat();
    // A line that was cut off by a crash ends here, so that it takes no other with it.
    const isCut = size > 0 && (await lastByte(handle, size)) !== NEWLINE;
    try {
      await handle.appendFile(isCut ? `${NEWLINE}${text}` : text);
      await handle.sync();
    } catch (thrown) {
      // What a full disk took of it comes again with the next attempt.
      await handle.truncate(size).catch(() => undefined);
      throw thrown;
    }
  } finally {
    await handle.close();
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<string> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1');
}

/** Bytes; null where there is no such file. */
async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch {
    return null;
  }
}

async function readLines(file: string): Promise<JournalReading> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split(NEWLINE).filter((line) => line !== '');
  const records = lines.flatMap((line) => parseJournalLine(line) ?? []);
  return { records, unreadableLines: lines.length - records.length };
}
