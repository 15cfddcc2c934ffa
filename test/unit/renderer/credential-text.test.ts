import { describe, expect, test } from 'vitest';
import { namedProfileText, sourceText } from '../../../src/renderer/credential-text';
import { freeColor } from '../../../src/renderer/profile-colors';
import type { NamedProfile } from '../../../src/shared/credential-facts';
import { PROFILE_COLORS } from '../../../src/shared/model';
import { translatorFor } from '../../../src/shared/translator';
import { aProfile } from '../../support/snapshot-builder';

const en = translatorFor('en');
const named: NamedProfile = { profileName: 'work', region: null, credentialKind: 'sso', endpointUrl: null };

describe('a credential source in words', () => {
  test('names the AWS profile, or what else it is', () => {
    expect(sourceText({ kind: 'named-profile', profileName: 'work' }, en)).toBe('AWS profile work');
    expect(sourceText({ kind: 'environment' }, en)).toBe(en.t('credential.environment'));
    expect(sourceText({ kind: 'demo' }, translatorFor('ko'))).toBe('데모 계정');
  });

  test('tells the kind of a named profile, its Region and its endpoint', () => {
    expect(namedProfileText({ ...named, region: 'us-east-1', endpointUrl: 'http://x' }, en)).toBe(
      'IAM Identity Center · us-east-1 · http://x',
    );
    expect(namedProfileText(named, en)).toBe(`IAM Identity Center · ${en.t('welcome.noRegion')}`);
  });
});

describe('the colour of a new Profile', () => {
  test('is the first that no other has', () => {
    expect(freeColor([])).toBe('blue');
    expect(freeColor([aProfile({ color: 'blue' }), aProfile({ color: 'amber' })])).toBe('pink');
  });

  test('is one of them all the same when all are taken', () => {
    expect(freeColor(PROFILE_COLORS.map((color) => aProfile({ color })))).toBe('blue');
  });
});
