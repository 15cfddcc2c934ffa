import { writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { awsFiles } from '../support/aws-files';
import { answerOf, errorOf, scopeClientOf } from '../support/endpoint-scope';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

const work = { kind: 'named-profile', profileName: 'work' } as const;

const keyLines = ({ accessKey }: RunningEndpoint): string =>
  `aws_access_key_id = ${accessKey.accessKeyId}\naws_secret_access_key = ${accessKey.secretAccessKey}\n`;

/** Two endpoints that know the same key, with one instance each. */
async function twoEndpoints() {
  const first = await endpointUnderTest();
  first.fleet.add(seoul, { name: 'first' });
  const second = await endpointUnderTest({ accessKeys: [first.endpoint.accessKey] });
  return { first: first.endpoint, second: second.endpoint };
}

describe('a named profile', () => {
  test('signs with its keys and asks the endpoint_url of its section', async () => {
    const { first } = await twoEndpoints();
    awsFiles(`[profile work]\nregion = us-east-1\nendpoint_url = ${first.url}\n`, `[work]\n${keyLines(first)}`);
    expect(answerOf(await scopeClientOf(work, null).listInstances())).toMatchObject([{ name: 'first' }]);
    expect(first.calls.map(({ region }) => region)).toEqual([seoul]);
  });

  test('asks the endpoint that its section names for EC2 alone', async () => {
    const { first, second } = await twoEndpoints();
    awsFiles(
      [
        '[profile work]',
        'services = local',
        `endpoint_url = ${second.url}`,
        keyLines(first),
        '[services local]',
        'ec2 =',
        `  endpoint_url = ${first.url}`,
        '',
      ].join('\n'),
    );
    expect(answerOf(await scopeClientOf(work, null).listInstances())).toMatchObject([{ name: 'first' }]);
    expect(second.calls).toEqual([]);
  });

  test('asks the endpoint that the person gave, whatever the files say', async () => {
    const { first, second } = await twoEndpoints();
    awsFiles(`[profile work]\nendpoint_url = ${second.url}\n${keyLines(first)}`);
    expect(answerOf(await scopeClientOf(work, first.url).listInstances())).toHaveLength(1);
    expect(second.calls).toEqual([]);
  });

  test('asks the endpoint that the environment names', async () => {
    const { first } = await twoEndpoints();
    awsFiles(`[profile work]\n${keyLines(first)}`);
    vi.stubEnv('AWS_ENDPOINT_URL_EC2', first.url);
    expect(answerOf(await scopeClientOf(work, null).listInstances())).toHaveLength(1);
  });

  test('that cannot reach its endpoint_url tells the address it really asked', async () => {
    const { first } = await twoEndpoints();
    awsFiles(`[profile work]\nendpoint_url = ${first.url}\n${keyLines(first)}`);
    await first.close();
    expect(errorOf(await scopeClientOf(work, null).listInstances())).toMatchObject({
      code: 'endpoint-unreachable',
      message: { values: { where: expect.stringContaining(`127.0.0.1:${first.port}`) } },
    });
  });

  test('that is not in the files says so, and in which', async () => {
    const { first } = await twoEndpoints();
    const { configFile, credentialsFile } = awsFiles('[profile other]\nregion = us-east-1\n');
    expect(errorOf(await scopeClientOf(work, first.url).listInstances())).toMatchObject({
      code: 'profile-not-in-config',
      message: { values: { profile: 'work', config: configFile, credentials: credentialsFile } },
    });
    expect(first.calls).toEqual([]);
  });

  test.each([
    ['whose section the SDK skips', '[profile work', 1, 'header-unclosed'],
    ['without its prefix', '\n[work]\nregion = x', 2, 'prefix-missing'],
    ['whose source is missing', '[profile work]\nrole_arn = a\nsource_profile = gone', 3, 'source-missing'],
    ['whose source is itself', '[profile work]\nrole_arn = a\nsource_profile = work', 3, 'source-loop'],
    [
      'of a loop',
      '[profile work]\nrole_arn = a\nsource_profile = b\n[profile b]\nrole_arn = b\nsource_profile = work',
      3,
      'source-loop',
    ],
    ['whose role has no source', '[profile work]\nrole_arn = a', 2, 'role-without'],
    [
      'of an unknown credential_source',
      '[profile work]\nrole_arn = a\ncredential_source = Me',
      3,
      'credential-source-unknown',
    ],
    [
      'of an SSO session that is not there',
      '[profile work]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = a',
      2,
      'sso-session-missing',
    ],
    ['with half a key', '[profile work]\naws_access_key_id = AKIADEMO', 2, 'key-incomplete'],
    ['with a key that is misspelt', '[profile work]\naws_access_key_id: AKIADEMO', 2, 'not-a-setting'],
  ])('%s names the file, the line and what is wrong there', async (_what, text, line, problem) => {
    const { first } = await twoEndpoints();
    const { configFile } = awsFiles(`${text}\n[profile good]\n${keyLines(first)}`);
    expect(errorOf(await scopeClientOf(work, first.url).listInstances())).toMatchObject({
      code: 'config-invalid',
      message: { values: { profile: 'work', file: configFile, line } },
      hint: { key: `configProblem.${problem}` },
    });
    const good = scopeClientOf({ kind: 'named-profile', profileName: 'good' }, first.url);
    expect(answerOf(await good.listInstances()), 'the other profile goes on working').toHaveLength(1);
  });

  test('whose SSO session was never signed in asks the person to sign in', async () => {
    const { first } = await twoEndpoints();
    awsFiles(
      [
        '[profile work]',
        'sso_session = corp-of-this-test',
        'sso_account_id = 123456789012',
        'sso_role_name = dev',
        '[sso-session corp-of-this-test]',
        'sso_start_url = https://example.awsapps.com/start',
        'sso_region = us-east-1',
        '',
      ].join('\n'),
    );
    expect(errorOf(await scopeClientOf(work, first.url).listInstances())).toMatchObject({ code: 'sign-in-required' });
    expect(first.calls).toEqual([]);
  });

  test('takes no key of the environment in place of its own', async () => {
    const { first } = await twoEndpoints();
    awsFiles(`[profile work]\n${keyLines(first)}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFSOMEONEELSE000');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'of-someone-else');
    expect(answerOf(await scopeClientOf(work, first.url).listInstances())).toHaveLength(1);
  });

  test('works with new keys in a new client without a restart', async () => {
    const { first } = await twoEndpoints();
    const { configFile } = awsFiles('[profile work]\naws_access_key_id = AKIAOLD\naws_secret_access_key = old\n');
    expect(errorOf(await scopeClientOf(work, first.url).listInstances())).toMatchObject({
      code: 'invalid-credentials',
    });
    writeFileSync(configFile, `[profile work]\n${keyLines(first)}`);
    expect(answerOf(await scopeClientOf(work, first.url).listInstances())).toHaveLength(1);
  });
});

describe('the environment', () => {
  test('signs with its keys', async () => {
    const { first } = await twoEndpoints();
    awsFiles('');
    vi.stubEnv('AWS_ACCESS_KEY_ID', first.accessKey.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', first.accessKey.secretAccessKey);
    expect(answerOf(await scopeClientOf({ kind: 'environment' }, first.url).listInstances())).toHaveLength(1);
  });
});
