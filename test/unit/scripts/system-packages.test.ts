import { describe, expect, test } from 'vitest';
import { describeMissing, findMissing, type System, spellPackages } from '../../../scripts/system-packages.mjs';

const ALL_OPENED = 'libnotify.so.4 libgtk-3.so.0 libXss.so.1 libsecret-1.so.0';
const BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const NOBLE = 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n';

interface Setup {
  readonly env?: NodeJS.ProcessEnv;
  readonly ldd?: string;
  readonly ldconfig?: string;
  readonly fonts?: string;
  readonly programs?: readonly string[];
}

function system({
  env = {},
  ldd = '',
  ldconfig = ALL_OPENED,
  fonts = 'Noto Sans CJK KR',
  programs = ['Xvfb', 'dbus-daemon', 'gnome-keyring-daemon', 'google-chrome'],
}: Setup): System {
  const outputs: Readonly<Record<string, string>> = { ldd, '/sbin/ldconfig': ldconfig, 'fc-list': fonts };
  return { env, output: async (command) => outputs[command], isOnPath: async (program) => programs.includes(program) };
}

describe('missing system packages', () => {
  test('are none on a whole system', async () => {
    const ldd = '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)\n';

    expect(await findMissing('electron', system({ ldd }))).toEqual([]);
  });

  test('are found behind the libraries that the executable is linked with', async () => {
    const ldd =
      '\tlibnss3.so => not found\n\tlibnssutil3.so => not found\n\tlibasound.so.2 => not found\n\tlibc.so.6 => /lib/libc.so.6\n';

    expect(await findMissing('electron', system({ ldd }))).toEqual([
      { what: 'libnss3.so', packageName: 'libnss3' },
      { what: 'libnssutil3.so', packageName: 'libnss3' },
      { what: 'libasound.so.2', packageName: 'libasound2' },
    ]);
  });

  test('are found behind the libraries that are opened at run time', async () => {
    expect(await findMissing('electron', system({ ldconfig: 'libgtk-3.so.0 libXss.so.1' }))).toEqual([
      { what: 'libnotify.so.4', packageName: 'libnotify4' },
      { what: 'libsecret-1.so.0', packageName: 'libsecret-1-0' },
    ]);
  });

  test('include an X server, a session bus, a keyring and a Chromium only where there is no display', async () => {
    const headless = await findMissing('electron', system({ programs: [] }));
    const wayland = await findMissing('electron', system({ programs: [], env: { WAYLAND_DISPLAY: 'wayland-0' } }));

    expect(headless.map(({ packageName }) => packageName)).toEqual([
      'xvfb',
      'dbus',
      'dbus-x11',
      'gnome-keyring',
      'chromium',
    ]);
    expect(wayland).toEqual([]);
  });

  test('include the fonts without which Korean names are boxes', async () => {
    expect(await findMissing('electron', system({ fonts: '' }))).toEqual([
      { what: 'a font with Korean letters', packageName: 'fonts-noto-cjk' },
    ]);
  });
});

describe('what is said of them', () => {
  test('is the exact command that installs them', () => {
    const missing = [
      { what: 'libnotify.so.4', packageName: 'libnotify4' },
      { what: 'Xvfb (an X server without a screen)', packageName: 'xvfb' },
    ];

    expect(describeMissing(missing, ['libnotify4', 'xvfb'])).toBe(
      [
        'Electron needs what is missing here:',
        '  libnotify.so.4',
        '  Xvfb (an X server without a screen)',
        'Install it with:',
        '  sudo apt-get install -y libnotify4 xvfb',
      ].join('\n'),
    );
  });

  test('names the things alone where there is no apt-get', () => {
    expect(describeMissing([{ what: 'libnotify.so.4', packageName: 'libnotify4' }], undefined)).toBe(
      [
        'Electron needs what is missing here:',
        '  libnotify.so.4',
        'Install the packages that hold them with the package manager of your system.',
      ].join('\n'),
    );
  });

  test('leaves a library of an unknown package to the person', () => {
    expect(describeMissing([{ what: 'libnew.so.1', packageName: undefined }], [])).not.toContain('apt-get');
  });
});

describe('the name of a package', () => {
  const policyOf = (...candidates: readonly (readonly [name: string, candidate: string])[]) =>
    candidates
      .map(([name, candidate]) => `${name}:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n`)
      .join('');

  test('is the one that the package lists know', () => {
    const renamed = policyOf(['libasound2', '(none)'], ['libasound2t64', '1.2.11-1'], ['xvfb', '21']);
    const kept = policyOf(['libasound2', '1.2.8-1'], ['xvfb', '21']);

    expect(spellPackages(['libasound2', 'xvfb'], renamed, '')).toEqual(['libasound2t64', 'xvfb']);
    expect(spellPackages(['libasound2', 'xvfb'], kept, NOBLE)).toEqual(['libasound2', 'xvfb']);
  });

  test('goes by the release where the package lists are empty', () => {
    const names = ['libgtk-3-0', 'libasound2', 'libnotify4'];

    expect(spellPackages(names, '', BOOKWORM)).toEqual(names);
    expect(spellPackages(names, '', NOBLE)).toEqual(['libgtk-3-0t64', 'libasound2t64', 'libnotify4']);
  });
});
