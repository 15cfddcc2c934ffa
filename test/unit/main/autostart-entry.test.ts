import { describe, expect, test } from 'vitest';
import { autostartEntry, configHome } from '../../../src/main/autostart-file';

const lineOf = (key: string, file: string, args: readonly string[] = ['--hidden']): string | undefined =>
  autostartEntry({ file, args })
    .split('\n')
    .find((line) => line.startsWith(`${key}=`));

describe('the autostart entry', () => {
  test('starts the app without its window, and holds for GNOME too', () => {
    expect(autostartEntry({ file: '/opt/EC2Tray/ec2-tray', args: ['--hidden'] }).split('\n')).toEqual([
      '[Desktop Entry]',
      'Type=Application',
      'Name=EC2 Tray',
      'Icon=ec2-tray',
      'Exec=/opt/EC2Tray/ec2-tray --hidden',
      'TryExec=/opt/EC2Tray/ec2-tray',
      'Terminal=false',
      'StartupNotify=false',
      'X-GNOME-Autostart-enabled=true',
      '',
    ]);
  });

  // Escaped for Exec first, then for a value of the type string: what is one backslash in a path is four.
  test.each([
    ['spaces', '/my apps/tray', 'Exec="/my apps/tray" --hidden'],
    ['a per cent sign', '/100%f/tray', 'Exec=env /100%%f/tray --hidden'],
    ['double quotes', '/a"b/tray', String.raw`Exec="/a\\"b/tray" --hidden`],
    ['single quotes', "/it's/tray", `Exec="/it's/tray" --hidden`],
    ['a dollar sign', '/$HOME/tray', String.raw`Exec="/\\$HOME/tray" --hidden`],
    ['a backtick', '/`id`/tray', 'Exec="/\\\\`id\\\\`/tray" --hidden'],
    ['a backslash', String.raw`/a\b/tray`, String.raw`Exec="/a\\\\b/tray" --hidden`],
    ['a new line', '/a\nHidden=true/tray', String.raw`Exec="/a\nHidden=true/tray" --hidden`],
    ['shell signs', '/a;b&c|d/tray', 'Exec="/a;b&c|d/tray" --hidden'],
  ])('names a program with %s in its path', (_what, file, line) => {
    expect(lineOf('Exec', file)).toBe(line);
  });

  test('names the program again for the desktop to look whether it is there, not as a command', () => {
    expect(lineOf('TryExec', String.raw`/my apps/100%/a\b`)).toBe(String.raw`TryExec=/my apps/100%/a\\b`);
  });

  test('keeps an empty argument', () => {
    expect(lineOf('Exec', '/tray', ['', '--hidden'])).toBe('Exec=/tray "" --hidden');
  });
});

test.each([
  [{ XDG_CONFIG_HOME: '/elsewhere' }, '/elsewhere'],
  [{}, '/home/alice/.config'],
  [{ XDG_CONFIG_HOME: '' }, '/home/alice/.config'],
  [{ XDG_CONFIG_HOME: 'relative' }, '/home/alice/.config'],
])('with %j the settings folder is %s', (env, folder) => {
  expect(configHome(env, '/home/alice')).toBe(folder);
});
