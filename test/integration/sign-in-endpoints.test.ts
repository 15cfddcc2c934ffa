import { describe, expect, test, vi } from 'vitest';
import { ssoSignInClient } from '../../src/main/aws/device-authorization';
import { foreignServer } from '../support/foreign-server';
import { hour, ownAccount, roleArn, signedInWithSso } from '../support/sign-in-endpoint';
import { sourceUnderTest, work } from '../support/source-under-test';

const developer = roleArn('developer');
const startUrl = 'https://corp.awsapps.com/start';
let sessions = 0;

/** An account, and addresses besides it that answer nothing useful but know whether they were asked. */
async function severalAddresses(...names: readonly string[]) {
  const source = await sourceUnderTest();
  source.identities.roles.add({ roleArn: developer });
  source.identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer'] });
  const servers = new Map(
    await Promise.all(names.map(async (name) => [name, await foreignServer(400, '{}')] as const)),
  );
  return {
    ...source,
    urlOf: (name: string): string => servers.get(name)?.url ?? '',
    asked: () => names.filter((name) => servers.get(name)?.requests() !== 0),
    role: [
      ...['[profile work]', `role_arn = ${developer}`, 'source_profile = base', 'services = own'],
      ...['[profile base]', source.keyLines],
    ],
    /** A session whose token is still good, and to be renewed. */
    sso: () => {
      sessions += 1;
      const session = `endpoints-${sessions}`;
      const expiresAt = new Date(Date.now() + 60_000);
      source.files.writeSsoToken(session, {
        ...{ startUrl, region: 'us-east-1', expiresAt },
        ...signedInWithSso(source.identities),
      });
      return [
        ...[
          '[profile work]',
          `sso_session = ${session}`,
          `sso_account_id = ${ownAccount}`,
          'sso_role_name = Developer',
        ],
        ...['services = own', `[sso-session ${session}]`, `sso_start_url = ${startUrl}`, 'sso_region = us-east-1'],
      ];
    },
  };
}

describe('a role is asked for', () => {
  test('at AWS_ENDPOINT_URL_STS', async () => {
    const { writeConfig, role, urlOf, scopeClient, asked, actions } = await severalAddresses('sts');
    writeConfig(...role);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', urlOf('sts'));
    await scopeClient().listInstances();
    expect(asked()).toEqual(['sts']);
    expect(actions()).toEqual([]);
  });

  test('at the endpoint that the profile’s services section names for STS, and EC2 at its own', async () => {
    const { writeConfig, role, urlOf, scopeClient, asked, endpoint, actions } = await severalAddresses('ec2', 'other');
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    writeConfig(
      ...role,
      ...['[services own]', 'sts =', `  endpoint_url = ${endpoint.url}`, 'ec2 =', `  endpoint_url = ${urlOf('ec2')}`],
      ...['[default]', `endpoint_url = ${urlOf('other')}`],
    );
    await scopeClient().listInstances();
    expect(asked()).toEqual(['ec2']);
    expect(actions()).toEqual(['AssumeRole']);
  });

  test('at the endpoint of the Profile, whatever the files and the environment say', async () => {
    const { writeConfig, role, urlOf, scopeClient, asked, endpoint, actions } = await severalAddresses('other');
    vi.stubEnv('AWS_ENDPOINT_URL', urlOf('other'));
    writeConfig(...role, '[services own]', 'sts =', `  endpoint_url = ${urlOf('other')}`);
    await scopeClient(work, endpoint.url).listInstances();
    expect(asked()).toEqual([]);
    expect(actions()).toEqual(['AssumeRole', 'DescribeInstances']);
  });

  test('not at an endpoint of EC2 in AWS, which the Profile names for EC2 alone', async () => {
    const { credentials, endpoint } = await sourceUnderTest();
    const endpointUrl = 'https://vpce-1.ec2.us-east-1.vpce.amazonaws.com';
    const signIn = { source: work, endpointUrl };
    expect((await credentials.accessFor(signIn, 'ec2')).endpointUrl).toBe(endpointUrl);
    expect((await credentials.accessFor(signIn, 'sts')).endpointUrl).toBe(endpoint.url);
  });
});

describe('IAM Identity Center is asked', () => {
  test.each([
    ['each at its own', ['sso', 'oidc'], []],
    ['the portal alone', ['sso'], ['CreateToken']],
    ['the tokens alone', ['oidc'], ['GetRoleCredentials', 'DescribeInstances']],
  ])('at the endpoints of the environment: %s', async (_what, given, actionsElsewhere) => {
    const { writeConfig, sso, urlOf, scopeClient, asked, actions } = await severalAddresses('sso', 'oidc');
    writeConfig(...sso());
    if (given.includes('sso')) vi.stubEnv('AWS_ENDPOINT_URL_SSO', urlOf('sso'));
    if (given.includes('oidc')) vi.stubEnv('AWS_ENDPOINT_URL_SSO_OIDC', urlOf('oidc'));
    await scopeClient().listInstances();
    expect(asked()).toEqual(given);
    expect(actions()).toEqual(actionsElsewhere);
  });

  test('at the endpoints of the profile’s services section, not at those of the default profile', async () => {
    const { writeConfig, sso, urlOf, scopeClient, asked, endpoint, actions } = await severalAddresses('oidc', 'other');
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    writeConfig(
      ...sso(),
      ...['[services own]', 'sso =', `  endpoint_url = ${endpoint.url}/`],
      ...['sso_oidc =', `  endpoint_url = ${urlOf('oidc')}/a/path`, 'ec2 =', `  endpoint_url = ${endpoint.url}`],
      ...['[default]', `endpoint_url = ${urlOf('other')}/another`],
    );
    await scopeClient().listInstances();
    expect(asked()).toEqual(['oidc']);
    expect(actions()).toEqual(['GetRoleCredentials', 'DescribeInstances']);
  });

  test('at its endpoint by a person who signs in', async () => {
    const { urlOf, asked } = await severalAddresses('oidc', 'sso');
    vi.stubEnv('AWS_ENDPOINT_URL_SSO_OIDC', urlOf('oidc'));
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', urlOf('sso'));
    const session = { name: 'corp', startUrl, region: 'us-east-1', scopes: ['sso:account:access'] };
    const client = ssoSignInClient({ session, profileName: 'work', proxyFor: async () => '', now: () => Date.now() });
    await client.begin();
    client.close();
    expect(asked()).toEqual(['oidc']);
  });
});

test('a session of `aws login` is renewed at AWS_ENDPOINT_URL_SIGNIN', async () => {
  const { writeConfig, identities, files, urlOf, scopeClient, asked, actions } = await severalAddresses(
    'signin',
    'sso',
  );
  const session = `arn:aws:iam::${ownAccount}:user/anna`;
  writeConfig('[profile work]', `login_session = ${session}`, 'region = us-east-1');
  files.writeLogin(session, identities.loginSessions.begin({ arn: session }), new Date(Date.now() - hour));
  vi.stubEnv('AWS_ENDPOINT_URL_SSO', urlOf('sso'));
  const client = scopeClient();
  await client.listInstances();
  expect(actions(), 'by the endpoint for everything').toEqual(['CreateOAuth2Token', 'DescribeInstances']);
  vi.stubEnv('AWS_ENDPOINT_URL_SIGNIN', urlOf('signin'));
  files.writeLogin(session, identities.loginSessions.begin({ arn: session }), new Date(Date.now() - hour));
  await scopeClient({ kind: 'environment' }).listInstances();
  vi.stubEnv('AWS_PROFILE', 'work');
  await scopeClient({ kind: 'environment' }).listInstances();
  expect(asked()).toEqual(['signin']);
});
