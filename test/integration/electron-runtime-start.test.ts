import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const RUNTIME_SCRIPT = fileURLToPath(new URL('../../scripts/electron-runtime.mjs', import.meta.url));
const START_SCRIPT = fileURLToPath(new URL('../support/desktop/start-fixture.mjs', import.meta.url));

function runRuntimeScript(env: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, [RUNTIME_SCRIPT], { encoding: 'utf8', env: { ...process.env, ...env } });
}

describe('scripts/electron-runtime.mjs', () => {
  test('prints nothing on stdout but the executable', () => {
    const { status, stdout } = runRuntimeScript({});

    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([expect.stringMatching(/electron(\.exe)?$/i), '']);
    expect(() => accessSync(stdout.trim(), constants.X_OK)).not.toThrow();
  });

  test('says what is wrong with ELECTRON_OVERRIDE_DIST_PATH', () => {
    const { status, stdout, stderr } = runRuntimeScript({ ELECTRON_OVERRIDE_DIST_PATH: os.devNull });

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`ELECTRON_OVERRIDE_DIST_PATH is ${os.devNull}, but there is no `);
  });
});

describe.runIf(process.platform === 'linux')('scripts/start.mjs on a machine without a display', () => {
  let userData: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    userData = mkdtempSync(path.join(os.tmpdir(), 'ec2-tray-start-'));
  });

  afterEach(() => {
    for (const script of started.splice(0)) script.kill('SIGKILL');
    rmSync(userData, { recursive: true, force: true });
  });

  function startFixture(...args: string[]) {
    const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    delete env['DISPLAY'];
    delete env['WAYLAND_DISPLAY'];
    const script = spawn(process.execPath, [START_SCRIPT, `--user-data-dir=${userData}`, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(script);
    let notes = '';
    script.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text;
    });
    return { script, ended: once(script, 'close'), notes: () => notes };
  }

  /** The X server, the bus and the app. */
  function childrenOf({ pid }: ChildProcess): readonly number[] {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return list.split(' ').map(Number);
  }

  function isGone(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  }

  test('runs the app in a session of its own, says so, and passes its exit code on', async () => {
    const { ended, notes } = startFixture('--exit-code=7');

    expect(await ended).toEqual([7, null]);
    expect(notes()).toContain('There is no display here: the app runs in a desktop session of its own');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends the app and its session on %s', async (signal) => {
    const { script, ended } = startFixture();
    await once(createInterface(script.stdout), 'line');
    const children = childrenOf(script);

    script.kill(signal);

    expect(await ended).toEqual([0, null]);
    expect(children).toHaveLength(3);
    expect(children.filter((pid) => !isGone(pid))).toEqual([]);
  });
});
