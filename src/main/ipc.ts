import { ipcMain, type WebContents } from 'electron';
import {
  type CommandFunctions,
  type CommandName,
  type ContractEvents,
  commandChannel,
  commandNames,
  commandParsers,
  type EventName,
  eventChannel,
  type ParsedCommandInput,
} from '../shared/contract';
import { appError, fail, ok, type Result } from '../shared/errors';
import { log } from './log';
import { isPlainData } from './plain-data';
import { isTrustedSender } from './security';

/**
 * Lets windows call the commands: sender check -> parse -> command -> Result. Whatever goes wrong comes back as an
 * AppError; no stack ever reaches a window. `beforeAnswer` runs once a command is done, before the window knows.
 */
export function serveCommands(
  commands: CommandFunctions,
  isOurs: (contents: WebContents) => boolean,
  beforeAnswer: () => void,
): void {
  for (const name of commandNames) {
    ipcMain.handle(commandChannel(name), async (event, input: unknown): Promise<Result<unknown>> => {
      if (!isTrustedSender(event, isOurs)) {
        log.warn('ipc: refused a sender', { command: name });
        return fail(appError('untrusted-sender'));
      }
      const answer = await runCommand(commands, name, input);
      beforeAnswer();
      return answer;
    });
  }
}

/** Parses the input by the contract and runs the command. */
export async function runCommand<Name extends CommandName>(
  commands: CommandFunctions,
  name: Name,
  input: unknown,
): Promise<Result<unknown>> {
  const parsed = parse(name, input);
  if (!parsed.ok) return parsed;
  try {
    return await commands[name](parsed.value);
  } catch (thrown) {
    log.error('ipc: a command threw', { command: name, error: thrown });
    return fail(appError('internal'));
  }
}

/** A look at it, as at anything from outside, may throw. */
function parse<Name extends CommandName>(name: Name, input: unknown): Result<ParsedCommandInput<Name>> {
  try {
    if (!isPlainData(input)) return fail(appError('invalid-request'));
    const parsed = commandParsers[name].safeParse(input);
    if (parsed.success) return ok(parsed.data);
    return fail(appError('invalid-request', { detail: parsed.error.issues[0]?.message ?? null }));
  } catch {
    return fail(appError('invalid-request'));
  }
}

/** Tells a window of ours something of the contract; one that is gone is not told. */
export function sendEvent<Name extends EventName>(
  contents: WebContents,
  name: Name,
  payload: ContractEvents[Name],
): void {
  if (!contents.isDestroyed()) contents.send(eventChannel(name), payload);
}
