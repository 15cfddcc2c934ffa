import { z } from 'zod';
import { profileSchema } from '../../shared/kept-schemas';
import { type KeptFolder, openStoredFile, type StoredFile } from '../stored-file';
import { profileSteps } from './profile-steps';

const fileSchema = z.strictObject({ profiles: z.array(profileSchema).readonly() });
export type ProfileFile = z.output<typeof fileSchema>;

/** The saved Profiles, in the person's order, as kept in `profiles.json`. It holds no credentials. */
export function openProfileRepository(folder: KeptFolder): StoredFile<ProfileFile> {
  return openStoredFile<ProfileFile>(folder, {
    name: 'profiles',
    schema: fileSchema,
    initial: { profiles: [] },
    steps: profileSteps,
  });
}
