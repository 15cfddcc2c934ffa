import { z } from 'zod';
import { groupSchema, instanceTargetSchema, savedViewSchema } from '../../shared/kept-schemas';
import { type KeptFolder, openStoredFile, type StoredFile } from '../stored-file';
import { favoritesSteps } from './favorites-steps';

const fileSchema = z.strictObject({
  pins: z.array(instanceTargetSchema).readonly(),
  groups: z.array(groupSchema).readonly(),
  savedViews: z.array(savedViewSchema).readonly(),
});
export type FavoritesFile = z.output<typeof fileSchema>;

/** The pinned instances, the groups and the saved views, in the person's order, as kept in `favorites.json`. */
export function openFavoritesRepository(folder: KeptFolder): StoredFile<FavoritesFile> {
  return openStoredFile<FavoritesFile>(folder, {
    name: 'favorites',
    schema: fileSchema,
    initial: { pins: [], groups: [], savedViews: [] },
    steps: favoritesSteps,
  });
}
