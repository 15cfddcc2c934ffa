import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { credentialSourcesFrom, listCredentialSources } from '../../src/main/aws/credential-sources';
import { awsFiles } from '../support/aws-files';
import { answerOf } from '../support/endpoint-scope';

const config = `
[profile zeta]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = dev

[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1

[profile role]
role_arn = arn:aws:iam::123456789012:role/dev
source_profile = default
region = eu-west-1

[profile token]
role_arn = arn:aws:iam::123456789012:role/dev
web_identity_token_file = /var/token

[profile process]
credential_process = /usr/bin/give-me-keys

[profile console]
login_session = arn:aws:iam::123456789012:user/anna

[profile legacy-sso]
sso_start_url = https://example.awsapps.com/start
sso_account_id = 123456789012

[profile empty]
region = us-west-2

[services local]
ec2 =
  endpoint_url = http://127.0.0.1:4566

[default]
region = ap-northeast-2
endpoint_url = http://127.0.0.1:4566
`;

const credentials = `
[default]
aws_access_key_id = AKIADEMO
aws_secret_access_key = wJalrXUtnFEMI-SECRET

[only-here]
aws_access_key_id = AKIADEMO
aws_secret_access_key = wJalrXUtnFEMI-SECRET
`;

const list = async (environment: Readonly<Record<string, string | undefined>> = {}) =>
  answerOf(await listCredentialSources(environment));

describe('the named profiles of the shared files', () => {
  test('are all there, default first and then by name, each with its kind, Region and endpoint', async () => {
    awsFiles(config, credentials);
    const { namedProfiles } = await list();
    expect(namedProfiles).toEqual([
      {
        profileName: 'default',
        region: 'ap-northeast-2',
        credentialKind: 'access-keys',
        endpointUrl: 'http://127.0.0.1:4566',
      },
      { profileName: 'console', region: null, credentialKind: 'login', endpointUrl: null },
      { profileName: 'empty', region: 'us-west-2', credentialKind: 'none', endpointUrl: null },
      { profileName: 'legacy-sso', region: null, credentialKind: 'sso', endpointUrl: null },
      { profileName: 'only-here', region: null, credentialKind: 'access-keys', endpointUrl: null },
      { profileName: 'process', region: null, credentialKind: 'credential-process', endpointUrl: null },
      { profileName: 'role', region: 'eu-west-1', credentialKind: 'assume-role', endpointUrl: null },
      { profileName: 'token', region: null, credentialKind: 'web-identity', endpointUrl: null },
      { profileName: 'zeta', region: null, credentialKind: 'sso', endpointUrl: null },
    ]);
  });

  test('come without any key or secret', async () => {
    awsFiles(config, credentials);
    const told = JSON.stringify(await list());
    expect(told).not.toContain('SECRET');
    expect(told).not.toContain('AKIADEMO');
  });

  test('are read afresh each time', async () => {
    const { configFile } = awsFiles('[profile before]\n');
    await list();
    writeFileSync(configFile, '[profile after]\nregion = us-east-1\n');
    expect((await list()).namedProfiles.map(({ profileName }) => profileName)).toEqual(['after']);
  });

  test('are none where the files are empty or not there', async () => {
    const { configFile, credentialsFile } = awsFiles('');
    expect(await list()).toEqual({ namedProfiles: [], problems: [], environment: null });
    rmSync(configFile);
    rmSync(credentialsFile);
    expect(await list()).toEqual({ namedProfiles: [], problems: [], environment: null });
  });

  test('of a file that cannot be read are missing, which is told, and those of the other file are there', async () => {
    const { configFile } = awsFiles('[default]\nregion = us-east-1\n', credentials);
    rmSync(configFile);
    mkdirSync(configFile);
    const { namedProfiles, problems } = await list();
    expect(namedProfiles.map(({ profileName }) => profileName)).toEqual(['default', 'only-here']);
    expect(problems).toEqual([
      { file: configFile, line: null, profileName: null, text: { key: 'configProblem.unreadable', values: {} } },
    ]);
  });

  test('are those that the files hold in spite of all that is wrong with them, and each problem names its place', async () => {
    const { configFile, credentialsFile } = awsFiles(
      [
        'region = nowhere',
        '[profile good]',
        'region = us-east-1',
        '[work]',
        '[profile 회사]',
        '[profile loop]',
        'role_arn = arn:aws:iam::123456789012:role/dev',
        'source_profile = loop',
        '[profile half',
      ].join('\n'),
      '[good]\naws_access_key_id = AKIADEMO\naws_secret_access_key = SECRET-1\naws_session_token SECRET-2\n',
    );
    const { namedProfiles, problems } = await list();
    expect(namedProfiles.map(({ profileName }) => profileName)).toEqual(['good', 'loop']);
    expect(problems.map(({ file, line, profileName, text }) => [file, line, profileName, text.key])).toEqual([
      [configFile, 1, null, 'configProblem.outside-section'],
      [configFile, 4, 'work', 'configProblem.prefix-missing'],
      [configFile, 5, '회사', 'configProblem.name-unsupported'],
      [configFile, 9, 'half', 'configProblem.header-unclosed'],
      [credentialsFile, 4, 'good', 'configProblem.not-a-setting'],
      [configFile, 8, 'loop', 'configProblem.source-loop'],
    ]);
    expect(JSON.stringify(problems)).not.toContain('SECRET');
  });
});

describe('the environment', () => {
  test.each([
    ['access keys', { AWS_ACCESS_KEY_ID: 'AKIADEMO', AWS_SECRET_ACCESS_KEY: 'x' }],
    ['a web identity', { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/token', AWS_ROLE_ARN: 'arn' }],
    ['the name of a profile', { AWS_PROFILE: 'work' }],
    ['a container', { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2' }],
    ['a container elsewhere', { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/v2' }],
  ])('with %s holds credentials', (_what, environment) => {
    expect(credentialSourcesFrom({}, {}, environment).environment).toEqual({ region: null });
  });

  test.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'us-east-1' }, 'us-east-1'],
  ])('(%j) names the Region %s', (regions, region) => {
    const environment = { AWS_ACCESS_KEY_ID: 'AKIADEMO', ...regions };
    expect(credentialSourcesFrom({}, {}, environment).environment).toEqual({ region });
  });

  test('is asked in the Region of the profile that it names, where it names no Region itself', () => {
    const files = { work: { region: 'eu-west-1' }, default: { region: 'us-east-1' } };
    expect(credentialSourcesFrom(files, {}, { AWS_PROFILE: 'work' }).environment).toEqual({ region: 'eu-west-1' });
  });

  test.each([{}, { AWS_REGION: 'us-east-1' }, { AWS_PROFILE: '' }, { AWS_ACCESS_KEY_ID: '' }])(
    'that says only %j holds none',
    (environment) => {
      expect(credentialSourcesFrom({}, {}, environment).environment).toBeNull();
    },
  );
});
