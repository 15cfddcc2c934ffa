import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { startDesktopSession } from '../../scripts/desktop-session.mjs';
import { Bus } from '../support/desktop/bus';

const OWNER = fileURLToPath(new URL('../support/desktop/session-owner.mjs', import.meta.url));
const startedSchema = z.object({ pids: z.array(z.number()).length(2), busAddress: z.string(), display: z.string() });

/** A process that has ended but was not collected by its parent yet does nothing any more. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function socketOf(busAddress: string): string {
  return /path=([^,]+)/.exec(busAddress)?.[1] ?? '';
}

describe.runIf(process.platform === 'linux')('a desktop session of its own', () => {
  const owners: ChildProcess[] = [];

  afterEach(() => {
    for (const owner of owners.splice(0)) owner.kill('SIGKILL');
  });

  async function startOwner() {
    const owner = spawn(process.execPath, [OWNER], { stdio: ['ignore', 'pipe', 'inherit'] });
    owners.push(owner);
    const [line] = await once(createInterface(owner.stdout), 'line');
    return { owner, ...startedSchema.parse(JSON.parse(z.string().parse(line))) };
  }

  test('has an X server and a bus that answer, and leaves nothing behind when it is stopped', async () => {
    const session = await startDesktopSession();
    onTestFinished(session.stop);
    const bus = await Bus.connect(session.busAddress);
    const [names] = await bus.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'ListNames',
    });
    bus.close();

    expect(names).toContain('org.freedesktop.DBus');
    expect(existsSync(`/tmp/.X11-unix/X${session.display.slice(1)}`)).toBe(true);

    await session.stop();

    expect(session.pids.filter(runs)).toEqual([]);
    expect(existsSync(socketOf(session.busAddress))).toBe(false);
  });

  test('has another display and another bus than the one beside it', async () => {
    const sessions = await Promise.all([startDesktopSession(), startDesktopSession(), startDesktopSession()]);
    onTestFinished(async () => {
      await Promise.all(sessions.map(({ stop }) => stop()));
    });

    expect(new Set(sessions.map(({ display }) => display)).size).toBe(3);
    expect(new Set(sessions.map(({ busAddress }) => busAddress)).size).toBe(3);
  });

  test('can be stopped twice', async () => {
    const session = await startDesktopSession();

    await session.stop();

    await expect(session.stop()).resolves.toBeUndefined();
  });

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('ends when its owner is ended by %s', async (signal) => {
    const { owner, pids, busAddress } = await startOwner();
    expect(pids.filter(runs)).toEqual(pids);

    owner.kill(signal);

    await vi.waitFor(() => expect(pids.filter(runs)).toEqual([]), { timeout: 12_000, interval: 20 });
    await vi.waitFor(() => expect(existsSync(socketOf(busAddress))).toBe(false), { timeout: 12_000, interval: 20 });
  });

  test('says which program did not start and who names the missing packages', async () => {
    await expect(startDesktopSession({ screen: 'no screen' })).rejects.toThrow(
      /Xvfb did not start: [\s\S]*node scripts\/electron-runtime\.mjs/,
    );
  });
});
