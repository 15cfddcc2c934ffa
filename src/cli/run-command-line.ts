import os from 'node:os';
import path from 'node:path';
import { version } from '../../package.json';
import { socketPath } from '../main/command-line/socket-path';
import { languageFor } from '../main/language';
import { assertNever } from '../shared/assert-never';
import type { CommandLineAnswer } from '../shared/command-line-protocol';
import { type AppError, appError, fail, ok, type Result } from '../shared/errors';
import { reportError } from '../shared/report-error';
import { type Translator, translatorFor } from '../shared/translator';
import { type CommandLine, parseCommandLine } from './arguments';
import type { Command } from './commands';
import { ask, connect } from './connection';
import { exitCodeOf, exitCodeOfError } from './exit-code';
import { helpText } from './help';
import { errorText, jsonOutput, progressText, textOutput } from './output';
import { type Launch, startApp } from './start-app';
import { userDataFolder } from './user-data-folder';

/** After this a person wants to know what takes so long, ms. */
const PATIENCE_MS = 1_000;

/** Runs one command with this process's streams and environment; resolves with its exit code. */
export async function runCommandLine(args: readonly string[], launch: Launch): Promise<number> {
  const line = parseCommandLine(args);
  const userData = path.resolve(
    line.userDataDir ?? userDataFolder({ platform: process.platform, env: process.env, home: os.homedir() }),
  );
  const { uid, username } = os.userInfo();
  const socket = socketPath(userData, { platform: process.platform, uid, userName: username });
  const { task } = line;
  switch (task.kind) {
    case 'version':
      await write(process.stdout, `${version}\n`);
      return 0;
    case 'help':
      await write(process.stdout, helpText(await translatorOf(socket)));
      return 0;
    case 'mistake': {
      const translator = await translatorOf(socket);
      return refuse(appError('usage', { values: { reason: translator.text(task.reason) } }), line, translator);
    }
    case 'request': {
      const answer = await answerTo(task.request, line, { launch, userData, socket });
      if (!answer.ok) return refuse(answer.error, line, await translatorOf(socket));
      await show(task.command, answer.value, line);
      return exitCodeOf(answer.value);
    }
    default:
      return assertNever(task);
  }
}

interface App {
  readonly launch: Launch;
  readonly userData: string;
  readonly socket: string;
}

type Request = Extract<CommandLine['task'], { kind: 'request' }>['request'];

async function answerTo(
  request: Request,
  { startsApp, json }: CommandLine,
  { launch, userData, socket }: App,
): Promise<Result<CommandLineAnswer>> {
  const running = await connect(socket);
  if (running === null && !startsApp) return fail(appError('app-not-running'));
  const tell = (text: string): void => {
    if (!json) process.stderr.write(text);
  };
  const { t } = systemTranslator();
  const impatience = setTimeout(() => tell(`${t(running === null ? 'cli.starting' : 'cli.asking')}\n`), PATIENCE_MS);
  try {
    const connected = running === null ? await startApp(launch, userData, socket) : ok(running);
    if (!connected.ok) return connected;
    return await ask(connected.value, request, (progress) => {
      clearTimeout(impatience);
      tell(progressText(progress));
    });
  } finally {
    clearTimeout(impatience);
  }
}

async function show(command: Command, answer: CommandLineAnswer, { json }: CommandLine): Promise<void> {
  const look = {
    translator: translatorFor(answer.language),
    now: Date.now(),
    hasColor: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  };
  const { out, err } = json ? jsonOutput(answer) : textOutput(command, answer, look);
  await write(process.stderr, err);
  await write(process.stdout, out);
}

/** Tells what went wrong on this side of the connection. */
async function refuse(error: AppError, { json }: CommandLine, translator: Translator): Promise<number> {
  const reported = reportError(error, translator);
  if (json) await write(process.stdout, jsonOutput({ instances: [], scopes: [], error: reported }).out);
  else await write(process.stderr, errorText(reported, translator));
  return exitCodeOfError(reported);
}

/** In the language of the running app, else in that of the terminal. */
async function translatorOf(socket: string): Promise<Translator> {
  const connection = await connect(socket);
  if (connection === null) return systemTranslator();
  const answer = await ask(connection, { protocol: 1, command: 'hello' }, () => undefined);
  return answer.ok ? translatorFor(answer.value.language) : systemTranslator();
}

function systemTranslator(): Translator {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = (LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale).replace('_', '-');
  return translatorFor(languageFor('system', [locale]));
}

/** Resolves when it has been taken, so that the process may end. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === '') resolve();
    else stream.write(text, () => resolve());
  });
}
