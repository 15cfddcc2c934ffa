import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromLoginCredentials } from '@aws-sdk/credential-providers';
import { describe, expect, test } from 'vitest';
import type { LoginEnd } from '../../src/demo/identities/login-sessions';
import { awsHome } from '../support/aws-home';
import { ownAccount, signInEndpoint } from '../support/sign-in-endpoint';
import { seoul, stsClient } from '../unit/demo/endpoint-clients';

const loginSession = `arn:aws:iam::${ownAccount}:user/anna`;
const config = `[profile work]\nlogin_session = ${loginSession}\nregion = ${seoul}\n`;
const provided = () => fromLoginCredentials({ profile: 'work', ignoreCache: true })();

/** A session that must be renewed before it can be used again. */
async function endedLogin() {
  const underTest = await signInEndpoint();
  const login = underTest.identities.loginSessions.begin({ arn: loginSession });
  const home = awsHome(underTest.endpoint.url, config);
  home.writeLogin(loginSession, login, new Date(Date.now() - 1_000));
  return { ...underTest, login, home };
}

describe('A session of `aws login`', () => {
  test('signs requests in with what it has', async () => {
    const { endpoint, identities } = await signInEndpoint();
    const login = identities.loginSessions.begin({ arn: loginSession });
    awsHome(endpoint.url, config).writeLogin(loginSession, login);
    await expect(stsClient(endpoint, await provided()).send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Arn: loginSession,
      Account: ownAccount,
    });
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
  });

  test('is renewed when it ends, again and again', async () => {
    const { endpoint, identities, login, home } = await endedLogin();
    identities.loginSessions.credentialsMs = 60_000;
    const first = await provided();
    const second = await provided();
    expect(new Set([login.credentials.accessKeyId, first.accessKeyId, second.accessKeyId]).size).toBe(3);
    await expect(stsClient(endpoint, second).send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Arn: loginSession,
    });
    expect(home.readLogin(loginSession)).not.toMatchObject({ refreshToken: login.refreshToken });
    expect(JSON.stringify(endpoint.calls)).not.toContain(login.refreshToken);
  });

  test.each<readonly [LoginEnd, string]>([
    ['TOKEN_EXPIRED', 'Your session has expired'],
    ['USER_CREDENTIALS_CHANGED', 'a change in your password'],
    ['INSUFFICIENT_PERMISSIONS', 'insufficient permissions'],
  ])('that has ended with %s says why', async (reason, words) => {
    const { identities } = await endedLogin();
    identities.loginSessions.end(loginSession, reason);
    await expect(provided()).rejects.toThrow(words);
  });

  test('is not renewed for somebody who holds another key', async () => {
    const { identities, login, home } = await endedLogin();
    const { dpopKey } = identities.loginSessions.begin({ arn: loginSession });
    home.writeLogin(loginSession, { ...login, dpopKey }, new Date(0));
    await expect(provided()).rejects.toThrow('Your session has expired');
  });

  test('is not renewed by a request without a proof', async () => {
    const { endpoint, login } = await endedLogin();
    const { clientId, refreshToken } = login;
    for (const dpop of ['', 'a.b.c']) {
      const answer = await fetch(`${endpoint.url}/v1/token`, {
        method: 'POST',
        headers: { dpop },
        body: JSON.stringify({ clientId, refreshToken, grantType: 'refresh_token' }),
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: 'INVALID_REQUEST' });
    }
  });

  test('sees the faults that the endpoint is told to have', async () => {
    const { endpoint } = await endedLogin();
    endpoint.faults.fail({ action: 'CreateOAuth2Token', code: 'InternalServerException', times: 1 });
    await expect(provided(), 'the SDK tries again').resolves.toBeDefined();
  });

  test('cannot be renewed where that is denied', async () => {
    const { endpoint } = await endedLogin();
    endpoint.faults.deny('CreateOAuth2Token');
    await expect(provided()).rejects.toThrow('insufficient permissions');
  });
});
