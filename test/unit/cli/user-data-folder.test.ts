import { expect, test } from 'vitest';
import { productName } from '../../../package.json';
import { userDataFolder } from '../../../src/cli/user-data-folder';

test.each([
  ['linux', {}, '/home/alice', '/home/alice/.config'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/home/alice', '/cfg'],
  ['darwin', { XDG_CONFIG_HOME: '/cfg' }, '/Users/alice', '/Users/alice/Library/Application Support'],
  ['win32', { APPDATA: 'C:\\Data' }, 'C:\\Users\\alice', 'C:\\Data'],
  ['win32', {}, 'C:\\Users\\alice', 'C:\\Users\\alice\\AppData\\Roaming'],
] as const)('on %s with %j the app’s data are where Electron puts them', (platform, env, home, folder) => {
  const separator = platform === 'win32' ? '\\' : '/';
  expect(userDataFolder({ platform, env, home })).toBe(`${folder}${separator}${productName}`);
});
