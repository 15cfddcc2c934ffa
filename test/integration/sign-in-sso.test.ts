import { writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { answerOf } from '../support/endpoint-scope';
import { hour, ownAccount, signedInWithSso } from '../support/sign-in-endpoint';
import { errorWithout, sourceUnderTest } from '../support/source-under-test';

const startUrl = 'https://corp.awsapps.com/start';
const minute = 60_000;

/** The SDK waits half a minute between two renewals of one session: each test has one of its own. */
let sessions = 0;

/** A profile `work` of a session, or in the older form, in which somebody has signed in; the token ends then. */
async function ssoUnderTest({ isLegacy = false, endsInMs = hour } = {}) {
  const source = await sourceUnderTest();
  sessions += 1;
  const sessionName = `source-${sessions}`;
  const where = [`sso_start_url = ${startUrl}`, 'sso_region = us-east-1'];
  const role = [`sso_account_id = ${ownAccount}`, 'sso_role_name = Developer'];
  if (isLegacy) source.writeConfig('[profile work]', ...role, ...where);
  else
    source.writeConfig(
      '[profile work]',
      `sso_session = ${sessionName}`,
      ...role,
      `[sso-session ${sessionName}]`,
      ...where,
    );
  source.identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer'] });
  const { client, tokens } = signedInWithSso(source.identities);
  const expiresAt = new Date(Date.now() + endsInMs);
  const key = isLegacy ? startUrl : sessionName;
  const file = source.files.writeSsoToken(key, { startUrl, region: 'us-east-1', client, tokens, expiresAt });
  const secrets = [tokens.accessToken, tokens.refreshToken ?? '', client.clientSecret];
  return { ...source, key, file, secrets };
}

describe.each([
  ['sso_session', false],
  ['the older form without a session', true],
])('IAM Identity Center with %s', (_form, isLegacy) => {
  test('signs requests in', async () => {
    const { scopeClient, whoIs } = await ssoUnderTest({ isLegacy });
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs()).arn).toMatch(/:assumed-role\/AWSReservedSSO_Developer_[0-9a-f]{16}\/anna$/);
  });

  test('has new credentials of the role for the very call that was refused', async () => {
    const { scopeClient, identities, credentialClock } = await ssoUnderTest({ isLegacy });
    identities.ssoAssignments.roleCredentialsMs = 10 * minute;
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(20 * minute);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('asks the person to sign in when an administrator has ended the session', async () => {
    const { scopeClient, identities, secrets } = await ssoUnderTest({ isLegacy });
    identities.sso.endSessions();
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({
      code: 'sign-in-required',
      awsCode: 'UnauthorizedException',
      detail: 'Session token not found or invalid',
    });
  });

  test('asks the person to sign in when the session ends while the app runs', async () => {
    const { scopeClient, identities, credentialClock, secrets } = await ssoUnderTest({ isLegacy });
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    identities.sso.endSessions();
    expect(errorWithout(secrets, await client.listInstances())).toMatchObject({ code: 'sign-in-required' });
  });

  test('tells the portal’s own words of a role that the person does not have', async () => {
    const { scopeClient, identities, secrets } = await ssoUnderTest({ isLegacy });
    identities.ssoAssignments.unassign(ownAccount);
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({
      code: 'access-denied',
      awsCode: 'ForbiddenException',
      detail: 'No access',
    });
  });

  test.each([
    ['InternalServerException', 500, 'service-unavailable', true],
    ['TooManyRequestsException', 429, 'throttled', true],
    ['InvalidRequestException', 400, 'invalid-parameter', false],
  ])('tells %s of the portal as what it is', async (code, status, told, retryable) => {
    const { scopeClient, endpoint, secrets } = await ssoUnderTest({ isLegacy });
    endpoint.faults.fail({ action: 'GetRoleCredentials', code, status, message: 'What the portal says.' });
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({
      code: told,
      retryable,
      detail: 'What the portal says.',
    });
  });

  test('tells a portal that is not there as that', async () => {
    const { scopeClient, secrets } = await ssoUnderTest({ isLegacy });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', 'http://127.0.0.1:1');
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({
      code: 'endpoint-unreachable',
      retryable: true,
    });
  });

  test.each([
    ['is empty', ''],
    ['is no JSON', '{"accessToken": "TOPSECRET'],
    ['has no token in it', '{}'],
    ['ends at no time', '{"accessToken": "TOPSECRET", "expiresAt": "soon"}'],
  ])('asks the person to sign in when the token’s file %s', async (_what, text) => {
    const { scopeClient, file } = await ssoUnderTest({ isLegacy });
    writeFileSync(file, text);
    expect(errorWithout(['TOPSECRET'], await scopeClient().listInstances())).toMatchObject({
      code: 'sign-in-required',
    });
  });
});

describe('a token', () => {
  test('that ends soon is renewed with the refresh token, and written down for the next program', async () => {
    const { scopeClient, actions, files, key, secrets } = await ssoUnderTest({ endsInMs: minute });
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(actions()).toEqual(['CreateToken', 'GetRoleCredentials', 'DescribeInstances']);
    const kept = JSON.stringify(files.readSsoToken(key));
    expect(kept).not.toContain(secrets[0]);
    expect(kept).not.toContain(secrets[1]);
  });

  test('that has ended and can’t be renewed asks the person to sign in', async () => {
    const { scopeClient, identities, secrets } = await ssoUnderTest({ endsInMs: -minute });
    identities.sso.invalidateRefreshTokens();
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({ code: 'sign-in-required' });
  });

  test('in the older form is never renewed: once it has ended, the person is asked', async () => {
    const { scopeClient, actions } = await ssoUnderTest({ isLegacy: true, endsInMs: -minute });
    expect(errorWithout([], await scopeClient().listInstances())).toMatchObject({ code: 'sign-in-required' });
    expect(actions()).toEqual([]);
  });
});
