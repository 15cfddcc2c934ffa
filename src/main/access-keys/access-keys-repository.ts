import { z } from 'zod';
import { accessKeysIdSchema } from '../../shared/kept-schemas';
import { type KeptFolder, openStoredFile, type StoredFile } from '../stored-file';

const facts = { id: accessKeysIdSchema, ending: z.string().max(4) };
const recordSchema = z.discriminatedUnion('keptIn', [
  z.strictObject({ ...facts, keptIn: z.literal('keyring'), encrypted: z.base64() }),
  /** Remembered without the keys, so that the next run can tell why there are none. */
  z.strictObject({ ...facts, keptIn: z.literal('this-run') }),
]);
const fileSchema = z.strictObject({ keys: z.array(recordSchema).readonly() });
export type AccessKeysRecord = z.output<typeof recordSchema>;
export type AccessKeysFile = z.output<typeof fileSchema>;

/** The access keys that Profiles sign in with, as kept in `access-keys.json`: only what the keyring has encrypted. */
export function openAccessKeysRepository(folder: KeptFolder): StoredFile<AccessKeysFile> {
  return openStoredFile<AccessKeysFile>(folder, {
    name: 'access-keys',
    schema: fileSchema,
    initial: { keys: [] },
    steps: [],
  });
}
