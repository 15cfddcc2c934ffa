import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAllowed, licenseOf, packageRoot } from '../../../scripts/bundled-licenses.mjs';
import { temporaryDirectory } from '../../support/temporary-directory';

test.each([
  ['/app/node_modules/zod/v4/core.js', '/app/node_modules/zod'],
  ['/app/node_modules/@aws-sdk/core/dist-es/index.js', '/app/node_modules/@aws-sdk/core'],
  ['/app/node_modules/conf/node_modules/env-paths/index.js?commonjs', '/app/node_modules/conf/node_modules/env-paths'],
  ['/app/src/main/index.ts', null],
  ['\0/app/node_modules/zod/made-up.js', null],
])('%j belongs to the package in %j', (moduleId, root) => {
  expect(packageRoot(moduleId)).toBe(root);
});

test.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['GPL-3.0-only OR MIT', true],
  ['GPL-3.0-only', false],
  ['MIT AND GPL-3.0-only', false],
  ['UNLICENSED', false],
  ['', false],
  [null, false],
])('a package under the licence %j may be in the app: %j', (license, isIn) => {
  expect(isAllowed(license)).toBe(isIn);
});

describe('the licence of a package', () => {
  function aPackage(about: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = {}): string {
    const root = path.join(temporaryDirectory(), 'package');
    mkdirSync(root);
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'some', version: '1.0.0', ...about }));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
    return root;
  }

  test.each(['LICENSE', 'LICENCE.md', 'license.txt', 'COPYING', 'LICENSE-MIT', 'LICENSE.APACHE'])(
    'is read from its %s',
    (name) => {
      expect(licenseOf(aPackage({ license: 'MIT' }, { [name]: 'Do as you like.\n' }))).toEqual({
        name: 'some',
        version: '1.0.0',
        identifier: 'MIT',
        text: 'Do as you like.',
      });
    },
  );

  test.each([
    [{ license: { type: 'MIT/X11' } }, 'MIT/X11'],
    [{ license: ['MIT', 'Apache2'] }, 'MIT OR Apache2'],
    [{ licenses: [{ type: 'MIT' }, { type: 'BSD' }] }, 'MIT OR BSD'],
    [{}, null],
  ])('named as in %j is %j', (about, identifier) => {
    expect(licenseOf(aPackage(about, { 'licenses.js': 'no licence' }))).toMatchObject({ identifier, text: null });
  });
});
