import { describe, expect, test } from 'vitest';
import { runDownload } from '../../../scripts/electron-runtime/progress.mjs';

const options = { label: 'Downloading a thing', folders: [], limitMs: 60_000 };
const forever = ['-e', 'setInterval(() => {}, 1000)'];

describe('a command that downloads', () => {
  test('tells what it said last when it fails', async () => {
    const failing = ['-e', 'console.error("no route to the host"); process.exit(3)'];

    await expect(runDownload(process.execPath, failing, options)).rejects.toThrow(/code 3\nno route to the host$/);
  });

  test('is ended when nothing comes any more', async () => {
    await expect(runDownload(process.execPath, forever, { ...options, stallMs: 1 })).rejects.toThrow(
      'nothing came for 0.001 s',
    );
  });

  test('is ended when it takes too long', async () => {
    await expect(runDownload(process.execPath, forever, { ...options, limitMs: 1 })).rejects.toThrow(
      'it took longer than 0.001 s',
    );
  });

  test('is ended when it is interrupted', async () => {
    const download = runDownload(process.execPath, forever, { ...options, signal: AbortSignal.abort() });

    await expect(download).rejects.toThrow('it was interrupted');
  });
});
