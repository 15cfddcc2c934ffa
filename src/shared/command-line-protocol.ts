import { z } from 'zod';
import { LANGUAGES } from './locales/languages';
import { INSTANCE_STATES } from './model';

/*
 * What the command line asks of the running app, and what it is answered: one JSON line there, JSON lines back, the
 * last of which is the answer. Texts come in the app's language. The answer is also what `--json` prints, so its shape
 * is a promise to scripts (docs/command-line.md): fields may be added, none renamed.
 */

/** Bytes of a request, its line end included. */
export const LONGEST_REQUEST = 64 * 1024;

/** The EC2 filters that the app can apply to what it knows; beside them `tag:KEY`. */
export const FILTER_NAMES = [
  'availability-zone',
  'dns-name',
  'instance-id',
  'instance-state-name',
  'instance-type',
  'ip-address',
  'private-ip-address',
  'tag-key',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number] | `tag:${string}`;

/** Met by any of its values, each of which may hold wildcards. */
const filterSchema = z.strictObject({
  name: z.union([z.enum(FILTER_NAMES), z.templateLiteral(['tag:', z.string().min(1).max(200)])]),
  values: z.array(z.string().max(300)).min(1).max(200).readonly(),
});

const selectionFields = {
  /** Name tags (which may hold wildcards) or instance IDs; empty for everything. */
  names: z.array(z.string().min(1).max(300)).max(1000).readonly(),
  /** All of them must be met. */
  filters: z.array(filterSchema).max(50).readonly(),
  profile: z.string().min(1).max(200).nullable(),
  region: z.string().min(1).max(50).nullable(),
  /** Asks AWS first, instead of answering with what the app knows. */
  fresh: z.boolean(),
};

const COMMAND_LINE_ACTIONS = ['start', 'stop', 'reboot'] as const;
export type CommandLineAction = (typeof COMMAND_LINE_ACTIONS)[number];

export const commandLineRequestSchema = z.discriminatedUnion('command', [
  z.strictObject({ protocol: z.literal(1), command: z.literal('hello') }),
  z.strictObject({ protocol: z.literal(1), command: z.literal('show'), ...selectionFields }),
  z
    .strictObject({
      protocol: z.literal(1),
      command: z.literal('act'),
      ...selectionFields,
      action: z.enum(COMMAND_LINE_ACTIONS),
      /** Lets a name without wildcards stand for several instances. */
      all: z.boolean(),
      dryRun: z.boolean(),
      /** How long to wait for the end of the action; null for not at all. */
      waitSeconds: z.int().min(1).max(86_400).nullable(),
    })
    .refine(({ names, filters }) => names.length + filters.length > 0, 'an action needs a name or a filter'),
]);

export type CommandLineRequest = z.output<typeof commandLineRequestSchema>;
export type ActRequest = Extract<CommandLineRequest, { command: 'act' }>;
export type Selection = Pick<ActRequest, 'names' | 'filters' | 'profile' | 'region'>;

const errorSchema = z.object({
  /** One of `ERROR_CODES`, for scripts. */
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  awsCode: z.string().nullable(),
  /** AWS's own sentence. */
  detail: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type ReportedError = z.output<typeof errorSchema>;

const RESULTS = ['allowed', 'sent', 'done', 'failed', 'timed-out'] as const;

const text = z.string().nullable();
/** ISO 8601, UTC. */
const time = text;

const instanceSchema = z.object({
  instanceId: z.string(),
  name: text,
  /** What AWS last said. */
  state: z.enum(INSTANCE_STATES),
  /** The app's word for what is under way with it, such as `start-requested`; else its state. */
  look: z.string(),
  instanceType: z.string(),
  availabilityZone: text,
  publicDnsName: text,
  publicIpAddress: text,
  privateIpAddress: text,
  launchTime: time,
  tags: z.record(z.string(), z.string()),
  profile: z.string(),
  region: z.string(),
  /** What became of the action that was asked for; null where none was. */
  result: z.enum(RESULTS).nullable(),
  /** Why its last action failed. */
  error: errorSchema.nullable(),
});
export type ReportedInstance = z.output<typeof instanceSchema>;

const scopeSchema = z.object({
  profile: z.string(),
  region: z.string(),
  isDemo: z.boolean(),
  /** Whether actions are only tried out there. */
  isDryRun: z.boolean().default(false),
  /** When AWS gave what is told of it; null where it never has. */
  asOf: time,
  error: errorSchema.nullable(),
});
export type ReportedScope = z.output<typeof scopeSchema>;

const progressSchema = z.object({
  kind: z.literal('progress'),
  name: z.string(),
  instanceId: z.string(),
  /** In the app's language. */
  look: z.string(),
});
export type CommandLineProgress = z.output<typeof progressSchema>;

const answerSchema = z.object({
  kind: z.literal('answer'),
  language: z.enum(LANGUAGES),
  /** What was found; where the error is `ambiguous-name`, what the name could mean. */
  instances: z.array(instanceSchema).readonly(),
  /** Where it was looked for. */
  scopes: z.array(scopeSchema).readonly(),
  /** Why the whole request was refused; nothing has been sent then. */
  error: errorSchema.nullable(),
});
export type CommandLineAnswer = z.output<typeof answerSchema>;

export const commandLineReplySchema = z.discriminatedUnion('kind', [progressSchema, answerSchema]);
