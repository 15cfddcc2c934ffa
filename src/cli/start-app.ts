import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import type net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { appError, fail, ok, type Result } from '../shared/errors';
import { connect } from './connection';

/** How long the app has until it listens, ms. */
const START_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** Of what it said before it failed. */
const LONGEST_DETAIL = 500;

/** How the app is started from here. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether it brings a display of its own where there is none. */
  readonly bringsDisplay: boolean;
}

/** Starts the app without its window, to outlive this process; resolves when it listens. */
export async function startApp(
  { file, args, bringsDisplay }: Launch,
  userData: string,
  socket: string,
): Promise<Result<net.Socket>> {
  const { env, platform } = process;
  const hasDisplay = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (platform === 'linux' && !hasDisplay && !bringsDisplay) return fail(appError('app-not-started'));
  const logFolder = path.join(userData, 'logs');
  const logFile = path.join(logFolder, 'started-by-command.log');
  mkdirSync(logFolder, { recursive: true });
  // Not a pipe: the app goes on writing when this process is gone.
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(file, [...args, '--hidden', `--user-data-dir=${userData}`], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
    env: withoutNodeMode(env),
  });
  closeSync(log);
  let ended: string | null = null;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    // With 0 it has left the field to an app that was just being started by somebody else.
    if (code !== 0) ended = readFileSync(logFile, 'utf8').trim() || `${signal ?? code}`;
  });
  child.unref();
  const deadline = Date.now() + START_LIMIT_MS;
  while (ended === null && Date.now() < deadline) {
    const connection = await connect(socket);
    if (connection !== null) return ok(connection);
    await delay(LOOK_EVERY_MS);
  }
  return fail(appError('app-not-started', { detail: ended === null ? null : String(ended).slice(-LONGEST_DETAIL) }));
}

/** Set in the terminals of some editors, it would turn Electron into a plain Node. */
function withoutNodeMode({ ELECTRON_RUN_AS_NODE: _mode, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}
