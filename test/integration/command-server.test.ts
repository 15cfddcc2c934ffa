import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask, connect } from '../../src/cli/connection';
import { systemClock } from '../../src/main/clock';
import { type CommandServerParts, startCommandServer } from '../../src/main/command-line/command-server';
import { type CommandLineAnswer, LONGEST_REQUEST } from '../../src/shared/command-line-protocol';
import { ManualClock, settled } from '../support/manual-clock';
import { temporaryDirectory } from '../support/temporary-directory';

const hello = { protocol: 1, command: 'hello' } as const;
const answered: CommandLineAnswer = { kind: 'answer', language: 'en', instances: [], scopes: [], error: null };
const error = { code: 'invalid-request', message: 'No', hint: '', awsCode: null, detail: null, requestId: null };
const refused: CommandLineAnswer = { ...answered, error };

async function serving(given: Partial<CommandServerParts> = {}) {
  const parts = {
    socket: path.join(temporaryDirectory(), 'command-line/socket'),
    clock: systemClock,
    run: async () => answered,
    refusal: () => refused,
    ...given,
  };
  const server = await startCommandServer(parts);
  onTestFinished(() => server.close());
  return { server, socket: parts.socket };
}

/** Sends these bytes and gives back all that comes until the other side ends. */
function exchange(socket: string, bytes: string | Buffer, endsAfter = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = net.connect(socket);
    let text = '';
    connection.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    connection.on('close', () => resolve(text));
    connection.on('error', (problem) => ('code' in problem && problem.code === 'ENOENT' ? reject(problem) : undefined));
    if (endsAfter) connection.end(bytes);
    else connection.write(bytes);
  });
}

const line = (reply: unknown): string => `${JSON.stringify(reply)}\n`;

/** A Unix socket that nobody listens on: what a killed app leaves behind. */
function leaveSocket(socket: string): void {
  mkdirSync(path.dirname(socket), { recursive: true, mode: 0o700 });
  const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script, socket]);
  expect(existsSync(socket), 'a socket was left').toBe(true);
}

describe('the command server', () => {
  test('answers one request line of each connection, and ends it', async () => {
    const { socket } = await serving();
    expect(await exchange(socket, line(hello))).toBe(line(answered));
    expect(await exchange(socket, `${line(hello)}${line(hello)}more`)).toBe(line(answered));
  });

  test('can be opened by this user only', async () => {
    const { socket } = await serving();
    expect((statSync(socket).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(path.dirname(socket)).mode & 0o777).toString(8)).toBe('700');
  });

  test('does not listen where others could get at its folder, and the client does not go there', async () => {
    const socket = path.join(temporaryDirectory(), 'shared/socket');
    mkdirSync(path.dirname(socket));
    chmodSync(path.dirname(socket), 0o777);
    await expect(serving({ socket })).rejects.toThrow('open to others');
    const foreign = net.createServer();
    onTestFinished(() => void foreign.close());
    await new Promise<void>((resolve) => foreign.listen(socket, resolve));
    expect(await connect(socket)).toBeNull();
  });

  test('takes the place of an app that was killed', async () => {
    const socket = path.join(temporaryDirectory(), 'command-line/socket');
    leaveSocket(socket);
    expect(await connect(socket), 'nobody listens').toBeNull();
    await serving({ socket });
    expect(await exchange(socket, line(hello))).toBe(line(answered));
  });

  test('leaves the socket of an app that listens alone', async () => {
    const { socket } = await serving();
    await expect(serving({ socket })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await exchange(socket, line(hello))).toBe(line(answered));
  });

  test.each([
    ['no JSON', 'GET / HTTP/1.1\n'],
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xfe, 0x0a])],
    ['an empty line', '\n'],
    ['an unknown command', line({ protocol: 1, command: 'quit' })],
    ['another protocol', line({ ...hello, protocol: 2 })],
    ['unknown fields', line({ ...hello, more: true })],
    ['an action on everything', line({ protocol: 1, command: 'act', action: 'stop', names: [], filters: [] })],
    ['more than may be', 'x'.repeat(LONGEST_REQUEST)],
    ['a line that is too long', `${JSON.stringify({ ...hello, names: ['x'.repeat(LONGEST_REQUEST)] })}\n`],
  ])('refuses %s, and goes on', async (_what, bytes) => {
    const { socket } = await serving();
    expect(await exchange(socket, bytes)).toBe(line(refused));
    expect(await exchange(socket, line(hello))).toBe(line(answered));
  });

  test('takes a request that comes in pieces', async () => {
    const { socket } = await serving();
    const connection = net.connect(socket);
    const reply = new Promise((resolve) => connection.setEncoding('utf8').once('data', resolve));
    for (const character of line(hello)) {
      await new Promise<void>((resolve) => connection.write(character, () => resolve()));
    }
    expect(await reply).toBe(line(answered));
  });

  test('lets go of one that sends half a line and ends', async () => {
    const { socket } = await serving();
    expect(await exchange(socket, '{"protocol":1', true)).toBe('');
  });

  test('lets go of one that does not send its request in time', async () => {
    const clock = new ManualClock();
    const { socket } = await serving({ clock });
    const silent = exchange(socket, '{"protocol":1');
    // The connection must have got there before the time goes on.
    while (clock.waiting === 0) await settled();
    await clock.advance(5_000);
    expect(await silent).toBe('');
    expect(clock.waiting, 'no timer is left').toBe(0);
  });

  test('tells of progress before the answer, however long it takes', async () => {
    const { socket } = await serving({
      run: async (_request, onProgress) => {
        onProgress({ kind: 'progress', name: 'web-1', instanceId: 'i-1', look: 'Starting…' });
        await settled();
        onProgress({ kind: 'progress', name: 'web-1', instanceId: 'i-1', look: 'Running' });
        return answered;
      },
    });
    const connection = await connect(socket);
    if (connection === null) throw new Error('Nobody listens');
    const looks: string[] = [];
    const answer = await ask(connection, hello, ({ look }) => looks.push(look));
    expect(answer).toEqual({ ok: true, value: answered });
    expect(looks).toEqual(['Starting…', 'Running']);
  });

  test('is told when nobody waits for the answer any more', async () => {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let tell = (): void => undefined;
    const left = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const { socket } = await serving({
      run: async (_request, _onProgress, signal) => {
        signal.addEventListener('abort', () => tell());
        begin();
        await left;
        return answered;
      },
    });
    const connection = net.connect(socket);
    connection.write(line(hello));
    await begun;
    connection.destroy();
    await left;
  });

  test('answers 50 at once', async () => {
    const { socket } = await serving();
    const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(socket, line(hello))));
    expect(new Set(answers)).toEqual(new Set([line(answered)]));
    expect(answers).toHaveLength(50);
  });

  test('gives an answer that is much larger than what a socket holds', async () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`tag-${n}`, '값'.repeat(200)]));
    const instance = {
      instanceId: 'i-1',
      name: null,
      state: 'running',
      look: 'running',
      instanceType: 't3.micro',
      availabilityZone: null,
      publicDnsName: null,
      publicIpAddress: null,
      privateIpAddress: null,
      launchTime: null,
      tags,
      profile: 'work',
      region: 'ap-northeast-2',
      result: null,
      error: null,
    } as const;
    const large = { ...answered, instances: Array.from({ length: 200 }, () => instance) };
    const { socket } = await serving({ run: async () => large });
    const connection = await connect(socket);
    if (connection === null) throw new Error('Nobody listens');
    expect(await ask(connection, hello, () => undefined)).toEqual({ ok: true, value: large });
  });

  test('ends its connections and takes its socket away when the app ends', async () => {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { server, socket } = await serving({
      run: () => {
        begin();
        return new Promise(() => undefined);
      },
    });
    const connection = await connect(socket);
    if (connection === null) throw new Error('Nobody listens');
    const answer = ask(connection, hello, () => undefined);
    await begun;
    await server.close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'app-gone' } });
    expect(existsSync(socket)).toBe(false);
  });
});
