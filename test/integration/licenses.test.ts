import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readLicenses } from '../../src/main/licenses';
import { temporaryDirectory } from '../support/temporary-directory';

const license = (name: string, version = '1.0.0') => ({ name, version, identifier: 'MIT', text: null });

function aBuild(main: unknown, renderer: unknown): string {
  const folder = temporaryDirectory();
  for (const [part, listed] of Object.entries({ main, renderer })) {
    mkdirSync(path.join(folder, part));
    writeFileSync(path.join(folder, part, 'licenses.json'), JSON.stringify(listed));
  }
  return folder;
}

test('the licences of both parts of the app are one list by name, each package once', async () => {
  const build = aBuild(
    [license('zod'), license('ms', '10.0.0')],
    [license('zod'), license('react'), license('ms', '9.0.0')],
  );
  const answer = await readLicenses(build);
  expect(answer.ok && answer.value.map(({ name, version }) => `${name}@${version}`)).toEqual([
    'ms@9.0.0',
    'ms@10.0.0',
    'react@1.0.0',
    'zod@1.0.0',
  ]);
});

test.each([
  ['missing', temporaryDirectory],
  ['something else', () => aBuild([{ name: 'zod' }], [])],
])('a list that is %s is told', async (_what, build) => {
  expect(await readLicenses(build())).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
});
