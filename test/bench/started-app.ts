import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { startDesktopSession } from '../../scripts/desktop-session.mjs';
import { startTestDesktop } from '../support/desktop/desktop';
import type { TrayItem } from '../support/desktop/tray-item';

/*
 * Apps as a person starts them, each on a desktop of its own, without a debugger that would cost time: ours, and an empty one
 * of the same Electron to hold it against.
 */

export const ROOT = path.join(import.meta.dirname, '../..');
const EMPTY_APP = path.join(import.meta.dirname, 'empty-app');
/** Tells when a window has been painted; see there. */
const PAINT_PROBE = path.join(import.meta.dirname, 'paint-probe.cjs');

/** The time, in ms, that all processes of this machine agree on. */
export const now = (): number => performance.timeOrigin + performance.now();

export interface StartedApp {
  readonly pid: number;
  readonly tray: TrayItem;
  /** From the start of its process to the registration of its tray icon, ms. */
  readonly trayAfterMs: number;
  /** The next moment at which its window has been painted with data in it, by `now`. */
  nextPaint(): Promise<number>;
  stop(): Promise<void>;
}

interface StartGiven {
  readonly executable: string;
  /** The app's user data, made before it starts; none for the empty one. */
  readonly prepare?: (home: string) => void;
  readonly args?: readonly string[];
  /** Whether it is to tell when its window is painted. */
  readonly isProbed?: boolean;
}

export const startOurs = (given: StartGiven): Promise<StartedApp> => start(ROOT, given);
export const startEmpty = (given: StartGiven): Promise<StartedApp> => start(EMPTY_APP, given);

async function start(
  folder: string,
  { executable, prepare, args = [], isProbed = false }: StartGiven,
): Promise<StartedApp> {
  const session = await startDesktopSession();
  const desktop = await startTestDesktop({ busAddress: session.busAddress, notifications: true });
  const home = mkdtempSync(path.join(os.tmpdir(), 'ec2-tray-bench-'));
  mkdirSync(path.join(home, 'user-data'));
  prepare?.(home);
  const begunAt = now();
  const child = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(isProbed ? ['-r', PAINT_PROBE] : []),
      folder,
      `--user-data-dir=${path.join(home, 'user-data')}`,
      ...args,
    ],
    {
      env: {
        ...plain(session.env),
        HOME: home,
        XDG_CONFIG_HOME: path.join(home, '.config'),
        AWS_EC2_METADATA_DISABLED: 'true',
        LANG: 'en_US.UTF-8',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const paints = linesOf(child);
  const tray = await desktop.waitForTrayItem({ timeoutMs: 30_000 });
  const trayAfterMs = now() - begunAt;
  return {
    pid: child.pid ?? 0,
    tray,
    trayAfterMs,
    nextPaint: () => paints.next('painted '),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      desktop.stop();
      await session.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Without what this machine says of AWS, of proxies and of whom to trust: each costs something of its own. */
const plain = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS_|NODE_|.*_proxy$|.*CERT)/i.test(name)));

/** What a program says on its standard output, for who waits for it. */
function linesOf({ stdout }: ChildProcess) {
  const waiting: { readonly prefix: string; readonly resolve: (told: number) => void }[] = [];
  if (stdout !== null) {
    createInterface(stdout).on('line', (line) => {
      const at = waiting.findIndex(({ prefix }) => line.startsWith(prefix));
      const [first] = at < 0 ? [] : waiting.splice(at, 1);
      first?.resolve(Number(line.slice(first.prefix.length)));
    });
  }
  return {
    next: (prefix: string): Promise<number> => new Promise((resolve) => waiting.push({ prefix, resolve })),
  };
}

/** Profiles that show so many scopes of these endpoints, each of ten Regions at most, as the app keeps them. */
export function keepProfiles(home: string, profiles: readonly KeptProfile[]): void {
  const config = profiles.flatMap(({ accessKey }, index) => [
    `[profile p${index}]`,
    `aws_access_key_id = ${accessKey.accessKeyId}`,
    `aws_secret_access_key = ${accessKey.secretAccessKey}`,
  ]);
  mkdirSync(path.join(home, '.aws'), { recursive: true });
  writeFileSync(path.join(home, '.aws/config'), `${config.join('\n')}\n`);
  const kept = profiles.map(({ endpointUrl, regions }, index) => ({
    id: `p-${index}`,
    name: `p${index}`,
    color: 'blue',
    source: { kind: 'named-profile', profileName: `p${index}` },
    regions,
    endpointUrl,
    filter: null,
    isDryRun: false,
    isEnabled: true,
    ssh: { user: 'ec2-user', keyFile: null, template: 'ssh {user}@{host}' },
  }));
  writeFileSync(path.join(home, 'user-data/profiles.json'), JSON.stringify({ version: 1, profiles: kept }));
}

interface KeptProfile {
  readonly endpointUrl: string;
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly regions: readonly string[];
}
