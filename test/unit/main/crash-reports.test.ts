import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CrashReports } from '../../../src/main/crash-reports';
import { NoticeBoard } from '../../../src/main/notices';
import { ManualClock } from '../../support/manual-clock';
import { temporaryDirectory } from '../../support/temporary-directory';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

function reporting() {
  const folder = path.join(temporaryDirectory(), 'logs');
  const clock = new ManualClock();
  const notices = new NoticeBoard();
  const logFile = path.join(folder, 'main.log');
  const reports = new CrashReports({ folder, logFile, clock, facts: { app: 'EC2 Tray 1.2.3' } });
  reports.showIn(notices);
  return { folder, clock, notices, logFile, reports };
}

/** Writes one, and answers its text. */
function written({ reports }: ReturnType<typeof reporting>, error: unknown): string {
  const file = reports.write('main: an uncaught exception', error);
  if (file === null) throw new Error('Nothing was written');
  return readFileSync(file, 'utf8');
}

describe('a crash report', () => {
  test('says what happened, where, in which version, and what the log said last', () => {
    const given = reporting();
    written(given, 'the folder is made');
    writeFileSync(given.logFile, `${'x'.repeat(20_000)}\nthe last line\n`);
    const text = written(given, new TypeError('x is not a function', { cause: new Error('deeper') }));
    for (const part of ['EC2 Tray 1.2.3', 'TypeError', 'x is not a function', 'crash-reports.test.ts', 'deeper'])
      expect(text).toContain(part);
    expect(text.trimEnd().endsWith('the last line')).toBe(true);
    expect(text.length, 'only the end of the log').toBeLessThan(15_000);
  });

  test('has no secret in it, and can be read by its owner only', () => {
    const given = reporting();
    const error = Object.assign(new Error(`signed with ${secretAccessKey}`), { secretAccessKey, size: 1n });
    expect(written(given, { error, headers: { authorization: secretAccessKey }, size: 1n })).not.toContain(
      secretAccessKey,
    );
    const [name = ''] = readdirSync(given.folder);
    expect(statSync(path.join(given.folder, name)).mode & 0o777).toBe(0o600);
  });

  test('is told to the person, with the way to it', () => {
    const given = reporting();
    written(given, new Error('unforeseen'));
    expect(given.notices.early()).toMatchObject([
      { text: { key: 'notice.crashReported' }, action: 'open-logs-folder' },
    ]);
  });

  test('is written once of what happens over and over, and the last ten are kept', async () => {
    const { reports, clock, folder } = reporting();
    const error = new Error('again');
    expect(reports.write('main', error)).not.toBeNull();
    await clock.advance(59_000);
    expect(reports.write('main', error)).toBeNull();
    await clock.advance(2_000);
    for (let n = 0; n < 12; n += 1) {
      await clock.advance(1_000);
      expect(reports.write('main', new Error(`number ${n}`))).not.toBeNull();
    }
    expect(readdirSync(folder)).toHaveLength(10);
  });

  test('that the disk refuses takes nothing down', () => {
    const { reports, folder } = reporting();
    writeFileSync(folder, 'a file in the folder’s place');
    expect(reports.write('main', new Error('unforeseen'))).toBeNull();
  });
});
