import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';

const run = promisify(execFile);

const hasAwsCli = await run('aws', ['--version']).then(
  () => true,
  () => false,
);

/** Leaves a test out, saying why, on a machine that has no AWS CLI. */
export function needsAwsCli(context: TestContext): void {
  if (!hasAwsCli) context.skip('The AWS CLI is not on the PATH of this machine, so it could not be tried.');
}

/** Runs the CLI with nothing of this machine's configuration, credentials or proxies, and gives what it says as JSON. */
export async function awsCli(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<unknown> {
  const { stdout } = await run('aws', [...args, '--output', 'json'], {
    env: {
      PATH: process.env['PATH'],
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
      LC_ALL: 'C.UTF-8',
      PYTHONIOENCODING: 'utf-8',
      ...environment,
    },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout === '' ? undefined : JSON.parse(stdout);
}
