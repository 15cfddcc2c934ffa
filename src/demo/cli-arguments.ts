import { parseArgs } from 'node:util';
import { allRegions } from './regions';

/** What the command line asks for. */
export type CliRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'run'; readonly run: CliRun };

export interface CliRun {
  readonly port: number;
  /** `undefined` for the demo fleet. */
  readonly generated: { readonly instances: number; readonly regions: number } | undefined;
  readonly throttling: boolean;
  readonly fast: boolean;
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

export const cliHelp = `The local EC2 endpoint: speaks the APIs of EC2 and of signing in (STS, IAM, IAM Identity Center) on 127.0.0.1,
with instances that exist only in its memory.

Usage: npm run endpoint -- [options]

  --port NUMBER               the port to listen on (default: any free one)
  --instances NUMBER          a generated fleet of so many instances, instead of the demo fleet
  --regions NUMBER            over how many Regions the generated fleet spreads (default: 1, at most ${allRegions.length})
  --fast                      instances start and stop within a second
  --no-throttling             no request limits (by default those of EC2 apply)
  --access-key-id ID          the access key to accept (default: a random one for this run);
  --secret-access-key SECRET  both or neither
  --help                      this text
`;

export function parseCliArguments(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        port: { type: 'string' },
        instances: { type: 'string' },
        regions: { type: 'string' },
        fast: { type: 'boolean', default: false },
        throttling: { type: 'boolean', default: true },
        'access-key-id': { type: 'string' },
        'secret-access-key': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const instances = whole('--instances', values.instances, 0, 1_000_000);
    const regions = whole('--regions', values.regions, 1, allRegions.length);
    if (regions !== undefined && instances === undefined) throw new Error('--regions goes with --instances only.');
    return {
      kind: 'run',
      run: {
        port: whole('--port', values.port, 0, 65_535) ?? 0,
        generated: instances === undefined ? undefined : { instances, regions: regions ?? 1 },
        throttling: values.throttling,
        fast: values.fast,
        accessKey: givenKey(values['access-key-id'], values['secret-access-key']),
      },
    };
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
}

function whole(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not '${text}'.`);
  }
  return value;
}

function givenKey(accessKeyId: string | undefined, secretAccessKey: string | undefined): CliRun['accessKey'] {
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('--access-key-id and --secret-access-key go together, and neither may be empty.');
  }
  return { accessKeyId, secretAccessKey };
}
