import { z } from 'zod';
import { groupSchema, instanceTargetSchema, savedViewSchema } from '../../shared/kept-schemas';
import type { Text } from '../../shared/text';
import { openStoredFile, type StoredFile } from '../stored-file';

const fileSchema = z.strictObject({
  version: z.literal(1),
  pins: z.array(instanceTargetSchema).readonly(),
  groups: z.array(groupSchema).readonly(),
  // Files written before there were any have none.
  savedViews: z.array(savedViewSchema).readonly().default([]),
});
export type FavoritesFile = z.output<typeof fileSchema>;

/** The pinned instances, the groups and the saved views, in the person's order, as kept in `favorites.json`. */
export function openFavoritesRepository(directory: string, tell: (text: Text) => void): StoredFile<FavoritesFile> {
  return openStoredFile<FavoritesFile>({
    name: 'favorites',
    directory,
    schema: fileSchema,
    initial: { version: 1, pins: [], groups: [], savedViews: [] },
    tell,
  });
}
