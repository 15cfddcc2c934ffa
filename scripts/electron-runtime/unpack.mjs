// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/**
 * @param {string} file
 * @param {string} integrity as in a lock file, `sha512-<base64>`
 */
export async function verifyIntegrity(file, integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== integrity) {
    throw new Error(`${path.basename(file)} is not what was expected: its integrity is ${actual}, not ${integrity}`);
  }
}

/**
 * Unpacks a zip file by file, without holding more than a chunk in memory. Keeps the Unix modes.
 *
 * @param {string} zip
 * @param {string} folder gets the files
 * @param {(name: string) => string | undefined} place where a file goes inside the folder; undefined leaves it out
 * @param {(bytes: number) => void} report unpacked so far
 */
export async function unpackZip(zip, folder, place, report) {
  // Not autoClose: it would close the file under the last entry that is still being read.
  const archive = await openPromise(zip, { lazyEntries: true, autoClose: false });
  let bytes = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (name === undefined) continue;
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }));
      bytes += entry.uncompressedSize;
      report(bytes);
    }
  } finally {
    archive.close();
  }
}
