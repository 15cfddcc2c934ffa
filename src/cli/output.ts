import type {
  CommandLineAnswer,
  CommandLineProgress,
  ReportedError,
  ReportedInstance,
  ReportedScope,
} from '../shared/command-line-protocol';
import { plainText } from '../shared/plain-text';
import type { Translator } from '../shared/translator';
import type { Command } from './commands';
import { table } from './table';

/** A picture older than this is told to be old, ms. */
const OLD_MS = 60_000;
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

/** What goes to standard output, and what to standard error. */
export interface Output {
  readonly out: string;
  readonly err: string;
}

/** How an answer is shown to a person. */
export interface Look {
  readonly translator: Translator;
  /** ms since the epoch. */
  readonly now: number;
  readonly hasColor: boolean;
}

/** The answer as one JSON document; what a terminal could take for a command is escaped in it. */
export function jsonOutput({ instances, scopes, error }: Omit<CommandLineAnswer, 'kind' | 'language'>): Output {
  const json = JSON.stringify({ instances, scopes, error }, null, 2);
  // No character above needs a surrogate pair. JSON.stringify has escaped the first control characters itself.
  const escaped = json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { out: `${escaped}\n`, err: '' };
}

export function textOutput(command: Command, answer: CommandLineAnswer, look: Look): Output {
  const { translator } = look;
  const isAmbiguous = answer.error !== null;
  const shown = instancesText(command, answer, look);
  const err = [
    ...(answer.error === null ? [] : [errorText(answer.error, translator)]),
    // What a name could mean is part of the complaint, not of the answer.
    ...(isAmbiguous ? [shown] : []),
    ...answer.instances.flatMap((instance) => failureOf(instance, translator)),
    ...demoText(answer, look),
    ...dryRunText(answer, look),
    ...answer.scopes.flatMap((scope) => failureOfScope(scope, look)),
    ...oldText(answer, look),
  ];
  return { out: isAmbiguous ? '' : shown, err: err.join('') };
}

/** An error of the whole command, with what to do about it. */
export function errorText(error: ReportedError, translator: Translator): string {
  return told(`ec2-tray: ${error.message}`, error, translator);
}

export const progressText = ({ name, instanceId, look }: CommandLineProgress): string =>
  `${plainText(`${name} (${instanceId}): ${look}`)}\n`;

function instancesText(command: Command, { instances, error }: CommandLineAnswer, look: Look): string {
  const { t } = look.translator;
  if (instances.length === 0) return error === null ? `${t('cli.empty')}\n` : '';
  if (instances.some(({ result }) => result === 'allowed'))
    return instances.flatMap((one) => allowed(one, look)).join('');
  if (command === 'status' && error === null) return instances.map((one) => detailsOf(one, look)).join('\n');
  const heads = ['name', 'id', 'state', 'type', 'region', 'profile', 'dns'] as const;
  const rows = instances.map((instance) => [
    instance.name ?? '-',
    instance.instanceId,
    stateOf(instance, look),
    instance.instanceType,
    instance.region,
    instance.profile,
    instance.publicDnsName ?? '-',
  ]);
  return table([heads.map((head) => t(`cli.head.${head}`)), ...rows], (cell, row) => emphasized(cell, row === 0, look));
}

function allowed({ result, name, instanceId }: ReportedInstance, { translator }: Look): string[] {
  if (result !== 'allowed') return [];
  return [`${translator.t('cli.allowed', { name: plainText(name ?? instanceId), id: instanceId })}\n`];
}

function detailsOf(instance: ReportedInstance, look: Look): string {
  const { t } = look.translator;
  const known = [
    ['cli.head.name', instance.name],
    ['cli.head.id', instance.instanceId],
    ['cli.head.state', stateOf(instance, look)],
    ['cli.head.type', instance.instanceType],
    ['cli.head.profile', instance.profile],
    ['cli.head.region', instance.region],
    ['cli.head.zone', instance.availabilityZone],
    ['cli.head.dns', instance.publicDnsName],
    ['cli.head.publicIp', instance.publicIpAddress],
    ['cli.head.privateIp', instance.privateIpAddress],
    ['cli.head.launched', instance.launchTime],
    [
      'cli.head.tags',
      Object.entries(instance.tags)
        .filter(([key]) => key !== 'Name')
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    ],
  ] as const;
  const rows = known.flatMap(([key, value]) => (value === null || value === '' ? [] : [[t(key), value]]));
  return table(rows, (cell) => cell);
}

/** AWS's word, and in the person's language what is under way. */
function stateOf({ state, look }: ReportedInstance, { translator }: Look): string {
  const isAwsWord = look === state;
  return isAwsWord ? state : `${state} (${wordOf(look, translator)})`;
}

function wordOf(look: string, { t }: Translator): string {
  switch (look) {
    case 'start-requested':
    case 'stop-requested':
    case 'rebooting':
    case 'start-waiting':
    case 'stop-countdown':
    case 'pending':
    case 'stopping':
      return t(`look.${look}`);
    default:
      // Of a newer app.
      return look;
  }
}

function failureOf({ error, name, instanceId, profile, region }: ReportedInstance, translator: Translator): string[] {
  if (error === null) return [];
  return [
    told(
      `${plainText(`${name ?? instanceId} (${instanceId}, ${profile} ${region})`)}: ${error.message}`,
      error,
      translator,
    ),
  ];
}

/** Nobody is to take the demo account for theirs. */
function demoText({ scopes }: CommandLineAnswer, { translator }: Look): string[] {
  const demos = new Set(scopes.filter(({ isDemo }) => isDemo).map(({ profile }) => plainText(profile)));
  return [...demos].map((profile) => `${profile}: ${translator.t('demo.menuLabel')}\n`);
}

/** Nobody is to take what was tried out for done. */
function dryRunText({ scopes }: CommandLineAnswer, { translator }: Look): string[] {
  const tried = new Set(scopes.filter(({ isDryRun }) => isDryRun).map(({ profile }) => plainText(profile)));
  return [...tried].map((profile) => `${translator.t('dryRun.banner', { names: profile })}\n`);
}

function failureOfScope({ profile, region, asOf, error }: ReportedScope, { translator, now }: Look): string[] {
  if (error === null) return [];
  const known =
    asOf === null
      ? translator.t('cli.scopeUnknown')
      : translator.t('cli.asOf', { ago: translator.ago(now - Date.parse(asOf)) });
  return [told(`${plainText(`${profile} ${region}`)}: ${error.message}. ${known}`, error, translator)];
}

/** One line for all that are equally old. */
function oldText({ scopes }: CommandLineAnswer, { translator, now }: Look): string[] {
  const places = new Map<string, string[]>();
  for (const { profile, region, asOf, error } of scopes) {
    const age = asOf === null ? 0 : now - Date.parse(asOf);
    if (error !== null || age <= OLD_MS) continue;
    const ago = translator.ago(age);
    places.set(ago, [...(places.get(ago) ?? []), plainText(`${profile} ${region}`)]);
  }
  return [...places].map(([ago, where]) => `${where.join(', ')}: ${translator.t('cli.asOf', { ago })}\n`);
}

/** A sentence, the hint, and what AWS said itself. */
function told(sentence: string, { hint, detail, requestId }: ReportedError, { t }: Translator): string {
  const lines = [hint, detail, requestId === null ? null : t('list.requestId', { id: requestId })];
  const more = lines.filter((line) => line !== null && line !== '').map((line) => `  ${plainText(line ?? '')}\n`);
  return `${plainText(sentence)}\n${more.join('')}`;
}

const emphasized = (cell: string, isHead: boolean, { hasColor }: Look): string =>
  hasColor && isHead ? `${BOLD}${cell}${PLAIN}` : cell;
