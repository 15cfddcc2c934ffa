import '../support/electron-store-in-node';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { openProfileRepository } from '../../src/main/profiles/profile-repository';
import { openSettingsRepository } from '../../src/main/settings/settings-repository';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { keptFolder } from '../support/kept-folder';
import { tellReliability, tries } from '../support/reliability';
import { temporaryDirectory } from '../support/temporary-directory';

const ROOT = path.join(import.meta.dirname, '../..');
/** By then a process has written a few times, each time some files one after the other. */
const LONGEST_LIFE_MS = 100;

/** The writing process in one file, so that a thousand of them start soon enough. */
async function bundledWriter(): Promise<string> {
  const outDir = temporaryDirectory();
  const electron = path.join(outDir, 'electron.mjs');
  writeFileSync(
    electron,
    "export default { app: { getPath: () => '/nowhere', getVersion: () => '0.0.0', getName: () => '' }, ipcMain: { on() {} }, shell: {} };",
  );
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    resolve: { alias: { electron } },
    ssr: { noExternal: true },
    build: { ssr: 'test/support/write-until-killed.ts', outDir, emptyOutDir: false },
  });
  return path.join(outDir, 'write-until-killed.js');
}

/** Lets a process write from this number on, kills it at a random instant, and tells the last number it acknowledged. */
async function writeAndKill(writer: string, directory: string, first: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [writer, directory, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The process has no output');
  const ended = once(child, 'exit');
  let last = first - 1;
  let isWaited = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') last = Number(line);
    if (isWaited) continue;
    isWaited = true;
    void delay(Math.random() * LONGEST_LIFE_MS).then(() => child.kill('SIGKILL'));
  }
  await ended;
  expect(child.signalCode ?? `exit code ${child.exitCode}`, 'how the process ended').toBe('SIGKILL');
  return last;
}

const numberIn = (text: string | null | undefined): number => Number(/\d+/.exec(text ?? '')?.[0] ?? 0);

test('kill -9 at random instants leaves the old or the new of every file, and never less than was acknowledged', {
  timeout: 900_000,
}, async () => {
  const times = tries({ inSuite: 12, inFull: 1000 });
  const writer = await bundledWriter();
  let writes = 0;

  async function killAgainAndAgain(rounds: number): Promise<void> {
    const directory = temporaryDirectory();
    let first = 1;
    let before = { settings: 0, profiles: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const last = await writeAndKill(writer, directory, first);
      const { folder, told } = keptFolder(directory);
      const now = {
        settings: numberIn(openSettingsRepository(folder).read().settings.shortcut),
        profiles: numberIn(openProfileRepository(folder).read().profiles[0]?.name),
      };
      for (const kind of ['settings', 'profiles'] as const) {
        // What is written when it is killed may be the one that it could not say any more.
        const acknowledged = last < first ? before[kind] : last;
        expect([acknowledged, last + 1], `${kind} after kill ${round}`).toContain(now[kind]);
      }
      expect(told(), `what is told after kill ${round}`).toEqual([]);
      expect(
        readdirSync(directory).filter((name) => !/^(settings|profiles)(\.backup)?\.json$/.test(name)),
        `what is left behind after kill ${round}`,
      ).toEqual([]);
      writes += last - first + 1;
      before = now;
      first = Math.max(now.settings, now.profiles) + 1;
    }
  }
  await Promise.all([killAgainAndAgain(times / 2), killAgainAndAgain(times / 2)]);
  expect(writes, 'writes that were acknowledged').toBeGreaterThan(0);
  tellReliability({
    part: 'Durability',
    tried: 'kill -9 of a process that writes settings and Profiles, at a random instant',
    times,
    happened: `every file was whole, and had the last acknowledged of ${writes.toLocaleString('en')} writes or the one after it; nothing was left behind`,
  });
});

test('a full disk, one that becomes read-only, and a folder that vanishes: told, in force, and saved when they are well again', async (context) => {
  const mount = path.join(temporaryDirectory(), 'disk');
  mkdirSync(mount);
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]).status === 0;
  if (!isMounted)
    context.skip('no file system may be mounted here; a folder that refuses is tested in stored-file.test.ts');
  onTestFinished(() => void spawnSync('umount', ['-l', mount]));
  const directory = path.join(mount, 'data');
  const { folder, told, clock } = keptFolder(directory);
  const file = openSettingsRepository(folder);
  const filler = path.join(mount, 'filler');
  const remount = (how: string) => expect(spawnSync('mount', ['-o', `remount,${how}`, mount]).status, how).toBe(0);
  const troubles = [
    [
      'full',
      () => writeFileSync(filler, Buffer.alloc(statfsSync(mount).bavail * 4096)),
      () => rmSync(filler),
      'ENOSPC',
    ],
    ['read-only', () => remount('ro'), () => remount('rw'), 'EROFS'],
  ] as const;
  for (const [what, begin, end, code] of troubles) {
    file.write({ settings: { ...DEFAULT_SETTINGS, shortcut: null } });
    begin();
    const changed = { settings: { ...DEFAULT_SETTINGS, shortcut: `Ctrl+${what}` } };
    expect(file.write(changed).ok, what).toBe(true);
    expect(file.read(), what).toEqual(changed);
    expect(told(), what).toMatchObject([
      { key: 'notice.fileUnsaved', values: { detail: expect.stringContaining(code) } },
    ]);
    const before = openSettingsRepository(keptFolder(directory).folder).read();
    expect(before.settings.shortcut, `${what}: the old file is whole`).toBeNull();
    end();
    await clock.advance(60_000);
    expect(told(), `${what}, once it is well again`).toEqual([]);
    expect(openSettingsRepository(keptFolder(directory).folder).read(), what).toEqual(changed);
  }
  rmSync(directory, { recursive: true });
  const last = { settings: { ...DEFAULT_SETTINGS, shortcut: 'Ctrl+V' } };
  expect(file.write(last).ok, 'the folder is gone').toBe(true);
  expect(openSettingsRepository(keptFolder(directory).folder).read(), 'the folder is there again').toEqual(last);
  tellReliability({
    part: 'Durability',
    tried: 'a full disk, a disk that becomes read-only, a folder that vanishes (real ones)',
    times: 3,
    happened:
      'the old file stayed whole; the change was in force, told as unsaved, and on the disk within a minute of the end',
  });
});
