import '../support/electron-store-in-node';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openStoredFile } from '../../src/main/stored-file';
import { keptFolder } from '../support/kept-folder';
import { temporaryDirectory } from '../support/temporary-directory';

const schema = z.strictObject({ names: z.array(z.string()).readonly() });
const initial = { names: [] };
const kept = { names: ['회사', 'home'] };

function fileIn(directory: string) {
  const { folder, told, clock } = keptFolder(directory);
  const file = openStoredFile(folder, { name: 'profiles', schema, initial, steps: [] });
  return { file, told, clock };
}

const onDisk = (directory: string): unknown => JSON.parse(readFileSync(pathIn(directory), 'utf8'));
const backupIn = (directory: string) => path.join(directory, 'profiles.backup.json');
const pathIn = (directory: string) => path.join(directory, 'profiles.json');
const setAsideIn = (directory: string) => readdirSync(directory).filter((name) => name.includes('corrupt'));

describe('a kept file', () => {
  test('begins with its initial value and tells nothing', () => {
    const { file, told } = fileIn(temporaryDirectory());
    expect(file.read()).toEqual(initial);
    expect(told()).toEqual([]);
  });

  test('gives back what was written, also to the next start of the app', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    expect(file.write(kept)).toEqual({ ok: true, value: null });
    expect(file.read()).toEqual(kept);
    expect(fileIn(directory).file.read()).toEqual(kept);
    expect(onDisk(directory)).toEqual({ version: 1, ...kept });
  });

  test('drops what the new value has no more', () => {
    const { file } = fileIn(temporaryDirectory());
    file.write(kept);
    file.write({ ...kept, names: [] });
    expect(file.read()).toEqual(initial);
  });

  test('is for this user’s eyes only', () => {
    const directory = temporaryDirectory();
    fileIn(directory).file.write(kept);
    for (const file of [pathIn(directory), backupIn(directory)]) {
      expect((statSync(file).mode & 0o777).toString(8), file).toBe('600');
    }
  });

  test('leaves no half-written file beside it', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    for (let n = 0; n < 20; n += 1) file.write({ ...kept, names: [String(n)] });
    expect(readdirSync(directory)).toEqual(['profiles.backup.json', 'profiles.json']);
  });

  test('refuses what its schema does not allow, and keeps what it had', () => {
    const { file } = fileIn(temporaryDirectory());
    file.write(kept);
    const wrong = { ...initial, secret: 'x' };
    expect(file.write(wrong)).toMatchObject({ ok: false, error: { code: 'save-failed' } });
    expect(file.read()).toEqual(kept);
  });
});

describe('a file that cannot be understood', () => {
  test.each([
    ['cut off', '{"version":1,"names":["a'],
    ['empty', ''],
    ['no object', '[]'],
    ['of no version', '{"names":[]}'],
    ['of a version that is none', '{"version":0,"names":[]}'],
    ['that the schema refuses', '{"version":1,"names":7}'],
    ['binary', '\0\u0001\u0002'],
  ])('(%s) is set aside whole and told of, and the app goes on with the initial value', (_what, content) => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), content);
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual(initial);
    const [name, ...others] = setAsideIn(directory);
    expect(others).toEqual([]);
    expect(readFileSync(path.join(directory, name ?? 'nothing was set aside'), 'utf8')).toBe(content);
    expect(told()).toEqual([{ key: 'notice.fileSetAside', values: { file: name } }]);
    expect(file.write(kept).ok).toBe(true);
    expect(fileIn(directory).file.read()).toEqual(kept);
  });

  test('is never overwritten by the next one, even within the same second', () => {
    const directory = temporaryDirectory();
    for (const content of ['first', 'second']) {
      writeFileSync(pathIn(directory), content);
      fileIn(directory);
    }
    const contents = setAsideIn(directory).map((name) => readFileSync(path.join(directory, name), 'utf8'));
    expect(contents.sort()).toEqual(['first', 'second']);
  });

  test('tells no more at the next start', () => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), 'nonsense');
    fileIn(directory);
    expect(fileIn(directory).told()).toEqual([]);
  });
});

describe('a file that is lost while the app runs', () => {
  test('reads as the initial value once it was deleted, and can be written again', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    file.write(kept);
    rmSync(pathIn(directory));
    expect(() => file.read()).not.toThrow();
    expect(file.write(kept).ok).toBe(true);
    expect(file.read()).toEqual(kept);
  });

  test('throws nothing when somebody makes it unreadable', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    file.write(kept);
    writeFileSync(pathIn(directory), '{"version":1,"na');
    expect(() => file.read()).not.toThrow();
  });
});

describe('a file with a backup', () => {
  const corrupted = (content: string | null) => {
    const directory = temporaryDirectory();
    fileIn(directory).file.write(kept);
    if (content === null) rmSync(pathIn(directory));
    else writeFileSync(pathIn(directory), content);
    return directory;
  };

  test('that is corrupt is set aside, and the backup is used and told of', () => {
    const directory = corrupted('{"version":1,"na');
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual(kept);
    expect(onDisk(directory), 'the file is there again').toEqual({ version: 1, ...kept });
    const [aside] = setAsideIn(directory);
    expect(told()).toMatchObject([{ key: 'notice.fileRestored', values: { file: aside } }]);
  });

  test('that is missing is had from the backup, and told of', () => {
    const directory = corrupted(null);
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual(kept);
    expect(told()).toMatchObject([{ key: 'notice.fileMissing', values: { file: 'profiles.json' } }]);
    expect(fileIn(directory).told(), 'at the next start').toEqual([]);
  });

  test('that is corrupt as well begins anew, and neither is overwritten by the other', () => {
    const directory = corrupted('nonsense');
    writeFileSync(backupIn(directory), 'more nonsense');
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual(initial);
    expect(told()).toMatchObject([{ key: 'notice.fileSetAside' }]);
  });

  test('what a write that was cut off has left behind is taken away', () => {
    const directory = corrupted(null);
    writeFileSync(path.join(directory, 'profiles.json.tmp-17000000000a1b2c3'), '{"ver');
    fileIn(directory);
    expect(readdirSync(directory).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});

describe('a file that a newer version has written', () => {
  const newer = { version: 3, names: ['회사'], colors: { 회사: 'blue' } };

  test('is used as far as it is understood, told of, and left alone until something is changed', () => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), JSON.stringify(newer));
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual({ names: ['회사'] });
    expect(told()).toEqual([{ key: 'notice.fileFromNewer', values: { file: 'profiles.json' } }]);
    expect(onDisk(directory)).toEqual(newer);
  });

  test('is kept whole beside the first change', () => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), JSON.stringify(newer));
    const { file } = fileIn(directory);
    file.write(kept);
    file.write(initial);
    const copies = readdirSync(directory).filter((name) => name.includes('.newer-'));
    const contents = copies.map((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')));
    expect(contents).toEqual([newer]);
    expect(onDisk(directory)).toEqual({ version: 1, ...initial });
  });

  test('is never taken for corrupt, even where nothing of it is understood', () => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), '{"version":9,"names":{"a":1}}');
    expect(fileIn(directory).file.read()).toEqual(initial);
    expect(setAsideIn(directory)).toEqual([]);
  });
});

// A file in the place of the folder is refused by the system for every user, root among them, as in CI containers.
describe('a disk that refuses', () => {
  const refusing = () => {
    const directory = path.join(temporaryDirectory(), 'data');
    mkdirSync(directory);
    const opened = fileIn(directory);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, '');
    return { directory, ...opened, mend: () => rmSync(directory) };
  };

  test('is told of with the file and the system’s reason, and what was changed is in force all the same', () => {
    const { directory, file, told } = refusing();
    expect(file.write(kept).ok).toBe(true);
    expect(file.read()).toEqual(kept);
    expect(told()).toEqual([
      { key: 'notice.fileUnsaved', values: { file: pathIn(directory), detail: expect.stringMatching(/E[A-Z]+/) } },
    ]);
  });

  test('is tried again until it takes what was changed, and then nothing is told any more', async () => {
    const { directory, file, told, clock, mend } = refusing();
    file.write(kept);
    await clock.advance(40_000);
    expect(told(), 'after a while').toHaveLength(1);
    mend();
    await clock.advance(60_000);
    expect(onDisk(directory)).toEqual({ version: 1, ...kept });
    expect(told()).toEqual([]);
    expect(clock.waiting, 'attempts that wait').toBe(0);
  });

  test('is tried once more before the app ends, and not after that', () => {
    const { directory, file, clock, mend } = refusing();
    file.write(kept);
    mend();
    file.close();
    expect(onDisk(directory)).toEqual({ version: 1, ...kept });
    expect(clock.waiting).toBe(0);
  });

  test('does not keep the app from starting, and nothing is said to be corrupt', () => {
    const parent = temporaryDirectory();
    writeFileSync(path.join(parent, 'data'), '');
    const { file, told } = fileIn(path.join(parent, 'data'));
    expect(file.read()).toEqual(initial);
    expect(told().map(({ key }) => key)).not.toContain('notice.fileSetAside');
  });
});
