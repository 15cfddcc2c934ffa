import { describe, expect, test } from 'vitest';
import { EMPTY_KEYS, fieldAtFault, keepOf, keysProblems, withPasted } from '../../../src/renderer/keys-draft';
import { commandParsers } from '../../../src/shared/contract';
import { appError } from '../../../src/shared/errors';

const good = { ...EMPTY_KEYS, accessKeyId: ' AKIAEXAMPLEEXAMPLE77 ', secretAccessKey: 'abc/def+ghi=\n' };
const keyring = { kind: 'keyring' } as const;

describe('access keys that are being entered', () => {
  test('have no problem when they are complete, spaces around them or not', () => {
    expect(keysProblems(good, keyring)).toEqual({});
  });

  test('need both parts', () => {
    expect(keysProblems(EMPTY_KEYS, keyring)).toEqual({
      accessKeyId: 'keys.accessKeyIdMissing',
      secretAccessKey: 'keys.secretAccessKeyMissing',
    });
  });

  test('need a session token where their ID says that they are temporary', () => {
    const temporary = { ...good, accessKeyId: 'ASIAEXAMPLEEXAMPLE77' };
    expect(keysProblems(temporary, keyring)).toEqual({ sessionToken: 'keys.sessionTokenMissing' });
    expect(keysProblems({ ...temporary, sessionToken: 'token' }, keyring)).toEqual({});
  });

  test.each([
    [{ accessKeyId: 'AKIA EXAMPLE' }, { accessKeyId: 'keys.accessKeyIdInvalid' }],
    [{ secretAccessKey: 'abc\ndef' }, { secretAccessKey: 'keys.secretAccessKeyInvalid' }],
    [{ secretAccessKey: 'abc#def' }, { secretAccessKey: 'keys.secretAccessKeyInvalid' }],
    [{ sessionToken: 'abc def' }, { sessionToken: 'keys.sessionTokenInvalid' }],
  ])('with %j say what is wrong with it', (change, problems) => {
    expect(keysProblems({ ...good, ...change }, keyring)).toEqual(problems);
  });

  test.each([
    'work',
    'a.b',
    'team/dev',
    '',
    'two words',
    '회사',
    '[x]',
    '__proto__',
    'services.x',
    'a#b',
    'a\nb',
    'x'.repeat(65),
  ])('are for the AWS profile %j exactly where main takes that name', (profileName) => {
    const keep = { kind: 'credentials-file', profileName } as const;
    const input = {
      accessKeyId: 'AKIA',
      secretAccessKey: 'x',
      sessionToken: null,
      region: 'us-east-1',
      endpointUrl: null,
      keep,
    };
    const isTaken = commandParsers.enterAccessKeys.safeParse(input).success;
    expect(keysProblems(good, keep).profileName === undefined).toBe(isTaken);
  });
});

describe('how they are kept', () => {
  test('is the safest way there is, until one is chosen', () => {
    expect(keepOf(EMPTY_KEYS, true, 'work')).toEqual({ kind: 'keyring' });
    expect(keepOf(EMPTY_KEYS, false, 'work')).toEqual({ kind: 'this-run' });
    expect(keepOf({ ...EMPTY_KEYS, keep: 'this-run' }, true, 'work')).toEqual({ kind: 'this-run' });
  });

  test.each([
    ['work', null, 'work'],
    ['My team', null, ''],
    ['work', ' other ', 'other'],
  ])('for a Profile %j in the file, with %j typed, is under %j', (name, typed, profileName) => {
    const keys = { ...EMPTY_KEYS, keep: 'credentials-file', profileName: typed } as const;
    expect(keepOf(keys, true, name)).toEqual({ kind: 'credentials-file', profileName });
  });
});

test.each([
  ['unknown-access-key', 'accessKeyId'],
  ['wrong-secret-access-key', 'secretAccessKey'],
  ['session-token-expired', 'sessionToken'],
  ['keyring-missing', 'keep'],
  ['aws-profile-taken', 'profileName'],
  ['host-not-found', null],
] as const)('the error %s is shown beside %s', (code, field) => {
  expect(fieldAtFault(appError(code))).toBe(field);
});

test('a paste fills in all that it has, and takes away a token that belonged to other keys', () => {
  const before = { ...good, sessionToken: 'of the old ones', keep: 'this-run' } as const;
  expect(withPasted(before, 'aws_access_key_id = AKIANEW\naws_secret_access_key = new\nregion = us-east-1')).toEqual({
    draft: { ...before, accessKeyId: 'AKIANEW', secretAccessKey: 'new', sessionToken: '' },
    region: 'us-east-1',
  });
  expect(withPasted(before, 'AKIANEW')).toBe(null);
});
