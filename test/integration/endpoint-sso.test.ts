import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromSSO } from '@aws-sdk/credential-providers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { awsHome } from '../support/aws-home';
import type { SignInEndpoint } from '../support/sign-in-endpoint';
import { hour, ownAccount, signedInWithSso, signInEndpoint } from '../support/sign-in-endpoint';
import { stsClient } from '../unit/demo/endpoint-clients';

const startUrl = 'https://corp.awsapps.com/start';
const minute = 60_000;

const refusal = (name: string, error: string, httpStatusCode = 400) =>
  expect.objectContaining({ name, error, $metadata: expect.objectContaining({ httpStatusCode }) });

function oidcClient({ url }: RunningEndpoint): SSOOIDCClient {
  const client = new SSOOIDCClient({ region: 'us-east-1', endpoint: url, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

/** A device that has been told its code, as the AWS CLI does it. */
async function waitingDevice(endpoint: RunningEndpoint, scopes = ['sso:account:access']) {
  const oidc = oidcClient(endpoint);
  const { clientId, clientSecret } = await oidc.send(
    new RegisterClientCommand({ clientName: 'ec2-tray', clientType: 'public', scopes }),
  );
  const client = { clientId, clientSecret };
  const authorization = await oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl }));
  return {
    authorization,
    userCode: authorization.userCode ?? '',
    ask: () =>
      oidc.send(
        new CreateTokenCommand({
          ...client,
          grantType: 'urn:ietf:params:oauth:grant-type:device_code',
          deviceCode: authorization.deviceCode,
        }),
      ),
    refresh: (refreshToken: string | undefined) =>
      oidc.send(new CreateTokenCommand({ ...client, grantType: 'refresh_token', refreshToken })),
  };
}

describe('A device', () => {
  test('waits, is allowed in, and gets its tokens once', async () => {
    const { endpoint, identities, credentialClock } = await signInEndpoint();
    const { authorization, userCode, ask } = await waitingDevice(endpoint);
    expect(authorization).toMatchObject({
      userCode: expect.stringMatching(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/),
      verificationUri: `${endpoint.url}/device`,
      verificationUriComplete: `${endpoint.url}/device?user_code=${userCode}`,
      expiresIn: 600,
      interval: 1,
    });
    await expect(ask()).rejects.toEqual(refusal('AuthorizationPendingException', 'authorization_pending'));
    expect(identities.sso.pendingUserCodes).toEqual([userCode]);
    identities.sso.decide(userCode, 'allowed');
    credentialClock.advance(1_000);
    await expect(ask()).resolves.toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 3_600,
    });
    await expect(ask()).rejects.toEqual(refusal('InvalidGrantException', 'invalid_grant'));
  });

  test('is told that the person said no, or did not answer in time', async () => {
    const { endpoint, identities, credentialClock } = await signInEndpoint();
    const denied = await waitingDevice(endpoint);
    identities.sso.decide(denied.userCode, 'denied');
    await expect(denied.ask()).rejects.toEqual(refusal('AccessDeniedException', 'access_denied'));
    const late = await waitingDevice(endpoint);
    credentialClock.advance(10 * minute);
    expect(identities.sso.decide(late.userCode, 'allowed')).toBe(false);
    await expect(late.ask()).rejects.toEqual(refusal('ExpiredTokenException', 'expired_token'));
  });

  test('that asks too often is told to slow down', async () => {
    const { endpoint, credentialClock } = await signInEndpoint();
    const { ask } = await waitingDevice(endpoint);
    await expect(ask()).rejects.toEqual(refusal('AuthorizationPendingException', 'authorization_pending'));
    await expect(ask()).rejects.toEqual(refusal('SlowDownException', 'slow_down'));
    credentialClock.advance(1_000);
    await expect(ask(), 'five seconds more, from now on').rejects.toEqual(refusal('SlowDownException', 'slow_down'));
    credentialClock.advance(11_000);
    await expect(ask()).rejects.toEqual(refusal('AuthorizationPendingException', 'authorization_pending'));
  });

  test('of a client that nobody registered, with a start URL that is not there, or with half a request is refused', async () => {
    const { endpoint, identities } = await signInEndpoint();
    const { ask } = await waitingDevice(endpoint);
    identities.sso.forgetClients();
    await expect(ask()).rejects.toEqual(refusal('InvalidClientException', 'invalid_client', 401));
    identities.sso.settings.startUrl = 'https://other.awsapps.com/start';
    await expect(waitingDevice(endpoint)).rejects.toEqual(refusal('InvalidRequestException', 'invalid_request'));
    const { clientId, clientSecret } = identities.sso.register(true);
    const token = (grantType: string) => new CreateTokenCommand({ clientId, clientSecret, grantType });
    await expect(oidcClient(endpoint).send(token('refresh_token'))).rejects.toEqual(
      refusal('InvalidRequestException', 'invalid_request'),
    );
    await expect(oidcClient(endpoint).send(token('password'))).rejects.toEqual(
      refusal('UnsupportedGrantTypeException', 'unsupported_grant_type'),
    );
  });
});

describe('A refresh token', () => {
  const allowed = async (underTest: SignInEndpoint, scopes?: string[]) => {
    const device = await waitingDevice(underTest.endpoint, scopes);
    underTest.identities.sso.decide(device.userCode, 'allowed');
    return { ...device, tokens: await device.ask() };
  };

  test('is good once, until the session ends', async () => {
    const underTest = await signInEndpoint();
    const { tokens, refresh } = await allowed(underTest);
    underTest.credentialClock.advance(7 * hour);
    const renewed = await refresh(tokens.refreshToken);
    expect(renewed.accessToken).not.toBe(tokens.accessToken);
    const invalid = refusal('InvalidGrantException', 'invalid_grant');
    await expect(refresh(tokens.refreshToken)).rejects.toEqual(invalid);
    underTest.credentialClock.advance(hour);
    await expect(refresh(renewed.refreshToken)).rejects.toEqual(invalid);
  });

  test('is not given where it is switched off, or no scope was asked for', async () => {
    const underTest = await signInEndpoint();
    expect((await allowed(underTest, [])).tokens.refreshToken).toBeUndefined();
    underTest.identities.sso.settings.givesRefreshTokens = false;
    expect((await allowed(underTest)).tokens.refreshToken).toBeUndefined();
  });

  test('can be made invalid while the access token stays good', async () => {
    const underTest = await signInEndpoint();
    const { tokens, refresh } = await allowed(underTest);
    underTest.identities.sso.invalidateRefreshTokens();
    await expect(refresh(tokens.refreshToken)).rejects.toEqual(refusal('InvalidGrantException', 'invalid_grant'));
    expect(underTest.identities.sso.accepts(tokens.accessToken ?? '')).toBe(true);
  });
});

describe('The portal', () => {
  const portal = async ({ url }: RunningEndpoint, path: string, token: string, method = 'GET') => {
    const answer = await fetch(`${url}${path}`, { method, headers: { 'x-amz-sso_bearer_token': token } });
    const text = await answer.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: answer.status, error: answer.headers.get('x-amzn-errortype'), body };
  };

  test('lists accounts and roles, page by page', async () => {
    const { endpoint, identities } = await signInEndpoint();
    const { accessToken } = signedInWithSso(identities).tokens;
    for (const accountId of ['111111111111', '222222222222', '333333333333']) {
      identities.ssoAssignments.assign({ accountId, accountName: 'team', roleNames: ['Developer', 'ReadOnly'] });
    }
    const first = await portal(endpoint, '/assignment/accounts?max_result=2', accessToken);
    expect(first.body).toEqual({
      accountList: [
        { accountId: '111111111111', accountName: 'team', emailAddress: '111111111111@example.com' },
        expect.objectContaining({ accountId: '222222222222' }),
      ],
      nextToken: '2',
    });
    const second = await portal(endpoint, '/assignment/accounts?max_result=2&next_token=2', accessToken);
    expect(second.body).toEqual({ accountList: [expect.objectContaining({ accountId: '333333333333' })] });
    expect((await portal(endpoint, '/assignment/roles?account_id=222222222222', accessToken)).body).toEqual({
      roleList: [
        { accountId: '222222222222', roleName: 'Developer' },
        { accountId: '222222222222', roleName: 'ReadOnly' },
      ],
    });
  });

  test('refuses tokens that are unknown, ended or logged out, and roles that are not assigned', async () => {
    const { endpoint, identities, credentialClock } = await signInEndpoint();
    identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer'] });
    const role = (accountId: string, roleName: string) =>
      `/federation/credentials?account_id=${accountId}&role_name=${roleName}`;
    const good = role(ownAccount, 'Developer');
    const unauthorized = {
      status: 401,
      error: 'UnauthorizedException',
      body: { message: 'Session token not found or invalid' },
    };
    const forbidden = { status: 403, error: 'ForbiddenException', body: { message: 'No access' } };

    expect(await portal(endpoint, good, 'made-up')).toEqual(unauthorized);
    const one = signedInWithSso(identities).tokens;
    expect(await portal(endpoint, role(ownAccount, 'Admin'), one.accessToken)).toEqual(forbidden);
    expect(await portal(endpoint, role('999999999999', 'Developer'), one.accessToken)).toEqual(forbidden);
    expect(await portal(endpoint, '/federation/credentials', one.accessToken)).toMatchObject({
      error: 'InvalidRequestException',
    });
    expect(await portal(endpoint, '/logout', one.accessToken, 'POST')).toMatchObject({ status: 200 });
    expect(await portal(endpoint, good, one.accessToken)).toEqual(unauthorized);

    const two = signedInWithSso(identities).tokens;
    expect(await portal(endpoint, good, two.accessToken)).toMatchObject({ status: 200 });
    credentialClock.advance(hour);
    expect(await portal(endpoint, good, two.accessToken)).toEqual(unauthorized);
    const three = signedInWithSso(identities).tokens;
    identities.sso.endSessions();
    expect(await portal(endpoint, good, three.accessToken)).toEqual(unauthorized);
  });

  test('can be told to fail and to deny', async () => {
    const { endpoint, identities } = await signInEndpoint();
    const { accessToken } = signedInWithSso(identities).tokens;
    endpoint.faults.fail({ action: 'ListAccounts', code: 'ResourceNotFoundException', message: 'Gone', times: 1 });
    expect(await portal(endpoint, '/assignment/accounts', accessToken)).toEqual({
      status: 404,
      error: 'ResourceNotFoundException',
      body: { message: 'Gone' },
    });
    endpoint.faults.deny('ListAccounts');
    expect(await portal(endpoint, '/assignment/accounts', accessToken)).toMatchObject({ error: 'ForbiddenException' });
    endpoint.faults.clear();
    endpoint.faults.dropConnection({ action: 'ListAccounts', when: 'after', times: 1 });
    await expect(portal(endpoint, '/assignment/accounts', accessToken)).rejects.toThrow();
  });
});

describe('The SDK’s SSO provider', () => {
  const session = (name: string) => `[profile work]
sso_session = ${name}
sso_account_id = ${ownAccount}
sso_role_name = Developer
region = eu-west-1

[sso-session ${name}]
sso_start_url = ${startUrl}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
`;
  const legacy = `[profile work]
sso_start_url = ${startUrl}
sso_region = us-east-1
sso_account_id = ${ownAccount}
sso_role_name = Developer
`;
  const provided = () => fromSSO({ profile: 'work', ignoreCache: true })();

  async function signedIn() {
    const underTest = await signInEndpoint();
    underTest.identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer'] });
    return { ...underTest, ...signedInWithSso(underTest.identities) };
  }

  test.each([
    ['a session', session('corp'), 'corp'],
    ['the legacy form', legacy, startUrl],
  ])('signs requests in from %s', async (_form, config, key) => {
    const { endpoint, client, tokens } = await signedIn();
    awsHome(endpoint.url, config).writeSsoToken(key, { startUrl, region: 'us-east-1', client, tokens });
    const credentials = await provided();
    const { Arn } = await stsClient(endpoint, credentials).send(new GetCallerIdentityCommand({}));
    expect(Arn).toMatch(
      new RegExp(`^arn:aws:sts::${ownAccount}:assumed-role/AWSReservedSSO_Developer_[0-9a-f]{16}/anna$`),
    );
  });

  test('renews a token that ends soon, and writes the new one down', async () => {
    const { endpoint, client, tokens } = await signedIn();
    const home = awsHome(endpoint.url, session('renewed'));
    const expiresAt = new Date(Date.now() + minute);
    home.writeSsoToken('renewed', { startUrl, region: 'us-east-1', client, tokens, expiresAt });
    await expect(provided()).resolves.toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['CreateToken', 'GetRoleCredentials']);
    expect(home.readSsoToken('renewed')).not.toMatchObject({ refreshToken: tokens.refreshToken });
  });

  test('says so when the session has ended at the service', async () => {
    const { endpoint, client, tokens, credentialClock } = await signedIn();
    awsHome(endpoint.url, session('over')).writeSsoToken('over', { startUrl, region: 'us-east-1', client, tokens });
    credentialClock.advance(hour);
    await expect(provided()).rejects.toThrow('Session token not found or invalid');
  });

  test('gets credentials that end as soon as the test wants', async () => {
    const { endpoint, client, tokens, identities } = await signedIn();
    identities.ssoAssignments.roleCredentialsMs = minute;
    awsHome(endpoint.url, session('short')).writeSsoToken('short', { startUrl, region: 'us-east-1', client, tokens });
    const { expiration } = await provided();
    expect(expiration?.getTime()).toBeLessThanOrEqual(Date.now() + minute);
  });
});

test('No secret of signing in is in the log', async () => {
  const { endpoint, identities } = await signInEndpoint();
  const { authorization, userCode, ask, refresh } = await waitingDevice(endpoint);
  identities.sso.decide(userCode, 'allowed');
  const tokens = await ask();
  await refresh(tokens.refreshToken);
  const log = JSON.stringify(endpoint.calls);
  for (const secret of [authorization.deviceCode, userCode, tokens.accessToken, tokens.refreshToken]) {
    expect(log).not.toContain(secret);
  }
  expect(endpoint.calls.map(({ action, parameters }) => [action, parameters['clientSecret']])).toEqual([
    ['RegisterClient', undefined],
    ['StartDeviceAuthorization', '***'],
    ['CreateToken', '***'],
    ['CreateToken', '***'],
  ]);
});
