import { type CommandLineRequest, commandLineRequestSchema, FILTER_NAMES } from '../shared/command-line-protocol';
import { fail, ok, type Result } from '../shared/errors';
import type { Text } from '../shared/text';
import { COMMANDS, type Command } from './commands';
import { OPTIONS, tokensOf } from './options';

/** Seconds. */
const DEFAULT_TIMEOUT = 600;

export type OptionName = keyof typeof OPTIONS;

/** What the command line asks for, whatever it is. */
export interface CommandLine {
  readonly json: boolean;
  readonly startsApp: boolean;
  readonly userDataDir: string | null;
  readonly task:
    | { readonly kind: 'help' | 'version' }
    /** What is wrong with it. */
    | { readonly kind: 'mistake'; readonly reason: Text }
    | { readonly kind: 'request'; readonly command: Command; readonly request: CommandLineRequest };
}

type Values = ReadonlyMap<OptionName, readonly string[]>;

/** Reads the arguments after `ec2-tray`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = new Map<OptionName, string[]>();
  const words: string[] = [];
  let mistake: Text | null = null;
  for (const token of tokensOf(args)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    if (!isOption(token.name)) mistake ??= { key: 'cli.usage.unknownOption', values: { option } };
    else if (OPTIONS[token.name].type === 'string' && !token.value) {
      mistake ??= { key: 'cli.usage.needsValue', values: { option } };
    } else if (OPTIONS[token.name].type === 'boolean' && token.value !== undefined) {
      mistake ??= { key: 'cli.usage.takesNoValue', values: { option } };
    } else values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  return {
    json: values.has('json'),
    startsApp: !values.has('no-start'),
    userDataDir: lastOf(values, 'user-data-dir'),
    task: mistake !== null ? { kind: 'mistake', reason: mistake } : taskOf(words, values),
  };
}

function taskOf([word, ...names]: readonly string[], values: Values): CommandLine['task'] {
  if (values.has('help')) return { kind: 'help' };
  if (values.has('version')) return { kind: 'version' };
  if (word === undefined) return mistake('cli.usage.noCommand');
  const command = COMMANDS.find((known) => known === word);
  if (command === undefined) return mistake('cli.usage.unknownCommand', { command: word });
  for (const name of values.keys()) {
    const commands: readonly Command[] = OPTIONS[name].commands;
    if (!commands.includes(command)) return mistake('cli.usage.notForCommand', { option: `--${name}`, command });
  }
  if (command !== 'list' && names.length === 0 && !values.has('filter')) {
    return mistake('cli.usage.needsName', { command });
  }
  const request = requestOf(command, names, values);
  return request.ok ? { kind: 'request', command, request: request.value } : { kind: 'mistake', reason: request.error };
}

function requestOf(command: Command, names: readonly string[], values: Values): Result<CommandLineRequest, Text> {
  const filters = [];
  for (const text of values.get('filter') ?? []) {
    const filter = filterOf(text);
    if (filter === null) return fail({ key: 'cli.usage.badFilter', values: { filter: text } });
    filters.push(filter);
  }
  const waitSeconds = waitOf(values);
  if (waitSeconds === undefined) return fail({ key: 'cli.usage.badTimeout', values: {} });
  const selection = {
    protocol: 1,
    names,
    filters,
    profile: lastOf(values, 'profile'),
    region: lastOf(values, 'region'),
    fresh: values.has('fresh'),
  };
  const isAction = command === 'start' || command === 'stop' || command === 'reboot';
  const own = { action: command, all: values.has('all'), dryRun: values.has('dry-run'), waitSeconds };
  const request = commandLineRequestSchema.safeParse(
    isAction ? { ...selection, command: 'act', ...own } : { ...selection, command: 'show' },
  );
  // Only a size is left to be wrong.
  return request.success ? ok(request.data) : fail({ key: 'cli.usage.tooLong', values: {} });
}

/** `KEY=PATTERN`, or as the AWS CLI has it: `Name=KEY,Values=PATTERN,PATTERN`. */
function filterOf(text: string): { readonly name: string; readonly values: readonly string[] } | null {
  const aws = /^Name=(?<name>[^,]+),Values=(?<values>.*)$/s.exec(text)?.groups;
  const own = /^(?<name>[^=]+)=(?<values>.*)$/s.exec(text)?.groups;
  const name = aws?.['name'] ?? own?.['name'];
  const values = aws?.['values']?.split(',') ?? [own?.['values'] ?? ''];
  const isKnown = FILTER_NAMES.some((known) => known === name) || /^tag:./s.test(name ?? '');
  return name !== undefined && isKnown ? { name, values } : null;
}

/** Seconds, null where nothing is waited for, undefined for a mistake. */
function waitOf(values: Values): number | null | undefined {
  const timeout = lastOf(values, 'timeout');
  if (timeout === null) return values.has('wait') ? DEFAULT_TIMEOUT : null;
  const seconds = Number(timeout);
  const isFine = values.has('wait') && /^\d+$/.test(timeout) && seconds >= 1 && seconds <= 86_400;
  return isFine ? seconds : undefined;
}

const isOption = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);
const lastOf = (values: Values, name: OptionName): string | null => values.get(name)?.at(-1) ?? null;

function mistake(key: Text['key'], values: Text['values'] = {}): CommandLine['task'] {
  return { kind: 'mistake', reason: { key, values } };
}
