import { writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { LoginEnd } from '../../src/demo/identities/login-sessions';
import { answerOf } from '../support/endpoint-scope';
import { hour, ownAccount } from '../support/sign-in-endpoint';
import { seoul } from '../support/snapshot-builder';
import { errorWithout, sourceUnderTest } from '../support/source-under-test';

const session = `arn:aws:iam::${ownAccount}:user/anna`;

/** A profile `work` for which `aws login` was run; what it has left behind ends then, for the app. */
async function loginUnderTest(endsInMs = hour) {
  const source = await sourceUnderTest();
  const login = source.identities.loginSessions.begin({ arn: session });
  source.writeConfig('[profile work]', `login_session = ${session}`, `region = ${seoul}`);
  const file = source.files.writeLogin(session, login, new Date(Date.now() + endsInMs));
  const secrets = [login.refreshToken, login.credentials.secretAccessKey, login.credentials.sessionToken];
  return { ...source, file, secrets };
}

describe('a session of `aws login`', () => {
  test('signs requests in', async () => {
    const { scopeClient, whoIs, actions } = await loginUnderTest();
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs()).arn).toBe(session);
    expect(actions()).not.toContain('CreateOAuth2Token');
  });

  test('that ends soon is renewed, and what it is renewed with is written down', async () => {
    const { scopeClient, secrets, files } = await loginUnderTest(60_000);
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(JSON.stringify(files.readLogin(session))).not.toContain(secrets[0]);
  });

  test.each<readonly [LoginEnd, string]>([
    ['TOKEN_EXPIRED', 'sign-in-required'],
    ['USER_CREDENTIALS_CHANGED', 'sign-in-required'],
    ['INSUFFICIENT_PERMISSIONS', 'access-denied'],
  ])('that is over with %s is told as %s', async (reason, code) => {
    const { scopeClient, identities, secrets } = await loginUnderTest(-1);
    identities.loginSessions.end(session, reason);
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({ code });
  });

  test('that could not be renewed because nobody answered is told so, and works once somebody does', async () => {
    const { scopeClient, secrets, endpoint } = await loginUnderTest(-1);
    vi.stubEnv('AWS_ENDPOINT_URL_SIGNIN', 'http://127.0.0.1:1');
    const client = scopeClient();
    expect(errorWithout(secrets, await client.listInstances())).toMatchObject({ code: 'endpoint-unreachable' });
    vi.stubEnv('AWS_ENDPOINT_URL_SIGNIN', endpoint.url);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test.each([
    ['is not there', null],
    ['is empty', ''],
    ['is no JSON', '{"accessToken": {"secretAccessKey": "TOPSECRET'],
    ['has no token in it', '{"clientId": "x"}'],
    ['has a key that is none', 'no-key'],
  ])('whose file %s asks the person to sign in', async (_what, text) => {
    const { scopeClient, file, files, secrets, writeConfig } = await loginUnderTest(-1);
    if (text === null) writeConfig('[profile work]', 'login_session = arn:of-nobody', `region = ${seoul}`);
    else if (text === 'no-key') {
      const login = JSON.stringify(files.readLogin(session)).replace(/"dpopKey":"[^"]*"/, '"dpopKey":"TOPSECRET"');
      writeFileSync(file, login);
    } else writeFileSync(file, text);
    const error = errorWithout([...secrets, 'TOPSECRET'], await scopeClient().listInstances());
    expect(error).toMatchObject({ code: 'sign-in-required', detail: null });
  });
});
