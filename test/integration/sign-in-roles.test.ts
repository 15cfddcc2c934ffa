import { describe, expect, test, vi } from 'vitest';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { hour, otherAccount, ownAccount, roleArn, signedInWithSso } from '../support/sign-in-endpoint';
import { sourceUnderTest } from '../support/source-under-test';

const developer = roleArn('developer');

/** A profile `work` of a role that it assumes with the keys of `base`. */
async function roleUnderTest(...moreOfWork: readonly string[]) {
  const source = await sourceUnderTest();
  const writeRole = (...lines: readonly string[]): void =>
    source.writeConfig('[profile work]', 'source_profile = base', ...lines, '[profile base]', source.keyLines);
  source.identities.roles.add({ roleArn: developer });
  writeRole(`role_arn = ${developer}`, ...moreOfWork);
  return { ...source, writeRole };
}

describe('a role', () => {
  test('is assumed with the keys of its source_profile, once for all that ask', async () => {
    const { scopeClient, whoIs, actions } = await roleUnderTest();
    const lists = await Promise.all([scopeClient().listInstances(), scopeClient().listInstances()]);
    for (const list of lists) expect(answerOf(list)).toHaveLength(1);
    expect(answerOf(await whoIs()).arn).toMatch(new RegExp(`^arn:aws:sts::${ownAccount}:assumed-role/developer/`));
    expect(actions().filter((action) => action === 'AssumeRole')).toHaveLength(1);
  });

  test('is assumed with the keys of the environment where credential_source says so', async () => {
    const { writeConfig, identities, endpoint, scopeClient } = await sourceUnderTest();
    identities.roles.add({ roleArn: developer });
    writeConfig('[profile work]', `role_arn = ${developer}`, 'credential_source = Environment');
    vi.stubEnv('AWS_ACCESS_KEY_ID', endpoint.accessKey.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', endpoint.accessKey.secretAccessKey);
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
  });

  test('of another account is assumed from one that is assumed first, and may do what the last one may', async () => {
    const admin = roleArn('admin', otherAccount);
    const { writeConfig, identities, keyLines, whoIs, endpoint } = await roleUnderTest();
    identities.roles.add({ roleArn: admin, trusts: [developer] });
    writeConfig(
      ...['[profile work]', `role_arn = ${admin}`, 'source_profile = middle'],
      ...['[profile middle]', `role_arn = ${developer}`, 'source_profile = base'],
      ...['[profile base]', keyLines],
    );
    expect(answerOf(await whoIs())).toMatchObject({ accountId: otherAccount });
    const assumed = endpoint.calls.filter(({ action }) => action === 'AssumeRole');
    expect(assumed.map(({ parameters }) => parameters['RoleArn'])).toEqual([developer, admin]);
  });

  test('is assumed with who has signed in with IAM Identity Center', async () => {
    const { writeConfig, identities, files, whoIs } = await roleUnderTest();
    identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer'] });
    const startUrl = 'https://corp.awsapps.com/start';
    writeConfig(
      ...['[profile work]', `role_arn = ${developer}`, 'source_profile = base'],
      ...['[profile base]', 'sso_session = of-a-role', `sso_account_id = ${ownAccount}`, 'sso_role_name = Developer'],
      ...['[sso-session of-a-role]', `sso_start_url = ${startUrl}`, 'sso_region = us-east-1'],
    );
    expect(errorOf(await whoIs())).toMatchObject({ code: 'sign-in-required' });
    files.writeSsoToken('of-a-role', { startUrl, region: 'us-east-1', ...signedInWithSso(identities) });
    expect(answerOf(await whoIs()).arn).toContain(':assumed-role/developer/');
  });

  test('gets the external ID, the session name and the duration that the profile names', async () => {
    const { identities, whoIs, endpoint } = await roleUnderTest(
      ...['external_id = of-a-customer', 'role_session_name = kim', 'duration_seconds = 7200'],
    );
    identities.roles.add({ roleArn: developer, externalId: 'of-a-customer', maxSessionSeconds: 7_200 });
    expect(answerOf(await whoIs()).arn).toBe(`arn:aws:sts::${ownAccount}:assumed-role/developer/kim`);
    expect(endpoint.calls[0]).toMatchObject({ action: 'AssumeRole', parameters: { DurationSeconds: '7200' } });
  });

  test('that has ended before its time is assumed anew for the very call that was refused', async () => {
    const { scopeClient, credentialClock, actions } = await roleUnderTest();
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
    expect(actions()).toEqual([
      ...['AssumeRole', 'DescribeInstances', 'DescribeInstances', 'AssumeRole', 'DescribeInstances'],
    ]);
  });

  test('that ends within minutes is assumed anew before it does', async () => {
    const { identities, scopeClient, actions, writeRole, endpoint } = await roleUnderTest();
    identities.roles.add({ roleArn: roleArn('short'), sessionMs: 60_000 });
    writeRole(`role_arn = ${roleArn('short')}`);
    const client = scopeClient();
    for (let call = 0; call < 2; call += 1) answerOf(await client.listInstances());
    const [first, last] = [actions().indexOf('DescribeInstances'), actions().lastIndexOf('DescribeInstances')];
    expect(actions().slice(first, last), 'between the two calls').toContain('AssumeRole');
    expect(endpoint.calls.filter(({ outcome }) => outcome.kind !== 'answered')).toEqual([]);
  });
});

describe('a role that cannot be assumed', () => {
  test.each([
    ['because it trusts somebody else', { roleArn: developer, trusts: [otherAccount] }],
    ['because the external ID is another', { roleArn: developer, externalId: 'SECRET-ID' }],
  ])('%s is told in AWS’s own words', async (_why, role) => {
    const { identities, scopeClient, actions } = await roleUnderTest('external_id = wrong');
    identities.roles.add(role);
    const error = errorOf(await scopeClient().listInstances());
    expect(error).toMatchObject({
      code: 'access-denied',
      awsCode: 'AccessDenied',
      detail: expect.stringContaining(`is not authorized to perform: sts:AssumeRole on resource: ${developer}`),
    });
    expect(actions(), 'asked once, and nothing after it').toEqual(['AssumeRole']);
  });

  test.each([
    ['whose ARN is none', 'role_arn = developer'],
    ['whose session name has a blank in it', `role_arn = ${developer}\nrole_session_name = kim lee`],
    ['whose duration is too long', `role_arn = ${developer}\nduration_seconds = 40000`],
  ])('%s is told as what AWS objects to', async (_what, lines) => {
    const { scopeClient, writeRole } = await roleUnderTest();
    writeRole(lines);
    expect(errorOf(await scopeClient().listInstances())).toMatchObject({
      code: 'invalid-parameter',
      awsCode: 'ValidationError',
      detail: expect.stringMatching(/./),
    });
  });

  test('because the duration is no number is told as what AWS objects to, or not asked at all', async () => {
    const { scopeClient, writeRole } = await roleUnderTest();
    writeRole(`role_arn = ${developer}`, 'duration_seconds = long');
    const { code } = errorOf(await scopeClient().listInstances());
    expect(['invalid-parameter', 'no-credentials']).toContain(code);
  });

  test('because AWS does not know the keys of its source is told as such', async () => {
    const { scopeClient, writeConfig, actions } = await roleUnderTest();
    writeConfig(
      ...['[profile work]', `role_arn = ${developer}`, 'source_profile = base'],
      ...['[profile base]', 'aws_access_key_id = AKIANONE', 'aws_secret_access_key = HUNTER2'],
    );
    const error = errorOf(await scopeClient().listInstances());
    expect(error).toMatchObject({ code: 'invalid-credentials', awsCode: 'InvalidClientTokenId' });
    expect(JSON.stringify(error)).not.toContain('HUNTER2');
    expect(actions()).toEqual(['AssumeRole']);
  });

  test('because STS is not there is told as that, with the address', async () => {
    const { scopeClient } = await roleUnderTest();
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    expect(errorOf(await scopeClient().listInstances())).toMatchObject({
      code: 'endpoint-unreachable',
      message: { values: { where: '127.0.0.1:1' } },
    });
  });
});
