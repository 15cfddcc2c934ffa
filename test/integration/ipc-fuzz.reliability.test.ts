import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { APP_PAGE } from '../../src/main/app-protocol';
import { serveCommands } from '../../src/main/ipc';
import type { isTrustedSender } from '../../src/main/security';
import { type CommandName, commandChannel, commandNames, commandParsers } from '../../src/shared/contract';
import { heapAfterCollection } from '../support/collect-garbage';
import { commanding } from '../support/commands-under-test';
import { goodInputs } from '../support/good-inputs';
import { tellReliability, tries } from '../support/reliability';
import { aScope, aSnapshot, instancesOf } from '../support/snapshot-builder';

type Handler = (event: Event, input: unknown) => Promise<unknown>;
type Event = Parameters<typeof isTrustedSender>[0];

const handlers = vi.hoisted(() => new Map<string, unknown>());
// Of Electron only the end of the wire is played: what main has given it to be called with.
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: unknown) => handlers.set(channel, handler) },
  session: {},
  protocol: {},
}));
vi.mock('../../src/main/log', () => ({
  log: { warn: () => undefined, error: () => undefined },
}));

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
/** What a message may take of the processor's time, ms: the machine may do other things. */
const LONGEST_MS = 500;
const MOST_GROWTH_BYTES = 32 * 2 ** 20;

const times = tries({ inSuite: 3_000, inFull: 100_000 });

/** Everything that crosses an IPC, and what a broken preload might hand on: cyclic, enormous, exotic, with traps. */
const EXOTIC: readonly (() => unknown)[] = [
  () => 'x'.repeat(2_000_000),
  () => Array.from({ length: 100_000 }, () => 'i-0a1b2c3d'),
  () => Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, n])),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => {
    const cyclic: Record<string, unknown> = { scopeId: 'a' };
    cyclic['self'] = cyclic;
    cyclic['list'] = [cyclic, cyclic];
    return cyclic;
  },
  () => Array.from({ length: 5_000 }).reduce((inner) => [inner], 'deep'),
  () => new Proxy({}, { get: () => () => 'trap', has: () => true, ownKeys: () => ['scopeId'] }),
  () => ({
    get scopeId() {
      throw new Error(`a getter with ${SECRET}`);
    },
  }),
  () => new Uint8Array(1_000_000),
  () => new Map([['scopeId', SECRET]]),
  () => new Error(SECRET),
  () => Number.NaN,
  () => -0,
  () => 2n ** 64n,
  () => new Date(Number.NaN),
  () => Array.from({ length: 3 }).fill(1, 1),
  () => Symbol('x'),
  () => () => SECRET,
  () => '\u202e../../../etc/passwd\u0000',
  () => `'; DROP TABLE instances; -- ${SECRET}`,
];
const anything = fc.oneof(
  fc.nat(EXOTIC.length - 1).map((place) => ({ exotic: place })),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.string({ unit: 'binary' }),
);

/** What stands for a value that fast-check could not print. */
function made(put: unknown): unknown {
  const place: unknown =
    put !== null && typeof put === 'object' ? Object.getOwnPropertyDescriptor(put, 'exotic')?.value : null;
  return typeof place === 'number' ? EXOTIC[place]?.() : put;
}

/** An input that is right but for one place. */
function spoiled(input: unknown, path: readonly number[], put: unknown): unknown {
  if (typeof input !== 'object' || input === null || path.length === 0) return put;
  const [first = 0, ...rest] = path;
  const keys = [...Object.keys(input), 'more', '__proto__', 'constructor'];
  const key = keys[first % keys.length] ?? 'more';
  const copy: Record<string, unknown> = { ...Object(input) };
  Object.defineProperty(copy, key, {
    value: spoiled(Reflect.get(input, key), rest, put),
    enumerable: true,
    configurable: true,
  });
  return copy;
}

const message = fc.record({
  name: fc.constantFrom(...commandNames),
  input: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.array(fc.nat(20), { maxLength: 3 }), anything) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  sender: fc.constantFrom('ours', 'ours', 'ours', 'another window', 'a frame', 'a page elsewhere', 'gone'),
});
type Sender = 'ours' | 'another window' | 'a frame' | 'a page elsewhere' | 'gone';

const ours = new EventEmitter();

function eventFrom(sender: Sender): Event {
  const frames = {
    ours: { url: APP_PAGE, parent: null },
    'another window': { url: APP_PAGE, parent: null },
    'a frame': { url: APP_PAGE, parent: {} },
    'a page elsewhere': { url: 'https://ec2-tray.example/index.html', parent: null },
    gone: null,
  };
  const isEvent = (value: unknown): boolean => typeof value === 'object' && value !== null && 'senderFrame' in value;
  return z
    .custom<Event>(isEvent)
    .parse({ sender: sender === 'another window' ? new EventEmitter() : ours, senderFrame: frames[sender] });
}

const resultSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: z.looseObject({ code: z.string() }) }),
]);

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

function handlerOf(name: CommandName): Handler {
  const handler = handlers.get(commandChannel(name));
  if (!isHandler(handler)) throw new Error(`${name} is not served`);
  return handler;
}

const parses = (name: CommandName, input: unknown): boolean => {
  try {
    return commandParsers[name].safeParse(input).success;
  } catch {
    return false;
  }
};

const scene = commanding(aSnapshot({ scopes: [aScope({ instances: instancesOf({ state: 'stopped' }) })] }));

beforeAll(() => {
  serveCommands(
    scene.commands,
    (contents) => contents === z.custom<typeof contents>(() => true).parse(ours),
    () => undefined,
  );
});

test('no message, however hostile, crashes main, hangs it, gets a stack or a secret out of it, or reaches AWS', async () => {
  const counts = { sent: 0, taken: 0, refused: 0, untrusted: 0 };
  let longestMs = 0;
  const heapBefore = heapAfterCollection();
  await fc.assert(
    fc.asyncProperty(message, async ({ name, input: given, sender }) => {
      const input = given === null ? goodInputs[name] : spoiled(goodInputs[name], given[0], made(given[1]));
      const isValid = sender === 'ours' && parses(name, input);
      const callsBefore = scene.client.calls.length;
      const [begunAt, cpu] = [performance.now(), process.cpuUsage()];
      const answer = resultSchema.parse(await handlerOf(name)(eventFrom(sender), input));
      const used = process.cpuUsage(cpu);
      longestMs = Math.max(longestMs, Math.min(performance.now() - begunAt, (used.user + used.system) / 1_000));
      counts.sent += 1;
      if (!isValid) {
        const code = answer.ok ? 'ok' : answer.error.code;
        expect([code, scene.client.calls.length], `${name} from ${sender}`).toEqual([
          sender === 'ours' ? 'invalid-request' : 'untrusted-sender',
          callsBefore,
        ]);
        counts[sender === 'ours' ? 'refused' : 'untrusted'] += 1;
      } else {
        counts.taken += 1;
        expect(answer, `${name} itself`).not.toMatchObject({ error: { code: 'internal' } });
      }
      const text = JSON.stringify(answer) ?? '';
      if (!isValid) expect(text, 'what is answered').not.toContain(SECRET);
      expect(text, 'what is answered').not.toMatch(/\bat .+:\d+:\d+/);
    }),
    { numRuns: times, seed: 20_261_124, endOnFailure: true },
  );
  expect(longestMs, 'the longest that a message took, ms').toBeLessThan(LONGEST_MS);
  expect(Reflect.get({}, 'polluted'), 'every object has it').toBeUndefined();
  const growth = heapAfterCollection() - heapBefore;
  expect(growth, 'the heap grew, bytes').toBeLessThan(MOST_GROWTH_BYTES);
  tellReliability({
    part: 'Security',
    tried: `Random and hostile messages to every one of the ${commandNames.length} commands, also from wrong senders`,
    times: counts.sent,
    happened: `${counts.refused.toLocaleString('en')} refused for their form and ${counts.untrusted.toLocaleString('en')} for their sender, none of which ran anything; ${counts.taken.toLocaleString('en')} were in order; no crash, no stack, longest ${longestMs.toFixed(0)} ms, heap ${(growth / 2 ** 20).toFixed(1)} MB more`,
  });
}, 900_000);
