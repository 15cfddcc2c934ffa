import { writeFileSync } from 'node:fs';
import { loadSharedConfigFiles } from '@smithy/core/config';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ParsedConfigFile, parseConfigFile } from '../../src/main/aws/config-file';
import { awsFiles } from '../support/aws-files';

const part = fc.constantFrom(
  ...['[', ']', '=', ' ', '  ', '\t', '.', '"', "'", ';', '#', '\r', '\uFEFF', '\u00a0'],
  ...['profile', 'sso-session', 'services', 'default', 'a', 'b', 'region', 'ec2', '회사', 'é', '%:@+/', 'x-1'],
);
const anyLine = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
const header = fc
  .tuple(
    fc.constantFrom('', 'profile ', 'profile  ', 'profile.', 'sso-session ', 'services ', 'odd '),
    fc.constantFrom('a', 'b', 'default', '"a"', '회사', ''),
  )
  .map(([kind, name]) => `[${kind}${name}]`);
const setting = fc
  .tuple(
    fc.constantFrom('', '  '),
    fc.constantFrom('region', 'ec2', 'a.b'),
    fc.constantFrom('', 'x', 'y # z', 'y#z', 'a=b'),
  )
  .map(([indent, key, value]) => `${indent}${key} = ${value}`);
const fileText = fc.array(fc.oneof(anyLine, header, setting), { maxLength: 14 }).map((lines) => lines.join('\n'));

/** Sections without a setting are none for the SDK. */
const settingsOf = ({ sections }: ParsedConfigFile) =>
  Object.fromEntries(
    [...sections]
      .filter(([, { settings }]) => settings.size > 0)
      .map(([name, { settings }]) => [name, Object.fromEntries([...settings].map(([key, { value }]) => [key, value]))]),
  );

test('the reader that tells what is wrong takes the same lines for sections and settings as the SDK, which signs in', async () => {
  const { configFile, credentialsFile } = awsFiles('');
  await fc.assert(
    fc.asyncProperty(fileText, async (text) => {
      writeFileSync(configFile, text);
      writeFileSync(credentialsFile, text);
      const theirs = await loadSharedConfigFiles({ ignoreCache: true });
      const bytes = Buffer.from(text);
      expect(settingsOf(parseConfigFile(bytes, 'config')), 'config').toEqual(theirs.configFile);
      expect(settingsOf(parseConfigFile(bytes, 'credentials')), 'credentials').toEqual(theirs.credentialsFile);
    }),
    { numRuns: 400 },
  );
});
