import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { openFavoritesRepository } from '../../src/main/favorites/favorites-repository';
import { openStoredFile } from '../../src/main/stored-file';
import type { Text } from '../../src/shared/text';
import { temporaryDirectory } from '../support/temporary-directory';

// electron-store imports Electron for the app's version and folders, and Electron is not to be had in plain Node. What
// is tested here uses neither: every file is opened with a directory of its own. vi.mock('electron') does not reach
// inside a package that Node itself loads, so Node is told where its `electron` is.
await vi.hoisted(async () => {
  const { register } = await import('node:module');
  const app = "{ getPath: () => '/nowhere', getVersion: () => '0.0.0', getName: () => 'ec2-tray' }";
  const standIn = `export default { app: ${app}, ipcMain: { on() {} }, shell: {} };`;
  const hooks = `export async function resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(standIn)}`)}, shortCircuit: true };
  }`;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`);
});

const schema = z.strictObject({ version: z.literal(1), names: z.array(z.string()).readonly() });
const initial = { version: 1 as const, names: [] };
const kept = { version: 1 as const, names: ['회사', 'home'] };

function fileIn(directory: string) {
  const told: Text[] = [];
  const file = openStoredFile({ name: 'profiles', directory, schema, initial, tell: (text) => told.push(text) });
  return { file, told };
}

const pathIn = (directory: string) => path.join(directory, 'profiles.json');
const setAsideIn = (directory: string) => readdirSync(directory).filter((name) => name.includes('corrupt'));

describe('a kept file', () => {
  test('begins with its initial value and tells nothing', () => {
    const { file, told } = fileIn(temporaryDirectory());
    expect(file.read()).toEqual(initial);
    expect(told).toEqual([]);
  });

  test('gives back what was written, also to the next start of the app', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    expect(file.write(kept)).toEqual({ ok: true, value: null });
    expect(file.read()).toEqual(kept);
    expect(fileIn(directory).file.read()).toEqual(kept);
    expect(JSON.parse(readFileSync(pathIn(directory), 'utf8'))).toEqual(kept);
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
    expect((statSync(pathIn(directory)).mode & 0o777).toString(8)).toBe('600');
  });

  test('leaves no half-written file beside it', () => {
    const directory = temporaryDirectory();
    const { file } = fileIn(directory);
    for (let n = 0; n < 20; n += 1) file.write({ ...kept, names: [String(n)] });
    expect(readdirSync(directory)).toEqual(['profiles.json']);
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
    ['of another version', '{"version":2,"names":[]}'],
    ['with a key nobody knows', '{"version":1,"names":[],"more":1}'],
    ['binary', '\0\u0001\u0002'],
  ])('(%s) is set aside whole and told of, and the app goes on with the initial value', (_what, content) => {
    const directory = temporaryDirectory();
    writeFileSync(pathIn(directory), content);
    const { file, told } = fileIn(directory);
    expect(file.read()).toEqual(initial);
    const [name, ...others] = setAsideIn(directory);
    expect(others).toEqual([]);
    expect(readFileSync(path.join(directory, name ?? 'nothing was set aside'), 'utf8')).toBe(content);
    expect(told).toEqual([{ key: 'notice.fileSetAside', values: { file: name } }]);
    expect(file.write(kept).ok).toBe(true);
    expect(fileIn(directory).file.read()).toEqual(kept);
  });

  test('is never overwritten by the next one, even within the same second', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-10-02T12:00:00Z') });
    onTestFinished(() => {
      vi.useRealTimers();
    });
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
    expect(fileIn(directory).told).toEqual([]);
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

// A file in the place of the folder is refused by the system for every user, root among them, as in CI containers.
describe('a folder that cannot be written', () => {
  test('is told as such, with the file and the system’s reason', () => {
    const directory = path.join(temporaryDirectory(), 'data');
    mkdirSync(directory);
    const { file } = fileIn(directory);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, '');
    expect(file.write(kept)).toMatchObject({
      ok: false,
      error: {
        code: 'save-failed',
        hint: { values: { file: pathIn(directory) } },
        detail: expect.stringMatching(/E[A-Z]+/),
      },
    });
  });

  test('does not keep the app from starting, and nothing is said to be corrupt', () => {
    const parent = temporaryDirectory();
    writeFileSync(path.join(parent, 'data'), '');
    const directory = path.join(parent, 'data');
    const told: Text[] = [];
    const open = () =>
      openStoredFile({ name: 'profiles', directory, schema, initial, tell: (text) => told.push(text) });
    expect(open, 'opening a file in a folder that cannot be written').not.toThrow();
    expect(told.map(({ key }) => key)).not.toContain('notice.fileSetAside');
    expect(existsSync(pathIn(directory))).toBe(false);
  });
});

test('favorites from before there were saved views are read as they are', () => {
  const directory = temporaryDirectory();
  const pins = [{ scopeId: 'work@ap-northeast-2', instanceId: 'i-0a1b2c3d' }];
  writeFileSync(path.join(directory, 'favorites.json'), JSON.stringify({ version: 1, pins, groups: [] }));
  const told: Text[] = [];
  const file = openFavoritesRepository(directory, (text) => told.push(text));
  expect(file.read()).toEqual({ version: 1, pins, groups: [], savedViews: [] });
  expect(told).toEqual([]);
});
