import { z } from 'zod';
import { settingsSchema } from '../../shared/kept-schemas';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { Text } from '../../shared/text';
import { openStoredFile, type StoredFile } from '../stored-file';

const fileSchema = z.strictObject({ version: z.literal(1), settings: settingsSchema });
export type SettingsFile = z.output<typeof fileSchema>;

/** The settings as kept in `settings.json`. */
export function openSettingsRepository(directory: string, tell: (text: Text) => void): StoredFile<SettingsFile> {
  return openStoredFile<SettingsFile>({
    name: 'settings',
    directory,
    schema: fileSchema,
    initial: { version: 1, settings: DEFAULT_SETTINGS },
    tell,
  });
}
