import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import type { z } from 'zod';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { Text } from '../shared/text';

/** Only this user may read what is kept. */
const FILE_MODE = 0o600;

/** A JSON file of the app in its user data folder, checked by its schema when read and when written. */
export interface StoredFile<Value> {
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

/** Opens the file; one that is corrupt is set aside under a dated name, never overwritten. */
export function openStoredFile<Value extends Readonly<Record<string, unknown>>>(
  options: StoredFileOptions<Value>,
): StoredFile<Value> {
  const { name, directory, schema, tell } = options;
  const file = path.join(directory, `${name}.json`);
  let store: ElectronStore<Record<string, unknown>>;
  try {
    store = openStore(options);
  } catch {
    const setAside = path.join(directory, `${name}.corrupt-${fileNameStamp()}.json`);
    if (existsSync(file)) renameSync(file, setAside);
    tell({ key: 'notice.fileSetAside', values: { file: path.basename(setAside) } });
    store = openStore(options);
  }

  return {
    read: () => schema.parse(store.store),
    write(value) {
      try {
        store.store = { ...schema.parse(value) };
        return ok(null);
      } catch (thrown) {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        return fail(appError('save-failed', { values: { file }, detail }));
      }
    },
  };
}

/** Throws where the file is not JSON or does not match the schema. */
function openStore<Value extends Readonly<Record<string, unknown>>>(options: StoredFileOptions<Value>) {
  return new ElectronStore<Record<string, unknown>>({
    name: options.name,
    cwd: options.directory,
    configFileMode: FILE_MODE,
    clearInvalidConfig: false,
    defaults: options.initial,
    deserialize: (text) => options.schema.parse(JSON.parse(text)),
  });
}

const fileNameStamp = (): string => new Date().toISOString().replaceAll(':', '-').slice(0, 19);
