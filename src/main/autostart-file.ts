import { constants } from 'node:fs';
import { access, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { OwnCommand } from './app-arguments';
import type { LaunchAtLogin } from './launch-at-login';
import { writeWholeFile } from './whole-file';

/** Only this user needs it. */
const FOLDER_MODE = 0o700;
const NAME = 'ec2-tray.desktop';

interface AutostartFileOptions {
  /** XDG's folder for settings: `configHome()`. */
  readonly configHome: string;
  /** What the desktop is to start. */
  readonly command: OwnCommand;
}

/** `XDG_CONFIG_HOME`, or `~/.config` where that is not set, or not absolute (XDG Base Directory Specification). */
export function configHome(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const chosen = env['XDG_CONFIG_HOME'] ?? '';
  return path.isAbsolute(chosen) ? chosen : path.join(home, '.config');
}

/**
 * Launching at login on Linux: an entry in the autostart folder (XDG Desktop Application Autostart Specification). What the
 * person has changed in it counts. `autostart-failed` where the file cannot be read, written or removed.
 */
export function autostartFile({ configHome: folder, command }: AutostartFileOptions): LaunchAtLogin {
  const file = path.join(folder, 'autostart', NAME);

  const refused = (thrown: unknown): Result<never> => {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return fail(appError('autostart-failed', { values: { file }, detail }));
  };

  async function isOn(): Promise<Result<boolean>> {
    try {
      const entry = parseEntry(await readFile(file, 'utf8'));
      return ok(isEnabled(entry) && (await isThere(entry.get('TryExec'))));
    } catch (thrown) {
      return isMissing(thrown) ? ok(false) : refused(thrown);
    }
  }

  async function set(wanted: boolean): Promise<Result<boolean>> {
    try {
      if (!wanted) await rm(file, { force: true });
      else {
        await mkdir(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
        const written = await writeWholeFile(file, autostartEntry(command));
        if (!written.ok) return refused(written.error.detail);
      }
    } catch (thrown) {
      return refused(thrown);
    }
    return isOn();
  }

  return { isOn, set };
}

/** The text of the entry. Its program stands in TryExec too: one that was moved away is not started, and counts as off. */
export function autostartEntry({ file, args }: OwnCommand): string {
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Name=EC2 Tray',
    'Icon=ec2-tray',
    `Exec=${stringValue([...starter(file), file, ...args].map(execArgument).join(' '))}`,
    `TryExec=${stringValue(file)}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;
}

/** GLib looks for the program by a name in which `%%` still stands, and starts nothing: `env` gets the right one. */
const starter = (file: string): readonly string[] => (file.includes('%') ? ['env'] : []);

/** What a desktop would split an argument at, or read as something else. */
const RESERVED = /[\s"'\\><~|&;$*?#()`]/;

/** An argument of `Exec`: in quotes where it needs them, and a per cent sign is no field code. */
function execArgument(text: string): string {
  const literal = text.replaceAll('%', '%%');
  return literal === '' || RESERVED.test(literal) ? `"${literal.replace(/["`$\\]/g, '\\$&')}"` : literal;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const UNESCAPES: Readonly<Record<string, string>> = { s: ' ', n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** A value of the type string: this escaping goes around that of `Exec`. */
function stringValue(text: string): string {
  const escaped = text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  return escaped.startsWith(' ') ? `\\s${escaped.slice(1)}` : escaped;
}

type Entry = ReadonlyMap<string, string>;

/** The keys of the group that counts, with what their values mean. */
function parseEntry(text: string): Entry {
  const entry = new Map<string, string>();
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) isInside = line.trim() === '[Desktop Entry]';
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (!isInside || key === undefined || value === undefined) continue;
    entry.set(
      key,
      value.replace(/\\(.)/g, (written, letter: string) => UNESCAPES[letter] ?? written),
    );
  }
  return entry;
}

function isEnabled(entry: Entry): boolean {
  const isHidden = entry.get('Hidden') === 'true';
  return entry.has('Exec') && !isHidden && entry.get('X-GNOME-Autostart-enabled') !== 'false';
}

/** A name without a path was written by hand; where the desktop looks for it is its own affair. */
async function isThere(program: string | undefined): Promise<boolean> {
  if (program === undefined || !path.isAbsolute(program)) return true;
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
