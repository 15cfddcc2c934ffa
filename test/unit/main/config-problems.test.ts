import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/main/aws/config-file';
import { settingProblems } from '../../../src/main/aws/config-problems';
import { translatorFor } from '../../../src/shared/translator';

const { text: english } = translatorFor('en');

/** `file:line profile: what is wrong`. */
function problemsOf(config: string, credentials = ''): readonly string[] {
  return settingProblems(
    { file: 'config', parsed: parseConfigFile(Buffer.from(config), 'config') },
    { file: 'credentials', parsed: parseConfigFile(Buffer.from(credentials), 'credentials') },
  ).map(({ file, line, profileName, text }) => `${file}:${line} ${profileName}: ${english(text)}`);
}

const role = 'role_arn = arn:aws:iam::123456789012:role/dev';
const keys = 'aws_access_key_id = AKIADEMO\naws_secret_access_key = example';

describe('a role', () => {
  test.each([
    ['a source in the other file', `[profile a]\n${role}\nsource_profile = b`, `[b]\n${keys}`],
    ['itself as the source, with keys', `[profile a]\n${role}\nsource_profile = a\n${keys}`, ''],
    [
      'a chain that ends',
      `[profile a]\n${role}\nsource_profile = b\n[profile b]\n${role}\ncredential_source = Environment`,
      '',
    ],
    [
      'a loop that keys cut',
      `[profile a]\n${role}\nsource_profile = b\n[profile b]\n${role}\nsource_profile = a\n${keys}`,
      '',
    ],
    ['a web identity', `[profile a]\n${role}\nweb_identity_token_file = /var/token`, ''],
  ])('with %s is right', (_what, config, credentials) => {
    expect(problemsOf(config, credentials)).toEqual([]);
  });

  test('without a source, or with two, is told at its line', () => {
    expect(problemsOf(`[profile a]\n${role}`)).toEqual([
      'config:2 a: role_arn needs source_profile or credential_source beside it.',
    ]);
    expect(problemsOf(`[profile a]\n${role}\nsource_profile = a\ncredential_source = Environment`)).toEqual([
      'config:2 a: role_arn has both source_profile and credential_source beside it. Keep only one of them.',
    ]);
  });

  test('whose source is missing is told, and so is one that needs that role', () => {
    const config = `[profile a]\n${role}\nsource_profile = b\n[profile b]\n${role}\nsource_profile = gone`;
    const missing = '“b” takes its credentials from “gone” (source_profile), which is in neither file.';
    expect(problemsOf(config)).toEqual([`config:6 a: ${missing}`, `config:6 b: ${missing}`]);
  });

  test('that is a part of a loop, or leads into one, is told with the way round', () => {
    const chain = (name: string, source: string) => `[profile ${name}]\n${role}\nsource_profile = ${source}`;
    expect(problemsOf([chain('a', 'b'), chain('b', 'a'), chain('c', 'a')].join('\n'))).toEqual([
      'config:3 a: source_profile leads round in a circle: a → b → a',
      'config:6 b: source_profile leads round in a circle: b → a → b',
      'config:9 c: source_profile leads round in a circle: c → a → b → a',
    ]);
    expect(problemsOf(chain('a', 'a'))).toEqual(['config:3 a: source_profile leads round in a circle: a → a']);
  });

  test('from a source that no SDK knows, or for an odd time, is told without the value', () => {
    const config = `[profile a]\n${role}\ncredential_source = Envronment\nduration_seconds = 899`;
    expect(problemsOf(config)).toEqual([
      'config:3 a: credential_source must be Environment, Ec2InstanceMetadata or EcsContainer.',
      'config:4 a: duration_seconds must be a whole number from 900 to 43200.',
    ]);
  });

  test.each([
    ['900', 0],
    ['43200', 0],
    ['43201', 1],
    ['1h', 1],
    ['9e3', 1],
  ])('for %s seconds has %i problem', (duration, count) => {
    const config = `[profile a]\n${role}\ncredential_source = Environment\nduration_seconds = ${duration}`;
    expect(problemsOf(config)).toHaveLength(count);
  });
});

test('half an access key is told in the file that has it, and the other half may be in the other file', () => {
  expect(problemsOf('[profile a]\n', '[a]\naws_access_key_id = AKIADEMO')).toEqual([
    'credentials:2 a: An access key has two parts: aws_secret_access_key is missing.',
  ]);
  expect(problemsOf('[profile a]\naws_secret_access_key = SECRET')).toEqual([
    'config:2 a: An access key has two parts: aws_access_key_id is missing.',
  ]);
  expect(problemsOf('[profile a]\naws_access_key_id = A', '[a]\naws_secret_access_key = b')).toEqual([]);
});

test('sections that a profile names must be there, with what they need', () => {
  const config =
    '[profile a]\nsso_session = corp\nservices = local\n[profile b]\nsso_session = gone\n[sso-session corp]\n';
  expect(problemsOf(config)).toEqual([
    'config:6 a: The section [sso-session corp] lacks sso_region.',
    'config:6 a: The section [sso-session corp] lacks sso_start_url.',
    'config:3 a: There is no section [services local], which services names.',
    'config:5 b: There is no section [sso-session gone], which sso_session names.',
  ]);
});
