import type { Translator } from '../shared/translator';
import type { OptionName } from './arguments';
import { COMMANDS } from './commands';
import { EXIT_CODES } from './exit-code';
import { table } from './table';

const OPTION_HELP = [
  ['profile', 'PROFILE', 'profile'],
  ['region', 'REGION', 'region'],
  ['filter', 'KEY=PATTERN', 'filter'],
  ['fresh', '', 'fresh'],
  ['all', '', 'all'],
  ['wait', '', 'wait'],
  ['timeout', 'SECONDS', 'timeout'],
  ['dry-run', '', 'dryRun'],
  ['json', '', 'json'],
  ['no-start', '', 'noStart'],
  ['user-data-dir', 'FOLDER', 'userDataDir'],
  ['help', '', 'help'],
  ['version', '', 'version'],
] as const satisfies readonly (readonly [OptionName, string, string])[];

/** What `--help` prints. */
export function helpText({ t }: Translator): string {
  const commands = COMMANDS.map((command) => {
    const names = command === 'list' ? '[NAME…]' : 'NAME…';
    return [`  ${command} ${names}`, t(`cli.command.${command}`)];
  });
  const options = OPTION_HELP.map(([name, value, key]) => [`  --${name} ${value}`.trimEnd(), t(`cli.option.${key}`)]);
  const codes = EXIT_CODES.map((code) => [`  ${code}`, t(`cli.exit.${code}`)]);
  return [
    `${t('cli.usage')}: ec2-tray ${COMMANDS.join('|')} [NAME…] [--option…]`,
    '',
    t('cli.intro'),
    t('cli.names'),
    '',
    ...section(t('cli.commands'), commands),
    ...section(t('cli.options'), options),
    ...section(t('cli.exitCodes'), codes),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

const section = (head: string, rows: readonly (readonly string[])[]): readonly string[] => [
  `${head}:`,
  table(rows, (cell) => cell),
];
