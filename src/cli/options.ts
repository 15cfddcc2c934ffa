import { parseArgs } from 'node:util';
import { COMMANDS, type Command } from './commands';

type OptionKind = 'boolean' | 'string';

/** Every option: whether it takes a value, and which commands it goes with. */
export const OPTIONS = {
  profile: { type: 'string', commands: COMMANDS },
  region: { type: 'string', commands: COMMANDS },
  filter: { type: 'string', commands: COMMANDS },
  fresh: { type: 'boolean', commands: COMMANDS },
  all: { type: 'boolean', commands: ['start', 'stop', 'reboot'] },
  wait: { type: 'boolean', commands: ['start', 'stop', 'reboot'] },
  timeout: { type: 'string', commands: ['start', 'stop', 'reboot'] },
  'dry-run': { type: 'boolean', commands: ['start', 'stop', 'reboot'] },
  json: { type: 'boolean', commands: COMMANDS },
  'no-start': { type: 'boolean', commands: COMMANDS },
  'user-data-dir': { type: 'string', commands: COMMANDS },
  help: { type: 'boolean', commands: COMMANDS },
  version: { type: 'boolean', commands: COMMANDS },
} as const satisfies Record<string, { type: OptionKind; commands: readonly Command[] }>;

/**
 * The arguments as options, each with its value, and words. One reading for the program that decides whether it is a
 * command at all and for the command line itself: else the value of an option would be a command to one of them.
 */
export function tokensOf(args: readonly string[]) {
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...OPTIONS, filter: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens;
}
