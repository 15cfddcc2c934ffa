import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDesktopSession } from '../../scripts/desktop-session.mjs';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';
import { aProfile, seoul } from '../support/snapshot-builder';

/*
 * How long `ec2-tray list --json` takes, from the start of its process to its end, while the app runs. Bound: 0.5 s.
 */

const ROOT = path.join(import.meta.dirname, '../..');
const BOUND_MS = 500;
const RUNS = 31;
const PATIENCE_MS = 60_000;
const LONGEST_OUTPUT = 64 * 1024 * 1024;

const run = promisify(execFile);

interface Timed {
  readonly ms: number;
  readonly instances: number;
}

/** The command against an app whose one Profile has so many instances in Seoul; answers its median, ms. */
async function bench(instances: number, executable: string, sessionEnv: Readonly<Record<string, string>>) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'ec2-tray-bench-'));
  const userData = path.join(home, 'user-data');
  const endpoint = await startEndpoint({ fleet: generatedFleet({ instances, regions: [seoul] }) });
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  await mkdir(path.join(home, '.aws'));
  await mkdir(userData);
  await writeFile(
    path.join(home, '.aws/config'),
    `[profile work]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
  const profiles = [aProfile({ endpointUrl: endpoint.url })];
  await writeFile(path.join(userData, 'profiles.json'), JSON.stringify({ version: 1, profiles }));
  const env = { ...sessionEnv, HOME: home, AWS_EC2_METADATA_DISABLED: 'true', LANG: 'en_US.UTF-8' };
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(executable, [...sandbox, ROOT, `--user-data-dir=${userData}`, '--hidden'], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => app.once('exit', resolve));

  async function list(): Promise<Timed> {
    const args = ['list', '--json', '--user-data-dir', userData];
    const begun = performance.now();
    const { stdout } = await run(path.join(ROOT, 'bin/ec2-tray'), args, { env, maxBuffer: LONGEST_OUTPUT });
    const ms = performance.now() - begun;
    return { ms, instances: stdout.match(/"instanceId":/g)?.length ?? 0 };
  }

  try {
    const until = performance.now() + PATIENCE_MS;
    // Until it listens and has listed its Region: before that the answer is another one.
    while ((await list().catch(() => null))?.instances !== instances) {
      if (performance.now() > until) throw new Error(`The app shows no ${instances} instances`);
      await delay(200);
    }
    const times: number[] = [];
    for (let n = 0; n < RUNS; n += 1) times.push((await list()).ms);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor(share * (RUNS - 1))] ?? 0);
    console.log(
      `list --json, ${String(instances).padStart(5)} instances   shortest ${at(0)} ms   median ${at(0.5)} ms   longest ${at(1)} ms`,
    );
    return at(0.5);
  } finally {
    app.kill();
    await ended;
    await endpoint.close();
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const { executable } = await findElectron();
const session = await startDesktopSession();
try {
  const medians = [await bench(30, executable, session.env), await bench(1_000, executable, session.env)];
  if (medians.some((median) => median > BOUND_MS)) {
    console.error(`The median is above ${BOUND_MS} ms`);
    process.exitCode = 1;
  }
} finally {
  await session.stop();
}
