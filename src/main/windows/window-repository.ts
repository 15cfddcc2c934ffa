import { z } from 'zod';
import { type KeptFolder, openStoredFile, type StoredFile } from '../stored-file';

/** Where the window was when it last stood on its own, in device-independent pixels. */
const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

const fileSchema = z.strictObject({
  isDetached: z.boolean(),
  detachedBounds: bounds.nullable(),
});
export type WindowFile = z.output<typeof fileSchema>;

/** How the window stands, as kept in `window.json`. */
export function openWindowRepository(folder: KeptFolder): StoredFile<WindowFile> {
  return openStoredFile<WindowFile>(folder, {
    name: 'window',
    schema: fileSchema,
    initial: { isDetached: false, detachedBounds: null },
    steps: [],
  });
}
