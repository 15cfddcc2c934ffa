import { expect, test } from 'vitest';
import { parseCliArguments } from '../../../src/demo/cli-arguments';

test('Without arguments it runs the demo fleet on any free port, throttled as EC2 is', () => {
  expect(parseCliArguments([])).toEqual({
    kind: 'run',
    run: { port: 0, generated: undefined, throttling: true, fast: false, accessKey: undefined },
  });
});

test('Arguments say how many instances in how many Regions, on which port, how fast, for which key', () => {
  const line =
    '--port 5999 --instances 1000 --regions 3 --fast --no-throttling --access-key-id A --secret-access-key S';
  expect(parseCliArguments(line.split(' '))).toEqual({
    kind: 'run',
    run: {
      port: 5999,
      generated: { instances: 1000, regions: 3 },
      throttling: false,
      fast: true,
      accessKey: { accessKeyId: 'A', secretAccessKey: 'S' },
    },
  });
});

test('--help is a request of its own', () => {
  expect(parseCliArguments(['--help'])).toEqual({ kind: 'help' });
});

test.each([
  ['--port http', '--port takes a whole number from 0 to 65535'],
  ['--port 70000', '--port takes a whole number from 0 to 65535'],
  ['--instances -1', '--instances'],
  ['--instances 5 --regions 99', '--regions takes a whole number from 1 to'],
  ['--regions 2', '--regions goes with --instances only'],
  ['--colour red', "Unknown option '--colour'"],
  ['surplus', 'surplus'],
  ['--access-key-id A', 'go together'],
])('%s is a mistake that is explained', (line, message) => {
  const request = parseCliArguments(line.split(' '));
  expect(request).toMatchObject({ kind: 'mistake', message: expect.stringContaining(message) });
});
