import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The ways in which a text may stand in a file and yet be read by whoever looks. */
export function writings(secret: string): readonly Buffer[] {
  const utf16 = Buffer.from(secret, 'utf16le');
  const raw = Buffer.from(secret);
  // Base64 of a longer text that holds it: its letters depend on where in it the secret begins.
  const base64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), raw]).toString('base64');
    const first = Math.ceil((offset * 8) / 6);
    return Buffer.from(shifted.slice(first, Math.floor(((offset + raw.length) * 8) / 6)));
  });
  return [raw, utf16, Buffer.from(raw.toString('hex')), Buffer.from(encodeURIComponent(secret)), ...base64];
}

/** Every file below the folder in which the secret can be read, in whatever writing; and how many were looked at. */
export async function filesThatHold(secret: string, folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const sought = writings(secret);
  const holding: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    if (sought.some((writing) => bytes.includes(writing))) holding.push(path.relative(folder, file));
  }
  return { holding, looked: files.length };
}
