import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { autostartFile } from '../../src/main/autostart-file';
import { temporaryDirectory } from '../support/temporary-directory';

/** A program that writes down its arguments, at a path that has all that can go wrong. */
function aProgram(folder: string) {
  const file = path.join(folder, `my "apps" 100%f $HOME \`id\` it's a\\b`, 'ec2-tray; echo');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\nprintf "%s\\n" "$0" "$@" > "$STARTED"\n');
  chmodSync(file, 0o755);
  return file;
}

function autostartIn(configHome: string) {
  const program = aProgram(configHome);
  const file = path.join(configHome, 'autostart/ec2-tray.desktop');
  const launch = autostartFile({ configHome, command: { file: program, args: ['/an app', '--hidden'] } });
  const edit = (change: (text: string) => string): void => writeFileSync(file, change(readFileSync(file, 'utf8')));
  return { launch, file, program, edit };
}

const on = { ok: true, value: true };
const off = { ok: true, value: false };

describe('launching at login on Linux', () => {
  test('is off until it is switched on, and leaves nothing behind when it is switched off', async () => {
    const { launch, file } = autostartIn(temporaryDirectory());
    expect(await launch.isOn()).toEqual(off);
    expect(await launch.set(true)).toEqual(on);
    expect(await launch.isOn()).toEqual(on);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(await launch.set(false)).toEqual(off);
    expect(existsSync(file)).toBe(false);
    expect(await launch.set(false), 'twice is as good as once').toEqual(off);
  });

  test.each([
    ['Hidden=true', (text: string) => `${text}Hidden=true\n`],
    ['GNOME’s own switch', (text: string) => text.replace('enabled=true', 'enabled = false')],
    ['no program at all', (text: string) => text.replace(/^Exec=.*$/m, '')],
    ['another group alone', (text: string) => text.replace('[Desktop Entry]', '[Desktop Action New]')],
  ])('counts as off where the person has written %s, and can be switched on again', async (_what, change) => {
    const { launch, edit } = autostartIn(temporaryDirectory());
    await launch.set(true);
    edit(change);
    expect(await launch.isOn()).toEqual(off);
    expect(await launch.set(true)).toEqual(on);
  });

  test('stays on after an edit that does not switch it off', async () => {
    const { launch, edit } = autostartIn(temporaryDirectory());
    await launch.set(true);
    edit((text) => `# mine\r\n${text}\n[Desktop Action New]\nHidden=true\nExec=other\n`);
    expect(await launch.isOn()).toEqual(on);
  });

  test('counts as off once its program has been moved away', async () => {
    const { launch, program } = autostartIn(temporaryDirectory());
    await launch.set(true);
    rmSync(program);
    expect(await launch.isOn()).toEqual(off);
  });

  // A folder or file in its place is refused by the system for every user, root among them, as in CI containers.
  test('that cannot be set up is told, with the file and the system’s reason', async () => {
    const configHome = temporaryDirectory();
    const { launch, file } = autostartIn(configHome);
    writeFileSync(path.join(configHome, 'autostart'), 'in the way');
    const refusal = { ok: false, error: { code: 'autostart-failed', hint: { values: { file } } } };
    expect(await launch.isOn(), 'nothing is there').toEqual(off);
    expect(await launch.set(true)).toMatchObject(refusal);
    rmSync(path.join(configHome, 'autostart'));
    mkdirSync(path.join(file, 'in-the-way'), { recursive: true });
    expect(await launch.isOn()).toMatchObject(refusal);
    expect(await launch.set(true)).toMatchObject(refusal);
    expect(await launch.set(false)).toMatchObject(refusal);
  });

  // GLib's own reader and launcher of desktop entries, where this machine has it.
  test.skipIf(spawnSync('gio', ['version']).status !== 0)(
    'starts exactly this program with exactly these arguments, by GLib’s reading',
    async () => {
      const configHome = temporaryDirectory();
      const { launch, file, program } = autostartIn(configHome);
      await launch.set(true);
      const started = path.join(configHome, 'started');
      const launched = spawnSync('gio', ['launch', file], {
        env: { ...process.env, STARTED: started },
        encoding: 'utf8',
      });
      expect(launched.stderr).toBe('');
      await expect
        .poll(() => existsSync(started) && readFileSync(started, 'utf8'))
        .toBe(`${program}\n/an app\n--hidden\n`);
    },
  );
});
