import { z } from 'zod';
import type { Text } from '../../shared/text';
import { openStoredFile, type StoredFile } from '../stored-file';

/** Where the window was when it last stood on its own, in device-independent pixels. */
const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

const fileSchema = z.strictObject({
  version: z.literal(1),
  isDetached: z.boolean(),
  detachedBounds: bounds.nullable(),
});
export type WindowFile = z.output<typeof fileSchema>;

/** How the window stands, as kept in `window.json`. */
export function openWindowRepository(directory: string, tell: (text: Text) => void): StoredFile<WindowFile> {
  return openStoredFile<WindowFile>({
    name: 'window',
    directory,
    schema: fileSchema,
    initial: { version: 1, isDetached: false, detachedBounds: null },
    tell,
  });
}
