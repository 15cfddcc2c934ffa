import { describe, expect, test } from 'vitest';
import { draftProblems, isRegionCode, sourceFromKey, sourceKey } from '../../../src/renderer/profile-draft';
import { profileDraftSchema } from '../../../src/shared/kept-schemas';
import { toAccessKeysId } from '../../../src/shared/model';
import { aDraft } from '../../support/snapshot-builder';

describe('a Profile that is being filled in', () => {
  test('has no problem when it is complete', () => {
    expect(draftProblems(aDraft(), ['home'])).toEqual({});
  });

  test('tells everything that is missing at once', () => {
    expect(draftProblems({}, [])).toEqual({
      name: 'editor.nameMissing',
      source: 'editor.sourceMissing',
      regions: 'editor.regionsMissing',
    });
  });

  test.each([
    [{ name: '   ' }, { name: 'editor.nameMissing' }],
    [{ name: 'home' }, { name: 'editor.nameTaken' }],
    [{ name: ' home ' }, { name: 'editor.nameTaken' }],
    [{ regions: [] }, { regions: 'editor.regionsMissing' }],
    [{ endpointUrl: 'localhost:4566' }, { endpointUrl: 'editor.endpointInvalid' }],
    [{ endpointUrl: 'ftp://x' }, { endpointUrl: 'editor.endpointInvalid' }],
    [{ endpointUrl: 'nonsense' }, { endpointUrl: 'editor.endpointInvalid' }],
    [{ endpointUrl: '' }, {}],
    [{ endpointUrl: '  ' }, {}],
    [{ endpointUrl: ' http://127.0.0.1:4566 ' }, {}],
    [{ endpointUrl: null }, {}],
  ])('with %j has the problems %j', (change, problems) => {
    expect(draftProblems(aDraft(change), ['home'])).toEqual(problems);
  });
});

test.each(['ap-northeast-2', 'us-gov-west-1', 'seoul', 'us-east', 'US-EAST-1', 'us-east-1 ', 'x', ''])(
  'main and the window agree on whether “%s” is a Region code',
  (text) => {
    expect(isRegionCode(text)).toBe(profileDraftSchema.safeParse({ ...aDraft(), regions: [text] }).success);
  },
);

test.each([
  { kind: 'environment' },
  { kind: 'demo' },
  { kind: 'access-keys', keysId: toAccessKeysId('keys-1') },
  { kind: 'named-profile', profileName: 'work' },
  { kind: 'named-profile', profileName: 'environment' },
  { kind: 'named-profile', profileName: 'named-profile:demo' },
] as const)('the credential source %j comes back from its key', (source) => {
  expect(sourceFromKey(sourceKey(source))).toEqual(source);
});
