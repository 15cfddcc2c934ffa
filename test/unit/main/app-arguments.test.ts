import { expect, test } from 'vitest';
import { userDataDir } from '../../../src/main/app-arguments';

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
