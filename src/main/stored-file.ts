import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import { z } from 'zod';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { Text } from '../shared/text';

/** Only this user may read what is kept. */
const FILE_MODE = 0o600;

/** A JSON file of the app in its user data folder, checked by its schema when read and when written. */
export interface StoredFile<Value> {
  /** What was last read or written; the file is read once, when it is opened. */
  read(): Value;
  /** Written whole or not at all (temporary file, then rename); `save-failed` where the disk refuses. */
  write(value: Value): Result<null>;
}

interface StoredFileOptions<Value> {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly directory: string;
  readonly schema: z.ZodType<Value>;
  readonly initial: Value;
  /** Told when the file could not be understood and was set aside. */
  readonly tell: (text: Text) => void;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Opens the file. One that is corrupt is set aside under a dated name, never overwritten; where the disk lets nothing be
 * read or written the app goes on with the initial value, and each write tries again.
 */
export function openStoredFile<Value extends JsonObject>(options: StoredFileOptions<Value>): StoredFile<Value> {
  const { name, directory, schema, initial } = options;
  const file = path.join(directory, `${name}.json`);
  let store = openOrSetAside(file, options);
  let current = store === null ? initial : schema.parse(store.store);

  return {
    read: () => current,
    write(value) {
      try {
        const checked = schema.parse(value);
        store ??= openStore(options);
        store.store = { ...checked };
        current = checked;
        return ok(null);
      } catch (thrown) {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        return fail(appError('save-failed', { values: { file }, detail }));
      }
    },
  };
}

type Store = ElectronStore<Record<string, unknown>>;

function openOrSetAside<Value extends JsonObject>(file: string, options: StoredFileOptions<Value>): Store | null {
  try {
    return openStore(options);
  } catch (thrown) {
    const isCorrupt = thrown instanceof SyntaxError || thrown instanceof z.ZodError;
    return isCorrupt ? openAnew(file, options) : null;
  }
}

function openAnew<Value extends JsonObject>(file: string, options: StoredFileOptions<Value>): Store | null {
  try {
    const setAside = freeName(options);
    renameSync(file, setAside);
    options.tell({ key: 'notice.fileSetAside', values: { file: path.basename(setAside) } });
    return openStore(options);
  } catch {
    // What cannot be set aside must not be written over either.
    return null;
  }
}

/** Throws where the file is not JSON (SyntaxError), does not match the schema (ZodError), or cannot be had at all. */
function openStore<Value extends JsonObject>({ name, directory, schema, initial }: StoredFileOptions<Value>): Store {
  return new ElectronStore<Record<string, unknown>>({
    name,
    cwd: directory,
    configFileMode: FILE_MODE,
    clearInvalidConfig: false,
    defaults: initial,
    deserialize: (text) => schema.parse(JSON.parse(text)),
  });
}

/** A dated name that no file has yet. */
function freeName({ name, directory }: { readonly name: string; readonly directory: string }): string {
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  for (let copy = 1; ; copy += 1) {
    const candidate = path.join(directory, `${name}.corrupt-${stamp}${copy === 1 ? '' : `-${copy}`}.json`);
    if (!existsSync(candidate)) return candidate;
  }
}
