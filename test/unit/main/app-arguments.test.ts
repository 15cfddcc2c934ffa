import { describe, expect, test } from 'vitest';
import { commandLineArguments, ownCommand, startsHidden, userDataDir } from '../../../src/main/app-arguments';

test.each([
  [['ec2-tray'], null],
  [['electron', '.', '--user-data-dir=/a b/c'], '/a b/c'],
  [['electron', '.', '--user-data-dir', '/a b/c'], '/a b/c'],
  [['electron', '.', '--user-data-dir', '/first', '--user-data-dir=/last'], '/last'],
  [['electron', '.', '--user-data-dir'], null],
  [['electron', '.', '--user-data-dir='], null],
  [['electron', '.', '--user-data-directory', '/x'], null],
])('of %j the user data folder is %j', (argv, folder) => {
  expect(userDataDir(argv)).toBe(folder);
});

test('the window stays away where --hidden says so', () => {
  expect(startsHidden(['ec2-tray', '--hidden'])).toBe(true);
  expect(startsHidden(['ec2-tray'])).toBe(false);
});

test.each([
  ['/opt/ec2-tray list', ['list']],
  ['/opt/ec2-tray --no-sandbox start web-1 --wait', ['start', 'web-1', '--wait']],
  ['/opt/ec2-tray --user-data-dir /x status web-1', ['--user-data-dir', '/x', 'status', 'web-1']],
  ['/opt/ec2-tray --json list', ['--json', 'list']],
  ['/opt/ec2-tray --profile prod start web-1', ['--profile', 'prod', 'start', 'web-1']],
  ['/opt/ec2-tray --profile=prod start web-1', ['--profile=prod', 'start', 'web-1']],
  ['/opt/ec2-tray --region x list', ['--region', 'x', 'list']],
  ['/opt/ec2-tray --filter tag:path=/a/b list', ['--filter', 'tag:path=/a/b', 'list']],
  ['/opt/ec2-tray --wait --timeout 5 stop web-1', ['--wait', '--timeout', '5', 'stop', 'web-1']],
  ['/opt/ec2-tray strat web-1', ['strat', 'web-1']],
  ['/opt/ec2-tray --profile prod strat', ['--profile', 'prod', 'strat']],
  ['/opt/ec2-tray --help', ['--help']],
  ['/opt/ec2-tray --version', ['--version']],
  ['/opt/ec2-tray', null],
  ['/opt/ec2-tray --hidden', null],
  ['/opt/ec2-tray --user-data-dir /x', null],
  ['/opt/ec2-tray --user-data-dir list', null],
  ['/opt/ec2-tray --profile list', null],
  ['/opt/ec2-tray /some/file', null],
  ['C:\\ec2-tray.exe C:\\some\\file', null],
])('the installed app, started as %j, has the command line %j', (line, args) => {
  expect(commandLineArguments(line.split(' '), true)).toEqual(args);
});

test.each([
  ['electron .', null],
  ['electron --no-sandbox . list', ['list']],
  ['electron . --profile prod start web-1', ['--profile', 'prod', 'start', 'web-1']],
  ['electron /checkout strat', ['strat']],
  ['electron /checkout', null],
  ['electron -r /loader.js .', null],
  ['electron list', null],
  ['electron . --hidden --user-data-dir=/x', null],
])('Electron in a checkout, started as %j, has the command line %j', (line, args) => {
  expect(commandLineArguments(line.split(' '), false)).toEqual(args);
});

describe('the app is started again', () => {
  const packaged = {
    argv: ['ec2-tray'],
    env: {},
    execPath: '/opt/ec2-tray',
    appPath: '/opt/app.asar',
    isPackaged: true,
  };

  test('by its own program', () => {
    expect(ownCommand(packaged)).toEqual({ file: '/opt/ec2-tray', args: [] });
  });

  test('from a checkout with the app’s folder', () => {
    const checkout = { ...packaged, appPath: '/src/ec2-tray', isPackaged: false };
    expect(ownCommand(checkout)).toEqual({ file: '/opt/ec2-tray', args: ['/src/ec2-tray'] });
  });

  test('without a sandbox where it has been started without one', () => {
    expect(ownCommand({ ...packaged, argv: ['ec2-tray', '--no-sandbox'] }).args).toEqual(['--no-sandbox']);
  });

  test('by the AppImage, not by where that is mounted for now', () => {
    const env = { APPIMAGE: '/home/alice/EC2 Tray.AppImage', APPDIR: '/tmp/.mount_EC2' };
    expect(ownCommand({ ...packaged, env, execPath: '/tmp/.mount_EC2/ec2-tray' }).file).toBe(env.APPIMAGE);
    expect(ownCommand({ ...packaged, env }).file, 'another program’s AppImage').toBe('/opt/ec2-tray');
  });

  test('by the portable .exe, not by where that has been unpacked for now', () => {
    const env = { PORTABLE_EXECUTABLE_FILE: 'D:\\EC2 Tray.exe' };
    expect(ownCommand({ ...packaged, env }).file).toBe('D:\\EC2 Tray.exe');
  });
});
