import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openJournalFile } from '../../src/main/journal/journal-file';
import type { JournalRecord } from '../../src/shared/journal';
import { toActionId } from '../../src/shared/model';
import { answeredRecord, begunRecord, settledRecord } from '../support/journal-records';
import { keptFolder } from '../support/kept-folder';
import { temporaryDirectory } from '../support/temporary-directory';

const pathIn = (directory: string) => path.join(directory, 'journal/journal.jsonl');

/** The begun record of the action of this number. */
const begun = (number: number) => begunRecord({ actionId: toActionId(`action-${number}`) });
const settled = (number: number) => settledRecord({ actionId: toActionId(`action-${number}`) });

function journalIn(directory: string, sizes: { maxBytes?: number; keptFiles?: number } = {}) {
  const { folder, told } = keptFolder(directory);
  const file = openJournalFile({ ...folder, ...sizes });
  return { file, told };
}

const readIn = async (directory: string, sizes = {}) => (await journalIn(directory, sizes).file.read()).records;

describe('the journal’s file', () => {
  test('has what was appended, in that order, also for the next start of the app', async () => {
    const directory = temporaryDirectory();
    const { file } = journalIn(directory);
    await Promise.all([file.append(begunRecord()), file.append(answeredRecord()), file.append(settledRecord())]);
    expect(await readIn(directory)).toEqual([begunRecord(), answeredRecord(), settledRecord()]);
  });

  test('is for this user’s eyes only', async () => {
    const directory = temporaryDirectory();
    await journalIn(directory).file.append(begun(1));
    const modes = [pathIn(directory), path.dirname(pathIn(directory))].map((name) => statSync(name).mode & 0o777);
    expect(modes.map((mode) => mode.toString(8))).toEqual(['600', '700']);
  });

  test('knows which actions this run has begun', async () => {
    const directory = temporaryDirectory();
    await journalIn(directory).file.append(begun(1));
    const { file } = journalIn(directory);
    await file.append(begun(2));
    expect([1, 2].map((number) => file.hasBegun(toActionId(`action-${number}`)))).toEqual([false, true]);
  });

  test('begins empty where there is none, and reading it makes none', async () => {
    const directory = temporaryDirectory();
    expect(await readIn(directory)).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('what a crash leaves behind', () => {
  test('at any byte of the last line costs that line alone, and the next record is whole', async () => {
    const directory = temporaryDirectory();
    const { file } = journalIn(directory);
    await file.append(begun(1));
    const before = statSync(pathIn(directory)).size;
    await file.append(begun(2));
    const whole = readFileSync(pathIn(directory));
    for (let size = before; size < whole.length; size += 7) {
      writeFileSync(pathIn(directory), whole);
      truncateSync(pathIn(directory), size);
      await journalIn(directory).file.append(begun(3));
      const records = await readIn(directory);
      // Cut right before its end of line, the line is whole.
      expect(
        records.filter((record) => record.actionId !== begun(2).actionId),
        `cut at byte ${size}`,
      ).toEqual([begun(1), begun(3)]);
    }
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['binary', '\0\u0001\u0002'],
    ['of no known type', '{"type":"deleted","actionId":"a","at":1}'],
    ['of no time that a date can tell', JSON.stringify({ ...begun(1), at: 1e300 })],
    ['lacking something', JSON.stringify({ ...begun(1), instances: undefined })],
  ])('a line that is %s is left out, counted, and left in its place', async (_what, line) => {
    const directory = temporaryDirectory();
    await journalIn(directory).file.append(begun(1));
    appendFileSync(pathIn(directory), `${line}\n`);
    const { file } = journalIn(directory);
    await file.append(begun(2));
    expect(await file.read()).toEqual({ records: [begun(1), begun(2)], unreadableLines: 1 });
    expect(readFileSync(pathIn(directory), 'utf8')).toContain(line);
  });

  test('by kill -9 in the midst of writing: all that was acknowledged is there', async () => {
    const directory = temporaryDirectory();
    const acknowledged = await appendUntilKilled(directory, 60);
    const records = await readIn(directory, { maxBytes: 4096, keptFiles: 50 });
    const numbers = new Set(records.map(({ actionId }) => Number(actionId.replace('action-', ''))));
    const missing = Array.from({ length: acknowledged + 1 }, (_, number) => number).filter(
      (number) => !numbers.has(number),
    );
    expect(missing, `of ${acknowledged + 1} acknowledged records`).toEqual([]);
  });
});

/** Runs a process that appends records without end, and kills it when it has acknowledged the one of this number. */
async function appendUntilKilled(directory: string, number: number): Promise<number> {
  const code = `
    import { systemClock } from './src/main/clock.ts';
    import { openJournalFile } from './src/main/journal/journal-file.ts';
    const file = openJournalFile({ directory: process.argv[1], clock: systemClock, notices: { show: () => process.exit(1), clear() {} }, maxBytes: 4096, keptFiles: 50 });
    const record = ${JSON.stringify(begun(0))};
    for (let number = 0; ; number += 1) {
      file.append({ ...record, actionId: 'action-' + number }).then(() => console.log(number));
      if (number % 3 === 0) await file.read();
      file.append({ ...${JSON.stringify(settled(0))}, actionId: 'action-' + number });
    }`;
  const root = path.join(import.meta.dirname, '../..');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', code, directory],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The process has no output');
  let last = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last >= number) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode, 'how the process ended').toBe('SIGKILL');
  return last;
}

describe('a file that has grown large', () => {
  const sizes = { maxBytes: 1000, keptFiles: 3 };

  test('is put aside under another name, and no more of them are kept than wanted', async () => {
    const directory = temporaryDirectory();
    const { file } = journalIn(directory, sizes);
    for (let number = 0; number < 30; number += 1) {
      await file.append(begun(number));
      await file.append(settled(number));
    }
    expect(readdirSync(path.dirname(pathIn(directory))).sort()).toEqual([
      'journal.1.jsonl',
      'journal.2.jsonl',
      'journal.3.jsonl',
      'journal.jsonl',
    ]);
    const numbers = (await readIn(directory, sizes)).map(({ actionId }) => Number(actionId.replace('action-', '')));
    expect(numbers, 'oldest first').toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBe(29);
  });

  test('takes nothing with it of an action that is still under way, however many files follow', async () => {
    const directory = temporaryDirectory();
    const first = journalIn(directory, sizes);
    await first.file.append(begun(1000));
    await first.file.append(answeredRecord({ actionId: begun(1000).actionId }));
    for (let run = 0; run < 3; run += 1) {
      const { file } = journalIn(directory, sizes);
      for (let number = 0; number < 20; number += 1) {
        await file.append(begun(run * 20 + number));
        await file.append(settled(run * 20 + number));
      }
    }
    const records = (await readIn(directory, sizes)).filter(({ actionId }) => actionId === begun(1000).actionId);
    expect(records.slice(-2)).toEqual([begun(1000), answeredRecord({ actionId: begun(1000).actionId })]);
  });

  test('grows on where it cannot be put aside', async () => {
    const directory = temporaryDirectory();
    const { file, told } = journalIn(directory, sizes);
    // A folder that holds something is in the way of every name.
    mkdirSync(path.join(path.dirname(pathIn(directory)), 'journal.1.jsonl/taken'), { recursive: true });
    mkdirSync(path.join(path.dirname(pathIn(directory)), 'journal.2.jsonl/taken'), { recursive: true });
    mkdirSync(path.join(path.dirname(pathIn(directory)), 'journal.3.jsonl/taken'), { recursive: true });
    for (let number = 0; number < 10; number += 1) {
      await file.append(begun(number));
      await file.append(settled(number));
    }
    expect((await readIn(directory, sizes)).length).toBe(20);
    expect(told()).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  // A file in the place of the folder is refused by the system for every user, root among them, as in CI containers.
  test('is told of once, rejects nothing, and gets everything when it takes records again', async () => {
    const directory = temporaryDirectory();
    writeFileSync(path.join(directory, 'journal'), '');
    const { file, told } = journalIn(directory);
    await file.append(begun(1));
    await file.append(begun(2));
    expect(told()).toEqual([{ key: 'notice.journalNotWritten', values: { file: pathIn(directory) } }]);
    expect((await file.read()).records, 'while it refuses').toEqual([begun(1), begun(2)]);
    rmSync(path.join(directory, 'journal'));
    await file.append(begun(3));
    expect(await readIn(directory)).toEqual([begun(1), begun(2), begun(3)]);
    expect(told(), 'what is told once it is all there').toEqual([]);
  });

  test('is asked once more before the app ends', async () => {
    const directory = temporaryDirectory();
    writeFileSync(path.join(directory, 'journal'), '');
    const { file } = journalIn(directory);
    await file.append(begun(1));
    rmSync(path.join(directory, 'journal'));
    await file.close();
    expect(await readIn(directory)).toEqual([begun(1)]);
  });

  // The device is always full (ENOSPC); only Linux has it.
  test.runIf(existsSync('/dev/full'))('because it is full is told of, and nothing is lost', async () => {
    const directory = temporaryDirectory();
    const { file, told } = journalIn(directory);
    await file.append(begun(1));
    rmSync(pathIn(directory));
    symlinkSync('/dev/full', pathIn(directory));
    await file.append(begun(2));
    expect(told().map(({ key }) => key)).toEqual(['notice.journalNotWritten']);
    rmSync(pathIn(directory));
    await file.append(settled(2));
    expect(await readIn(directory)).toEqual([begun(2), settled(2)]);
  });

  test.runIf(process.getuid?.() !== 0)('to let the file be read has nothing in it, and throws nothing', async () => {
    const directory = temporaryDirectory();
    await journalIn(directory).file.append(begun(1));
    chmodSync(pathIn(directory), 0o000);
    expect(await readIn(directory)).toEqual([]);
  });
});

test('a journal of its largest size is read with less than a second of work', async () => {
  const directory = temporaryDirectory();
  mkdirSync(path.dirname(pathIn(directory)), { recursive: true });
  const lines: JournalRecord[] = [];
  for (let number = 0; number < 1_750; number += 1) {
    lines.push(begun(number), answeredRecord({ actionId: begun(number).actionId }), settled(number));
  }
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  for (const name of ['journal', 'journal.1', 'journal.2', 'journal.3', 'journal.4']) {
    writeFileSync(path.join(path.dirname(pathIn(directory)), `${name}.jsonl`), text);
  }
  const before = process.cpuUsage();
  const records = await readIn(directory);
  const { user, system } = process.cpuUsage(before);
  expect(records.length).toBe(lines.length * 5);
  // Not by the clock: other tests run at the same time.
  expect((user + system) / 1000, 'ms of this process').toBeLessThan(1000);
});
