import net from 'node:net';
import { isPrivate } from '../main/command-line/socket-path';
import {
  type CommandLineAnswer,
  type CommandLineProgress,
  type CommandLineRequest,
  commandLineReplySchema,
} from '../shared/command-line-protocol';
import { type AppError, appError, fail, ok, type Result } from '../shared/errors';

/** More than 100,000 instances. */
const LONGEST_REPLY = 128 * 1024 * 1024;

/** A connection to the running app; null where none listens. */
export async function connect(socket: string): Promise<net.Socket | null> {
  if (!(await isPrivate(socket))) return null;
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once('error', () => resolve(null));
    connection.once('connect', () => {
      connection.removeAllListeners('error');
      resolve(connection);
    });
  });
}

/** Sends the one request of a connection. Fails with `app-gone` where the app ends before its answer. */
export function ask(
  connection: net.Socket,
  request: CommandLineRequest,
  onProgress: (progress: CommandLineProgress) => void,
): Promise<Result<CommandLineAnswer, AppError>> {
  return new Promise((resolve) => {
    const parts: string[] = [];
    let length = 0;
    const end = (result: Result<CommandLineAnswer>): void => {
      resolve(result);
      connection.destroy();
    };
    connection.setEncoding('utf8');
    connection.on('data', (chunk: string) => {
      parts.push(chunk);
      length += chunk.length;
      if (length > LONGEST_REPLY) end(fail(appError('app-gone')));
      if (!chunk.includes('\n')) return;
      const lines = parts.join('').split('\n');
      parts.splice(0, parts.length, lines.pop() ?? '');
      for (const line of lines) {
        const reply = replyOf(line);
        if (reply === null) end(fail(appError('app-gone')));
        else if (reply.kind === 'answer') end(ok(reply));
        else onProgress(reply);
      }
    });
    connection.on('error', () => end(fail(appError('app-gone'))));
    connection.on('close', () => end(fail(appError('app-gone'))));
    connection.write(`${JSON.stringify(request)}\n`);
  });
}

/** An app of another version may speak differently. */
function replyOf(line: string): CommandLineAnswer | CommandLineProgress | null {
  try {
    const reply = commandLineReplySchema.safeParse(JSON.parse(line));
    return reply.success ? reply.data : null;
  } catch {
    return null;
  }
}
