import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isAllowed } from '../../scripts/bundled-licenses.mjs';

const ROOT = path.join(import.meta.dirname, '../..');

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      license: z.union([z.string(), z.array(z.string()).transform((all) => all.join(' OR '))]).optional(),
    }),
  ),
});

async function locked() {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')));
  return Object.entries(packages).flatMap(([folder, facts]) => (folder === '' ? [] : [{ folder, ...facts }]));
}

test('every package is pinned by what is in it', async () => {
  const loose = (await locked()).filter(({ integrity }) => !/^sha512-/.test(integrity ?? ''));
  expect(loose.map(({ folder }) => folder)).toEqual([]);
});

test('no package runs a script when it is installed, and none of the app wants to', async () => {
  expect(await readFile(path.join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const wanting = (await locked()).filter(({ hasInstallScript }) => hasInstallScript === true);
  expect(wanting.filter(({ dev }) => dev !== true).map(({ folder }) => folder)).toEqual([]);
});

test('every package that the app is made of has a licence that lets it', async () => {
  const others = (await locked()).filter(({ dev, license }) => dev !== true && !isAllowed(license ?? null));
  expect(others.map(({ folder, license }) => `${folder}: ${license}`)).toEqual([]);
});
