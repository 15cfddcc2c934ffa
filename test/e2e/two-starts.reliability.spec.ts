import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { tellReliability, tries } from '../support/reliability';
import { expect, ROOT, test } from './app';

/** What an earlier version has kept. */
const KEPT = path.join(ROOT, 'test/fixtures/kept-files/37d1577');
const AT_ONCE = 3;
/** Chromium gives who came first 20 seconds to answer who comes after. */
const ENDED_WITHIN_MS = 40_000;

const times = tries({ inSuite: 2, inFull: 40 });

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

test('of several starts at the same moment one wins, the others end, and nothing is torn', async ({
  desktop,
  executable,
  session,
  home,
}) => {
  test.setTimeout(times * (ENDED_WITHIN_MS + 20_000));
  const userData = path.join(home, 'user-data');
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '.', `--user-data-dir=${userData}`];
  await mkdir(userData);
  cpSync(path.join(KEPT, 'settings.json'), path.join(userData, 'settings.json'));
  const kept = async (): Promise<unknown> => JSON.parse(await readFile(path.join(userData, 'settings.json'), 'utf8'));
  const before = await kept();

  for (let n = 0; n < times; n += 1) {
    const starts = Array.from({ length: AT_ONCE }, () =>
      spawn(executable, args, {
        cwd: ROOT,
        env: { ...session.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') },
        stdio: 'ignore',
      }),
    );
    try {
      await desktop.waitForTrayItem();
      await expect
        .poll(() => starts.filter(hasEnded).length, { message: 'how many have ended', timeout: ENDED_WITHIN_MS })
        .toBe(AT_ONCE - 1);
      expect(
        starts.filter(hasEnded).map(({ exitCode }) => exitCode),
        'how they ended',
      ).toEqual(Array.from({ length: AT_ONCE - 1 }, () => 0));
    } finally {
      const left = starts.filter((start) => !hasEnded(start));
      const ends = left.map((start) => once(start, 'exit'));
      for (const start of left) start.kill('SIGTERM');
      await Promise.all(ends);
    }
    await desktop.waitForEmptyTray();
    expect(await kept(), 'the settings, as they were').toMatchObject({
      settings: Reflect.get(Object(before), 'settings'),
    });
    expect(
      readdirSync(userData).filter((name) => /corrupt|newer|\.tmp/.test(name)),
      'files set aside or left behind',
    ).toEqual([]);
  }
  tellReliability({
    part: 'Durability',
    tried: `${AT_ONCE} starts at the same moment, over the files of an earlier version`,
    times,
    happened: 'each time one had the tray, the others ended by themselves; nothing torn, set aside or left behind',
  });
});
