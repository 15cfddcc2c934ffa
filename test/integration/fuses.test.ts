import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { temporaryDirectory } from '../support/temporary-directory';

/*
 * What electron-builder is told of the fuses is what they are set to: a real Electron is flipped by it.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */

const WANTED = {
  runAsNode: [FuseV1Options.RunAsNode, false],
  enableNodeOptionsEnvironmentVariable: [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  enableNodeCliInspectArguments: [FuseV1Options.EnableNodeCliInspectArguments, false],
  enableCookieEncryption: [FuseV1Options.EnableCookieEncryption, true],
  enableEmbeddedAsarIntegrityValidation: [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  onlyLoadAppFromAsar: [FuseV1Options.OnlyLoadAppFromAsar, true],
  grantFileProtocolExtraPrivileges: [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
} as const;

/** As the fuse wire in the binary has them: the characters 0 and 1. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

/** The settings of one section of electron-builder.yml, which has one a line. */
async function configured(): Promise<Readonly<Record<string, boolean>>> {
  const text = await readFile(path.join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');
  const section = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(text)?.[1] ?? '';
  const lines = section.trim().split('\n');
  return z
    .record(
      z.string(),
      z.enum(['true', 'false']).transform((value) => value === 'true'),
    )
    .parse(Object.fromEntries(lines.map((line) => line.trim().split(': '))));
}

test('the package’s fuses are the ones that keep strangers out of it', async () => {
  const wanted = Object.fromEntries(Object.entries(WANTED).map(([name, [, isOn]]) => [name, isOn]));
  expect(await configured()).toEqual(wanted);
});

test('an Electron that is flipped by them has them', async () => {
  const { executable } = await findElectron();
  const copy = path.join(temporaryDirectory(), 'electron');
  await copyFile(executable, copy);
  const given = await configured();
  const options = Object.entries(WANTED).map(([name, [option]]) => [option, given[name] ?? false] as const);
  await flipFuses(copy, { version: FuseVersion.V1, ...Object.fromEntries(options) });
  const wire = await getCurrentFuseWire(copy);
  for (const [name, [option, isOn]] of Object.entries(WANTED)) {
    expect(wire[option], name).toBe(isOn ? ON : OFF);
  }
}, 60_000);
