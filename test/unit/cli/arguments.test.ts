import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/cli/arguments';

const selection = { protocol: 1, names: [], filters: [], profile: null, region: null, fresh: false } as const;
const show = { ...selection, command: 'show' } as const;
const start = {
  ...selection,
  command: 'act',
  action: 'start',
  all: false,
  dryRun: false,
  waitSeconds: null,
} as const;

/** The request that the arguments make; fails where they make none. */
function requestOf(...args: readonly string[]) {
  const { task } = parseCommandLine(args);
  if (task.kind !== 'request') throw new Error(`No request, but ${JSON.stringify(task)}`);
  return task.request;
}

function mistakeOf(...args: readonly string[]) {
  const { task } = parseCommandLine(args);
  return task.kind === 'mistake' ? task.reason.key : `no mistake, but ${JSON.stringify(task)}`;
}

test('list needs nothing more', () => {
  expect(requestOf('list')).toEqual(show);
});

test('status and list take names, a profile, a Region and fresh data', () => {
  const request = requestOf('status', 'web-1', 'i-0a1b2c3d', '--profile', 'work', '--region=us-east-1', '--fresh');
  expect(request).toEqual({
    ...show,
    names: ['web-1', 'i-0a1b2c3d'],
    profile: 'work',
    region: 'us-east-1',
    fresh: true,
  });
});

test('an option may stand before the command, and a name that begins with a dash after --', () => {
  expect(requestOf('--region', 'us-east-1', 'list', '--', '-odd-')).toEqual({
    ...show,
    region: 'us-east-1',
    names: ['-odd-'],
  });
});

test('start waits ten minutes at most unless told otherwise', () => {
  expect(requestOf('start', 'web-1')).toEqual({ ...start, names: ['web-1'] });
  expect(requestOf('start', 'web-1', '--wait')).toEqual({ ...start, names: ['web-1'], waitSeconds: 600 });
  expect(requestOf('start', 'web-1', '--wait', '--timeout', '30')).toEqual({
    ...start,
    names: ['web-1'],
    waitSeconds: 30,
  });
});

test.each([
  ['tag:Name=alice*', [{ name: 'tag:Name', values: ['alice*'] }]],
  ['tag:Env=a=b,c', [{ name: 'tag:Env', values: ['a=b,c'] }]],
  ['tag:Empty=', [{ name: 'tag:Empty', values: [''] }]],
  ['Name=tag:Name,Values=alice*,bob*', [{ name: 'tag:Name', values: ['alice*', 'bob*'] }]],
  ['instance-state-name=running', [{ name: 'instance-state-name', values: ['running'] }]],
])('the filter %j is understood', (filter, filters) => {
  expect(requestOf('list', '--filter', filter)).toEqual({ ...show, filters });
});

test('several filters are all kept', () => {
  const filters = [
    { name: 'tag:Env', values: ['dev'] },
    { name: 'instance-type', values: ['t3.*'] },
  ];
  expect(requestOf('start', '--filter', 'tag:Env=dev', '--filter=instance-type=t3.*')).toEqual({ ...start, filters });
});

test.each([
  [[], 'cli.usage.noCommand'],
  [['terminate', 'web-1'], 'cli.usage.unknownCommand'],
  [['list', '--what'], 'cli.usage.unknownOption'],
  [['list', '--constructor'], 'cli.usage.unknownOption'],
  [['list', '--profile'], 'cli.usage.needsValue'],
  [['list', '--profile='], 'cli.usage.needsValue'],
  [['list', '--json=yes'], 'cli.usage.takesNoValue'],
  [['list', '--wait'], 'cli.usage.notForCommand'],
  [['status', 'web-1', '--dry-run'], 'cli.usage.notForCommand'],
  [['stop'], 'cli.usage.needsName'],
  [['stop', '--all'], 'cli.usage.needsName'],
  [['list', '--filter', 'tag:Name'], 'cli.usage.badFilter'],
  [['list', '--filter', 'color=blue'], 'cli.usage.badFilter'],
  [['list', '--filter', 'tag:=x'], 'cli.usage.badFilter'],
  [['start', 'web-1', '--timeout', '5'], 'cli.usage.badTimeout'],
  [['start', 'web-1', '--wait', '--timeout', '0'], 'cli.usage.badTimeout'],
  [['start', 'web-1', '--wait', '--timeout', '1e3'], 'cli.usage.badTimeout'],
  [['list', 'x'.repeat(301)], 'cli.usage.tooLong'],
])('%j is refused with %s', (args, key) => {
  expect(mistakeOf(...args)).toBe(key);
});

test('help and the version are answered whatever else is there', () => {
  expect(parseCommandLine(['start', '--help']).task).toEqual({ kind: 'help' });
  expect(parseCommandLine(['-h']).task).toEqual({ kind: 'help' });
  expect(parseCommandLine(['--version']).task).toEqual({ kind: 'version' });
});

test('JSON, not starting the app and the folder of its data hold for a mistake too', () => {
  expect(parseCommandLine(['what', '--json', '--no-start', '--user-data-dir', '/x'])).toMatchObject({
    json: true,
    startsApp: false,
    userDataDir: '/x',
  });
});
