import { constants, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { MessageKey, MessageValues } from '../shared/text';
import type { Clock } from './clock';
import { type JsonObject, type KeptFormat, understand, versionOf } from './kept-format';
import type { NoticeBoard } from './notices';
import { syncFolder } from './sync-folder';

/** Only this user may read what is kept. */
const FILE_MODE = 0o600;
/** From one attempt to the next where the disk refuses, ms; the last for all that follow. */
const RETRY_MS = [1_000, 5_000, 30_000, 60_000] as const;

/** A JSON file of the app in its user data folder, checked by its schema when read and when written. */
export interface StoredFile<Value> {
  /** What is in force: what was last read or written. The file is read once, when it is opened. */
  read(): Value;
  /**
   * In force at once. It is on the disk when this returns (whole or not at all), or tried again until it is: the person is
   * told so meanwhile. Fails with `save-failed`, and changes nothing, where the schema does not allow it.
   */
  write(value: Value): Result<null>;
  /** Before the app ends: one more attempt, where one is due, and none after it. */
  close(): void;
}

/** Where files are kept, and who is told of trouble with them. */
export interface KeptFolder {
  readonly directory: string;
  readonly clock: Clock;
  readonly notices: Pick<NoticeBoard, 'show' | 'clear'>;
}

interface StoredFileOptions<Value> extends KeptFormat<Value> {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly initial: Value;
}

/** What must be done with the file that is there before another takes its place. */
type Guard =
  | 'none'
  /** It could not be understood, or not even read. */
  | 'set-aside'
  /** A newer version has written it. */
  | 'copy';

/**
 * Opens the file. What is corrupt is set aside under a dated name, never overwritten, and the backup is used, which is
 * written with each change. Of what a newer version has written, a whole copy stays. Where the disk lets nothing be read
 * or written the app goes on with what it has.
 */
export function openStoredFile<Value extends JsonObject>(
  { directory, clock, notices }: KeptFolder,
  { name, initial, ...format }: StoredFileOptions<Value>,
): StoredFile<Value> {
  const file = path.join(directory, `${name}.json`);
  const backup = path.join(directory, `${name}.backup.json`);
  let guard: Guard = 'none';
  let current = initial;
  let attempts = 0;
  let cancelRetry: (() => void) | null = null;
  /** One that the person has dismissed does not come back with each attempt. */
  let isTold = false;
  let isClosed = false;

  function tell(about: string, key: MessageKey, values: MessageValues): void {
    notices.show({ id: `${name}-${about}`, text: { key, values } });
  }

  function open(): void {
    sweep(directory, name);
    const text = readText(file);
    if (text === 'unreadable') {
      guard = 'set-aside';
      return;
    }
    const found = text === 'missing' ? null : understand(text, format);
    if (found?.kind === 'whole') {
      current = found.value;
    } else if (found?.kind === 'in-part') {
      guard = 'copy';
      current = found.value ?? initial;
      tell('newer', 'notice.fileFromNewer', { file: path.basename(file) });
    } else {
      const setAside = found === null ? null : trySettingAside();
      restore(setAside);
    }
  }

  /** Takes what the backup has, and puts it in the place of the file that is missing or was set aside. */
  function restore(setAside: string | null): void {
    const text = readText(backup);
    const kept = text === 'missing' || text === 'unreadable' ? null : understand(text, format);
    if (kept?.kind === 'whole' || (kept?.kind === 'in-part' && kept.value !== null)) {
      current = kept.value ?? initial;
      const at = statSync(backup).mtime.toISOString().slice(0, 16).replace('T', ' ');
      if (setAside === null) tell('restored', 'notice.fileMissing', { file: path.basename(file), at });
      else tell('restored', 'notice.fileRestored', { file: setAside, at });
      // What is in the backup alone would be lost with it.
      if (kept.kind === 'whole') save();
    } else if (setAside !== null) {
      tell('set-aside', 'notice.fileSetAside', { file: setAside });
    }
  }

  /** The name it was given; null where it could not be moved: then nothing is written over it. */
  function trySettingAside(): string | null {
    guard = 'set-aside';
    try {
      const setAside = freeName(file, 'corrupt', clock);
      renameSync(file, setAside);
      guard = 'none';
      return path.basename(setAside);
    } catch {
      return null;
    }
  }

  function guardOld(): void {
    if (!existsSync(file)) guard = 'none';
    if (guard === 'set-aside') renameSync(file, freeName(file, 'corrupt', clock));
    if (guard === 'copy') copyFileSync(file, freeName(file, 'newer', clock), constants.COPYFILE_EXCL);
    guard = 'none';
  }

  function save(): void {
    cancelRetry?.();
    cancelRetry = null;
    try {
      guardOld();
      const content = { version: versionOf(format), ...current };
      writeWhole(directory, name, content);
      // After it, so that one of the two is good at any moment.
      writeWhole(directory, `${name}.backup`, content);
      attempts = 0;
      isTold = false;
      notices.clear(`${name}-unsaved`);
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      if (!isTold) tell('unsaved', 'notice.fileUnsaved', { file, detail });
      isTold = true;
      const delay = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 0;
      attempts += 1;
      if (!isClosed) cancelRetry = clock.after(delay, save);
    }
  }

  open();
  return {
    read: () => current,
    write(value) {
      const checked = format.schema.safeParse(value);
      if (!checked.success) {
        const detail = checked.error.issues[0]?.message ?? null;
        return fail(appError('save-failed', { values: { file }, detail }));
      }
      current = checked.data;
      isTold = false;
      save();
      return ok(null);
    },
    close() {
      isClosed = true;
      if (cancelRetry !== null) save();
    },
  };
}

/** Through a temporary file that is flushed and renamed, which is how electron-store writes; throws where it cannot. */
function writeWhole(directory: string, name: string, content: JsonObject): void {
  const store = new ElectronStore<Record<string, unknown>>({
    name,
    cwd: directory,
    configFileMode: FILE_MODE,
    clearInvalidConfig: false,
    // What is there was read and guarded before; it is never merged into what is written.
    deserialize: () => ({}),
  });
  store.store = { ...content };
  syncFolder(directory);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    return isMissing(thrown) ? 'missing' : 'unreadable';
  }
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');

/** Takes away what a write that was cut off has left behind; nothing hangs on it. */
function sweep(directory: string, name: string): void {
  const leftOver = (entry: string): boolean =>
    [`${name}.json.tmp-`, `${name}.backup.json.tmp-`].some((beginning) => entry.startsWith(beginning));
  try {
    for (const entry of readdirSync(directory).filter(leftOver)) rmSync(path.join(directory, entry), { force: true });
  } catch {
    // There may be no folder yet, or none that can be read: what is kept in it is told of where it is read.
  }
}

/** A dated name that no file has yet. */
function freeName(file: string, why: 'corrupt' | 'newer', clock: Clock): string {
  const { dir, name, ext } = path.parse(file);
  const stamp = new Date(clock.now()).toISOString().replaceAll(':', '-').slice(0, 19);
  for (let copy = 1; ; copy += 1) {
    const candidate = path.join(dir, `${name}.${why}-${stamp}${copy === 1 ? '' : `-${copy}`}${ext}`);
    if (!existsSync(candidate)) return candidate;
  }
}
