import { closeSync, fsyncSync, openSync } from 'node:fs';

/**
 * Waits until the names in a folder are on the disk too: before that, a power cut can undo a rename that has been done
 * (fsync(2)). Windows knows no such thing. Throws where the disk refuses.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
