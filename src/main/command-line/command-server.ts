import { chmod, unlink } from 'node:fs/promises';
import net from 'node:net';
import {
  type CommandLineAnswer,
  type CommandLineProgress,
  type CommandLineRequest,
  commandLineRequestSchema,
  LONGEST_REQUEST,
} from '../../shared/command-line-protocol';
import type { Clock } from '../clock';
import { makeSocketFolder } from './socket-path';

/** From the connection to the whole request, and from the answer to its last byte, ms. */
const SENDING_LIMIT_MS = 5_000;
const READING_LIMIT_MS = 30_000;
const MOST_CONNECTIONS = 100;

export interface CommandServerParts {
  readonly socket: string;
  readonly clock: Clock;
  /** `signal` tells that nobody waits for the answer any more. Never rejects. */
  readonly run: (
    request: CommandLineRequest,
    onProgress: (progress: CommandLineProgress) => void,
    signal: AbortSignal,
  ) => Promise<CommandLineAnswer>;
  /** What a request that is none is answered with. */
  readonly refusal: () => CommandLineAnswer;
}

export interface CommandServer {
  /** Ends every connection and takes the socket away. */
  close(): Promise<void>;
}

/**
 * Listens for commands of this user: one request line for each connection, answered by lines. Who ends the connection
 * does not want the answer. The socket of an app that was killed is replaced. Rejects where another process listens
 * already, or the folder cannot be made private.
 */
export async function startCommandServer(parts: CommandServerParts): Promise<CommandServer> {
  const connections = new Set<net.Socket>();
  const server = net.createServer((connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    serve(connection, parts);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await makeSocketFolder(parts.socket);
  await listen(server, parts.socket);
  if (process.platform !== 'win32') await chmod(parts.socket, 0o600);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

async function listen(server: net.Server, socket: string): Promise<void> {
  try {
    await listenOnce(server, socket);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || process.platform === 'win32' || (await answers(socket))) throw error;
    await unlink(socket);
    await listenOnce(server, socket);
  }
}

function listenOnce(server: net.Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Whether anybody listens: the file of a killed app refuses. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect(socket);
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
}

function serve(connection: net.Socket, parts: CommandServerParts): void {
  const { clock } = parts;
  const gone = new AbortController();
  let cancelTimer = clock.after(SENDING_LIMIT_MS, () => connection.destroy());
  let received = Buffer.alloc(0);

  function answer(reply: CommandLineAnswer): void {
    cancelTimer();
    cancelTimer = clock.after(READING_LIMIT_MS, () => connection.destroy());
    connection.end(line(reply));
  }

  async function run(text: string): Promise<void> {
    cancelTimer();
    const request = parsed(text);
    if (request === null) {
      answer(parts.refusal());
      return;
    }
    const onProgress = (progress: CommandLineProgress): void => {
      connection.write(line(progress));
    };
    const reply = await parts.run(request, onProgress, gone.signal);
    if (!gone.signal.aborted) answer(reply);
  }

  function onData(chunk: Buffer): void {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf('\n');
    if (end < 0 && received.length < LONGEST_REQUEST) return;
    connection.removeListener('data', onData);
    // Whatever else comes is read and dropped, or the end of the connection would not be noticed.
    connection.resume();
    if (end < 0 || end >= LONGEST_REQUEST) answer(parts.refusal());
    else void run(received.subarray(0, end).toString('utf8'));
  }

  connection.on('data', onData);
  connection.on('error', () => connection.destroy());
  connection.once('close', () => {
    cancelTimer();
    gone.abort();
  });
}

const line = (reply: CommandLineAnswer | CommandLineProgress): string => `${JSON.stringify(reply)}\n`;

function parsed(text: string): CommandLineRequest | null {
  try {
    const request = commandLineRequestSchema.safeParse(JSON.parse(text));
    return request.success ? request.data : null;
  } catch {
    return null;
  }
}
