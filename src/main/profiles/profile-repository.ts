import { z } from 'zod';
import { profileSchema } from '../../shared/kept-schemas';
import type { Text } from '../../shared/text';
import { openStoredFile, type StoredFile } from '../stored-file';

const fileSchema = z.strictObject({ version: z.literal(1), profiles: z.array(profileSchema).readonly() });
export type ProfileFile = z.output<typeof fileSchema>;

/** The saved Profiles, in the person's order, as kept in `profiles.json`. It holds no credentials. */
export function openProfileRepository(directory: string, tell: (text: Text) => void): StoredFile<ProfileFile> {
  return openStoredFile<ProfileFile>({
    name: 'profiles',
    directory,
    schema: fileSchema,
    initial: { version: 1, profiles: [] },
    tell,
  });
}
