import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { NamedProfile } from '../../../src/shared/contract';
import { type CredentialSource, PROFILE_COLORS, type Profile, type ProfileColor } from '../../../src/shared/model';
import { type Translator, translatorFor } from '../../../src/shared/translator';
import { aProfile } from '../../support/snapshot-builder';

// The module stands beside a hook that asks the preload, which is not there in plain Node; its types need the DOM, which
// this project does not have. So it is loaded without its types, and its pure functions are named here.
vi.mock('../../../src/renderer/bridge', () => ({ bridge: {} }));

const aFunction = (value: unknown): boolean => typeof value === 'function';
const pureFunctions = z.object({
  sourceText: z.custom<(source: CredentialSource, translator: Translator) => string>(aFunction),
  namedProfileText: z.custom<(profile: NamedProfile, translator: Translator) => string>(aFunction),
  freeColor: z.custom<(profiles: readonly Profile[]) => ProfileColor>(aFunction),
});

const file = '../../../src/renderer/credential-sources.ts';
const loaded: unknown = await import(/* @vite-ignore */ file);
const { sourceText, namedProfileText, freeColor } = pureFunctions.parse({ ...Object(loaded) });

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
