import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, onTestFinished, test } from 'vitest';
import { endpointUnderTest } from '../unit/demo/endpoint-clients';

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/demo/cli.ts', ...args]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The `export` lines it prints, once it has printed them all. */
function environmentOf(child: ChildProcessWithoutNullStreams): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('Ctrl+C')) return;
      resolve(
        new Map([...text.matchAll(/^export (\w+)='?(.*?)'?$/gm)].map(([, name = '', value = '']) => [name, value])),
      );
    });
    child.once('close', () => reject(new Error('It ended before it was ready')));
  });
}

test('The command prints all it takes to use it, serves, and ends on SIGTERM', async () => {
  const child = start('--instances', '20', '--regions', '2', '--fast');
  const finished = ended(child);
  const environment = await environmentOf(child);
  const endpoint = environment.get('AWS_ENDPOINT_URL_EC2') ?? '';
  expect(environment.get('AWS_ENDPOINT_URL_STS')).toBe(endpoint);
  const ec2 = new EC2Client({
    endpoint,
    region: environment.get('AWS_REGION') ?? '',
    credentials: {
      accessKeyId: environment.get('AWS_ACCESS_KEY_ID') ?? '',
      secretAccessKey: environment.get('AWS_SECRET_ACCESS_KEY') ?? '',
    },
  });
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  expect(Reservations.flatMap(({ Instances = [] }) => Instances)).toHaveLength(10);
  // The connection is still open, and must not keep it from ending.
  child.kill('SIGTERM');
  expect(await finished).toMatchObject({ code: 0, stderr: '' });
  ec2.destroy();
});

test('--help explains the options', async () => {
  const { code, stdout } = await ended(start('--help'));
  expect(code).toBe(0);
  expect(stdout).toContain('--instances NUMBER');
});

test('A bad argument ends it with 2 and a clear message', async () => {
  const { code, stdout, stderr } = await ended(start('--port', 'http'));
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe("--port takes a whole number from 0 to 65535, not 'http'.\nSee --help.\n");
});

test('A port in use ends it with 1 and a clear message', async () => {
  const { endpoint } = await endpointUnderTest();
  const { code, stderr } = await ended(start('--port', String(endpoint.port)));
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${endpoint.port} is in use.`);
});
