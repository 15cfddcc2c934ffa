import { describe, expect, test } from 'vitest';
import { awsCli, needsAwsCli } from '../support/aws-cli';
import { awsHome } from '../support/aws-home';
import { hour, ownAccount, roleArn, signedInWithSso, signInEndpoint } from '../support/sign-in-endpoint';
import { seoul } from '../unit/demo/endpoint-clients';

const startUrl = 'https://corp.awsapps.com/start';
const developer = roleArn('developer');

const config = `[profile sso]
sso_session = corp
sso_account_id = ${ownAccount}
sso_role_name = Developer

[sso-session corp]
sso_start_url = ${startUrl}
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile role]
role_arn = ${developer}
source_profile = keys
external_id = right
role_session_name = anna
`;

/** A home with all of the above, and the CLI in it. */
async function cliUnderTest() {
  const underTest = await signInEndpoint();
  const { endpoint, identities } = underTest;
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  const credentials = `[keys]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  const files = awsHome(endpoint.url, config, credentials);
  const environment = {
    HOME: files.home,
    AWS_CONFIG_FILE: files.configFile,
    AWS_SHARED_CREDENTIALS_FILE: files.credentialsFile,
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_DEFAULT_REGION: seoul,
  };
  identities.roles.add({ roleArn: developer, externalId: 'right' });
  identities.ssoAssignments.assign({ accountId: ownAccount, accountName: 'Dev', roleNames: ['Developer'] });
  return { ...underTest, files, aws: (...args: readonly string[]) => awsCli(environment, ...args) };
}

const whoAmI = ['sts', 'get-caller-identity', '--query', 'Arn'];

describe('the AWS CLI', () => {
  test('assumes a role, and is told that it has ended', async (context) => {
    needsAwsCli(context);
    const { aws, credentialClock } = await cliUnderTest();
    expect(await aws(...whoAmI, '--profile', 'role')).toBe(`arn:aws:sts::${ownAccount}:assumed-role/developer/anna`);
    credentialClock.advance(hour);
    await expect(aws(...whoAmI, '--profile', 'role'), 'it has cached them').rejects.toMatchObject({
      stderr: expect.stringContaining('(ExpiredToken)'),
    });
  });

  test('signs in with a token of IAM Identity Center, lists what it opens, and logs out', async (context) => {
    needsAwsCli(context);
    const { aws, files, identities } = await cliUnderTest();
    const { client, tokens } = signedInWithSso(identities);
    files.writeSsoToken('corp', { startUrl, region: 'us-east-1', client, tokens });
    expect(await aws(...whoAmI, '--profile', 'sso')).toMatch(/:assumed-role\/AWSReservedSSO_Developer_\w{16}\/anna$/);
    const token = [`--access-token=${tokens.accessToken}`];
    expect(await aws('sso', 'list-accounts', ...token)).toMatchObject({ accountList: [{ accountName: 'Dev' }] });
    expect(await aws('sso', 'list-account-roles', '--account-id', ownAccount, ...token)).toMatchObject({
      roleList: [{ roleName: 'Developer' }],
    });
    expect(await aws('sso', 'logout', ...token)).toBeUndefined();
    await expect(aws('sso', 'list-accounts', ...token)).rejects.toMatchObject({
      stderr: expect.stringContaining('(UnauthorizedException)'),
    });
  });

  test('goes through device authorization', async (context) => {
    needsAwsCli(context);
    const { aws, identities } = await cliUnderTest();
    identities.sso.settings.intervalSeconds = 0;
    const { clientId, clientSecret } = identities.sso.register(true);
    const client = ['--client-id', clientId, '--client-secret', clientSecret];
    const { deviceCode, userCode } = identities.sso.startDeviceAuthorization(clientId, clientSecret, startUrl);
    const grant = ['--grant-type', 'urn:ietf:params:oauth:grant-type:device_code', '--device-code', deviceCode];
    await expect(aws('sso-oidc', 'create-token', ...client, ...grant)).rejects.toMatchObject({
      stderr: expect.stringContaining('(AuthorizationPendingException)'),
    });
    identities.sso.decide(userCode, 'allowed');
    expect(await aws('sso-oidc', 'create-token', ...client, ...grant)).toMatchObject({ tokenType: 'Bearer' });
  });

  test('gives the alias of the account, and a session with MFA', async (context) => {
    needsAwsCli(context);
    const { aws, identities } = await cliUnderTest();
    identities.accountAliases.set(ownAccount, 'corp-dev');
    expect(await aws('iam', 'list-account-aliases', '--profile', 'keys')).toEqual({ AccountAliases: ['corp-dev'] });
    const serialNumber = `arn:aws:iam::${ownAccount}:mfa/demo`;
    identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
    const session = (code: string) =>
      aws(...['sts', 'get-session-token', '--profile', 'keys', '--serial-number', serialNumber, '--token-code', code]);
    await expect(session('000000')).rejects.toMatchObject({ stderr: expect.stringContaining('(AccessDenied)') });
    expect(await session('123456')).toMatchObject({
      Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/), SessionToken: expect.any(String) },
    });
  });
});
