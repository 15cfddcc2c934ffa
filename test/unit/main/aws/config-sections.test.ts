import { describe, expect, test } from 'vitest';
import { profileChain, signInFingerprint, ssoSessionOf } from '../../../../src/main/aws/config-sections';

const session = { sso_start_url: 'https://corp.awsapps.com/start', sso_region: 'us-east-1' };

describe('the profiles that one takes its credentials from', () => {
  test('are each named once, a loop too', () => {
    const configFile = { a: { source_profile: 'b' }, b: { source_profile: 'c' }, c: { source_profile: 'a' } };
    expect(profileChain({ configFile, credentialsFile: {} }, 'a')).toEqual(['a', 'b', 'c']);
  });
});

describe('the session of IAM Identity Center', () => {
  test('is found by its name, with the scopes to ask for', () => {
    const configFile = {
      work: { sso_session: 'corp' },
      'sso-session.corp': { ...session, sso_registration_scopes: 'sso:account:access, other:scope' },
    };
    expect(ssoSessionOf({ configFile, credentialsFile: {} }, 'work')).toEqual({
      name: 'corp',
      startUrl: session.sso_start_url,
      region: 'us-east-1',
      scopes: ['sso:account:access', 'other:scope'],
    });
  });

  test('is found in the profile itself, the older way, and through a role’s source profile', () => {
    const configFile = { admin: { role_arn: 'arn', source_profile: 'work' }, work: session };
    const found = ssoSessionOf({ configFile, credentialsFile: {} }, 'admin');
    expect(found).toMatchObject({ name: null, startUrl: session.sso_start_url });
  });

  test('is none for keys, or where its section is not complete', () => {
    const configFile = { keys: { aws_access_key_id: 'AKIA' }, work: { sso_session: 'gone' } };
    expect(ssoSessionOf({ configFile, credentialsFile: {} }, 'keys')).toBeNull();
    expect(ssoSessionOf({ configFile, credentialsFile: {} }, 'work')).toBeNull();
  });
});

describe('what stands for how a Profile signs in', () => {
  const before = {
    configFile: { work: { region: 'us-east-1', source_profile: 'base', role_arn: 'arn' }, base: {}, other: {} },
    credentialsFile: { base: { aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret' } },
  };
  const work = { kind: 'named-profile', profileName: 'work' } as const;

  test('is the same while its own sections are, and holds no secret', async () => {
    const first = await signInFingerprint(before, work);
    const after = { ...before, configFile: { ...before.configFile, other: { region: 'eu-west-1' } } };
    expect(await signInFingerprint(after, work)).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['its own section', { configFile: { ...before.configFile, work: { role_arn: 'another' } } }],
    ['the keys of its source profile', { credentialsFile: { base: { aws_access_key_id: 'AKIANEW' } } }],
    ['its section, which is gone', { configFile: { base: {} } }],
  ])('is another with a change of %s', async (_what, change) => {
    expect(await signInFingerprint({ ...before, ...change }, work)).not.toBe(await signInFingerprint(before, work));
  });
});
