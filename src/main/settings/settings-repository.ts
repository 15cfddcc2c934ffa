import { z } from 'zod';
import { settingsSchema } from '../../shared/kept-schemas';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { type KeptFolder, openStoredFile, type StoredFile } from '../stored-file';
import { settingsSteps } from './settings-steps';

const fileSchema = z.strictObject({ settings: settingsSchema });
export type SettingsFile = z.output<typeof fileSchema>;

/** The settings as kept in `settings.json`. */
export function openSettingsRepository(folder: KeptFolder): StoredFile<SettingsFile> {
  return openStoredFile<SettingsFile>(folder, {
    name: 'settings',
    schema: fileSchema,
    initial: { settings: DEFAULT_SETTINGS },
    steps: settingsSteps,
  });
}
