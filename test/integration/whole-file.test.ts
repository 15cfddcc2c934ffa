import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeWholeFile } from '../../src/main/whole-file';
import { temporaryDirectory } from '../support/temporary-directory';

test('a file is whole, for this user’s eyes only, and takes the place of an older one', async () => {
  const directory = temporaryDirectory();
  const file = path.join(directory, 'journal.csv');
  writeFileSync(file, 'older and longer than the new one');
  expect(await writeWholeFile(file, '회사')).toEqual({ ok: true, value: null });
  expect(readFileSync(file, 'utf8')).toBe('회사');
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(readdirSync(directory)).toEqual(['journal.csv']);
});

// A folder in its place is refused by the system for every user, root among them, as in CI containers.
test('a file that cannot be written leaves nothing behind, and is told with the system’s reason', async () => {
  const directory = temporaryDirectory();
  const file = path.join(directory, 'taken');
  mkdirSync(path.join(file, 'inner'), { recursive: true });
  expect(await writeWholeFile(file, 'x')).toMatchObject({
    ok: false,
    error: { code: 'save-failed', hint: { values: { file } }, detail: expect.stringMatching(/E[A-Z]+/) },
  });
  expect(readdirSync(directory)).toEqual(['taken']);
});
