import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PackageLicense } from '../shared/about';
import { appError, fail, ok, type Result } from '../shared/errors';

/** As the build writes it (`scripts/bundled-licenses.mjs`), once for main and once for the window. */
const licenseFile = z.array(
  z
    .object({
      name: z.string(),
      version: z.string(),
      identifier: z.string().nullable(),
      text: z.string().nullable(),
    })
    .readonly(),
) satisfies z.ZodType<readonly PackageLicense[]>;

const PARTS = ['main', 'renderer'] as const;

/** The licences of all that is bundled into the app, by name; `file-unreadable` where the build has none. */
export async function readLicenses(outFolder: string): Promise<Result<readonly PackageLicense[]>> {
  const found = new Map<string, PackageLicense>();
  for (const part of PARTS) {
    const file = path.join(outFolder, part, 'licenses.json');
    try {
      const listed = licenseFile.parse(JSON.parse(await readFile(file, 'utf8')));
      for (const license of listed) found.set(`${license.name}@${license.version}`, license);
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      return fail(appError('file-unreadable', { values: { file }, detail }));
    }
  }
  const byName = (one: PackageLicense, other: PackageLicense) =>
    one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en', { numeric: true });
  return ok([...found.values()].sort(byName));
}
