import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DesktopSession } from '../../scripts/desktop-session.mjs';
import { Bus } from './desktop/bus';

/** A keyring on a session bus, with an empty password and everything of it in one folder. */
export interface TestKeyring {
  stop(): Promise<void>;
}

/** Starts gnome-keyring, unlocked; why there is none, where this machine cannot have one. */
export async function startKeyring(
  folder: string,
  session: Pick<DesktopSession, 'env' | 'busAddress'>,
): Promise<TestKeyring | string> {
  const runtimeFolder = path.join(folder, 'runtime');
  await mkdir(runtimeFolder, { recursive: true, mode: 0o700 });
  const bus = await Bus.connect(session.busAddress);
  await bus.subscribe('org.freedesktop.DBus');
  const ready = new Promise<null>((resolve) => {
    bus.onSignal(({ member, body }) => {
      const [name, , owner] = body;
      if (member === 'NameOwnerChanged' && name === 'org.freedesktop.secrets' && owner !== '') resolve(null);
    });
  });
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...session.env, HOME: folder, XDG_DATA_HOME: path.join(folder, 'data'), XDG_RUNTIME_DIR: runtimeFolder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => daemon.once('close', () => resolve()));
  const failed = new Promise<string>((resolve) => {
    daemon.once('error', (error) => resolve(`gnome-keyring-daemon does not start: ${error.message}`));
    daemon.once('exit', (code) => resolve(`gnome-keyring-daemon ended with code ${code}`));
  });
  daemon.stdin.on('error', () => undefined);
  daemon.stdin.end('\n');
  const problem = await Promise.race([ready, failed]);
  bus.close();
  if (problem !== null) return problem;
  return {
    async stop() {
      daemon.kill();
      await ended;
    },
  };
}
