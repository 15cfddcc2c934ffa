import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type KeptFormat, understand } from '../../../src/main/kept-format';
import { profileSteps } from '../../../src/main/profiles/profile-steps';
import { settingsSteps } from '../../../src/main/settings/settings-steps';
import { profileSchema, settingsSchema } from '../../../src/shared/kept-schemas';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';

const format: KeptFormat<{ readonly names: readonly string[]; readonly inner: { readonly isOn: boolean } }> = {
  schema: z.strictObject({ names: z.array(z.string()), inner: z.strictObject({ isOn: z.boolean() }) }),
  // Version 1 had one name, version 2 several and nothing else.
  steps: [({ name }) => ({ names: [name] }), (older) => ({ ...older, inner: { isOn: false } })],
};

describe('a file of an earlier version', () => {
  test.each([
    ['the first', { version: 1, name: 'a' }],
    ['the one in between', { version: 2, names: ['a'] }],
    ['this one', { version: 3, names: ['a'], inner: { isOn: false } }],
  ])('(%s) goes through every step that is after it, and no other', (_which, content) => {
    const value = { names: ['a'], inner: { isOn: false } };
    expect(understand(JSON.stringify(content), format)).toEqual({ kind: 'whole', value });
  });

  test('settings as the first version of all wrote them keep what they say', () => {
    const first = { version: 1, settings: { theme: 'dark', language: 'ko', stopBehavior: 'ask' } };
    const settingsFormat = { schema: z.strictObject({ settings: settingsSchema }), steps: settingsSteps };
    expect(understand(JSON.stringify(first), settingsFormat)).toEqual({
      kind: 'whole',
      value: { settings: { ...DEFAULT_SETTINGS, theme: 'dark', language: 'ko', stopBehavior: 'ask' } },
    });
  });

  test('Profiles as the first version of all wrote them are all there, and switched on', () => {
    const source = { kind: 'named-profile', profileName: 'work' };
    const written = { id: 'p1', name: '회사', color: 'blue', source, regions: ['ap-northeast-2'], endpointUrl: null };
    const profileFormat = { schema: z.strictObject({ profiles: z.array(profileSchema) }), steps: profileSteps };
    const first = JSON.stringify({ version: 1, profiles: [written, { ...written, id: 'p2', name: 'home' }] });
    expect(understand(first, profileFormat)).toMatchObject({
      kind: 'whole',
      value: { profiles: [{ ...written, isEnabled: true, isDryRun: false, filter: null }, { name: 'home' }] },
    });
  });
});

describe('a file of a newer version', () => {
  test('gives what is understood of it, however deep the rest is', () => {
    const newer = { version: 4, names: ['a'], inner: { isOn: true, since: 1 }, colors: [] };
    expect(understand(JSON.stringify(newer), format)).toEqual({
      kind: 'in-part',
      value: { names: ['a'], inner: { isOn: true } },
    });
  });

  test('is not taken for corrupt where nothing of it is understood', () => {
    expect(understand('{"version":4,"names":{}}', format)).toEqual({ kind: 'in-part', value: null });
  });
});

test('whatever the text is, it is understood or called corrupt, and nothing is thrown', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ version: fc.anything(), names: fc.anything() }).map((value) => JSON.stringify(value) ?? ''),
  );
  fc.assert(fc.property(texts, (text) => ['whole', 'in-part', 'corrupt'].includes(understand(text, format).kind)));
});
