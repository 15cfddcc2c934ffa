import { describe, expect, test, vi } from 'vitest';
import { randomSessionKey } from '../../src/demo/access-keys';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { hour, ownAccount } from '../support/sign-in-endpoint';
import { errorWithout, keyLines, sourceUnderTest, work } from '../support/source-under-test';

const environment = { kind: 'environment' } as const;
const demoUser = `arn:aws:iam::${ownAccount}:user/demo`;

describe('keys of a named profile', () => {
  test('in the config file sign requests in', async () => {
    const { writeConfig, keyLines: lines, scopeClient, whoIs } = await sourceUnderTest();
    writeConfig('[profile work]', lines);
    expect(answerOf(await scopeClient().listInstances())).toMatchObject([{ name: 'web' }]);
    expect(answerOf(await whoIs())).toMatchObject({ accountId: ownAccount, arn: demoUser });
  });

  test('in the credentials file go before those in the config file', async () => {
    const { writeConfig, writeCredentials, keyLines: lines, scopeClient } = await sourceUnderTest();
    writeConfig('[profile work]', 'aws_access_key_id = AKIAOLD', 'aws_secret_access_key = old');
    writeCredentials('[work]', lines);
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
  });

  test('with a session token work until it ends, and are then told to have ended', async () => {
    const { writeCredentials, scopeClient, identities, credentialClock } = await sourceUnderTest();
    const session = identities.keyRing.issue({
      arn: demoUser,
      userId: 'AIDADEMO',
      accountId: ownAccount,
      lifetimeMs: hour,
      mfaAuthenticated: false,
    });
    writeCredentials('[work]', keyLines(session));
    const client = scopeClient();
    expect(answerOf(await client.listInstances())).toHaveLength(1);
    credentialClock.advance(hour);
    const error = errorWithout([session.secretAccessKey, session.sessionToken], await client.listInstances());
    expect(error).toMatchObject({ code: 'request-expired' });
  });

  test('that somebody has put in place of ended ones are used by the very next call', async () => {
    const { writeCredentials, scopeClient, identities, credentialClock, keyLines: lines } = await sourceUnderTest();
    const session = { arn: demoUser, userId: 'AIDADEMO', accountId: ownAccount, mfaAuthenticated: false };
    writeCredentials('[work]', keyLines(identities.keyRing.issue({ ...session, lifetimeMs: hour })));
    const client = scopeClient();
    answerOf(await client.listInstances());
    writeCredentials('[work]', lines);
    credentialClock.advance(hour);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('that may not do what is asked are told AWS’s own words', async () => {
    const { writeConfig, keyLines: lines, scopeClient, endpoint } = await sourceUnderTest();
    writeConfig('[profile work]', lines);
    endpoint.faults.deny('DescribeInstances');
    expect(errorOf(await scopeClient().listInstances())).toMatchObject({
      code: 'access-denied',
      detail: expect.stringContaining('not authorized to perform'),
    });
  });

  test.each([
    ['that are empty', ['aws_access_key_id =', 'aws_secret_access_key ='], 'no-credentials'],
    [
      'that AWS does not know',
      ['aws_access_key_id = AKIANONE', 'aws_secret_access_key = HUNTER2'],
      'invalid-credentials',
    ],
  ])('%s are told as such', async (_what, lines, code) => {
    const { writeConfig, scopeClient } = await sourceUnderTest();
    writeConfig('[profile work]', ...lines);
    expect(errorWithout(['HUNTER2'], await scopeClient().listInstances())).toMatchObject({ code });
  });
});

describe('the environment', () => {
  test('signs in with its keys and its session token', async () => {
    const session = randomSessionKey();
    const { scopeClient } = await sourceUnderTest({ accessKeys: [session] });
    vi.stubEnv('AWS_ACCESS_KEY_ID', session.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', session.secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', session.sessionToken);
    expect(answerOf(await scopeClient(environment).listInstances())).toHaveLength(1);
  });

  test('with AWS_PROFILE signs in as that profile, also where there are keys in it', async () => {
    const { writeConfig, keyLines: lines, scopeClient, whoIs } = await sourceUnderTest();
    writeConfig('[profile work]', lines);
    vi.stubEnv('AWS_PROFILE', 'work');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'other');
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(answerOf(await scopeClient(environment).listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs(environment))).toMatchObject({ arn: demoUser });
  });

  test('with AWS_PROFILE of a role that wants MFA asks for the code as the profile itself does', async () => {
    const { writeConfig, keyLines: lines, scopeClient, identities, challenges } = await sourceUnderTest();
    const roleArn = `arn:aws:iam::${ownAccount}:role/admin`;
    const serialNumber = `arn:aws:iam::${ownAccount}:mfa/demo`;
    identities.roles.add({ roleArn, requiresMfa: true });
    identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
    writeConfig(
      ...['[profile work]', `role_arn = ${roleArn}`, `mfa_serial = ${serialNumber}`, 'source_profile = base'],
      ...['[profile base]', lines],
    );
    vi.stubEnv('AWS_PROFILE', 'work');
    const client = scopeClient(environment);
    expect(errorOf(await client.listInstances())).toMatchObject({ code: 'mfa-required' });
    await challenges[0]?.answer('123456');
    expect(answerOf(await client.listInstances())).toHaveLength(1);
    expect(answerOf(await scopeClient(work).listInstances()), 'the profile shares it').toHaveLength(1);
    expect(challenges).toHaveLength(1);
  });

  test('whose session has ended says so, and works with what is there next', async () => {
    const { scopeClient, identities, credentialClock, endpoint } = await sourceUnderTest();
    const session = identities.keyRing.issue({
      arn: demoUser,
      userId: 'AIDADEMO',
      accountId: ownAccount,
      lifetimeMs: hour,
      mfaAuthenticated: false,
    });
    vi.stubEnv('AWS_ACCESS_KEY_ID', session.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', session.secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', session.sessionToken);
    const client = scopeClient(environment);
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    expect(errorOf(await client.listInstances())).toMatchObject({ code: 'request-expired' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', endpoint.accessKey.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', endpoint.accessKey.secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('that may not do what is asked is told AWS’s own words, and without anything in it that there is nothing', async () => {
    const { scopeClient, endpoint } = await sourceUnderTest();
    expect(errorOf(await scopeClient(environment).listInstances())).toMatchObject({ code: 'no-credentials' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', endpoint.accessKey.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', endpoint.accessKey.secretAccessKey);
    endpoint.faults.deny('DescribeInstances');
    expect(errorOf(await scopeClient(environment).listInstances())).toMatchObject({
      code: 'access-denied',
      detail: expect.stringContaining('not authorized to perform'),
    });
  });
});
