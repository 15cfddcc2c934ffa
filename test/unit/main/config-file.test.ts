import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConfigFileKind, parseConfigFile } from '../../../src/main/aws/config-file';
import { translatorFor } from '../../../src/shared/translator';

const parse = (text: string, kind: ConfigFileKind = 'config') => parseConfigFile(Buffer.from(text), kind);

/** `line profile: what`, without the prefix that all of them have. */
const problemsOf = (text: string, kind: ConfigFileKind = 'config'): readonly string[] =>
  parse(text, kind).problems.map(
    (problem) => `${problem.line} ${problem.profileName}: ${problem.text.key.replace('configProblem.', '')}`,
  );

const namesOf = (text: string, kind: ConfigFileKind = 'config') => [...parse(text, kind).sections.keys()];

describe('a shared config file', () => {
  test('in which all is well has no problem, whatever comments, quotes and line ends it has', () => {
    const text = [
      '\uFEFF# written by hand',
      '[default]',
      'region = eu-west-1 ; here',
      '',
      '[profile "work"] # quoted',
      'role_arn=arn:aws:iam::1:role/a',
      's3 =',
      '  max_concurrent_requests = 20',
      '[sso-session corp]',
      'sso_region = us-east-1',
      '[services local]',
      'ec2 =',
      '  endpoint_url = http://127.0.0.1:1',
      '[plugins]',
      'cli_legacy_plugin_path = /x',
    ];
    expect(problemsOf(text.join('\r\n'))).toEqual([]);
    const { sections } = parse(text.join('\r\n'));
    expect([...sections.keys()]).toEqual(['default', 'work', 'sso-session.corp', 'services.local']);
    expect(sections.get('default')?.settings.get('region')).toEqual({ value: 'eu-west-1', line: 3 });
    expect(sections.get('services.local')?.settings.get('ec2.endpoint_url')).toEqual({
      value: 'http://127.0.0.1:1',
      line: 13,
    });
  });

  test.each([
    ['a header that is not closed', '[profile work\n', ['1 work: header-unclosed']],
    ['a header without a name', '[profile ]\n[]\n', ['1 null: header-empty', '2 null: header-empty']],
    ['a setting before any section', 'region = x\n[default]\n', ['1 null: outside-section']],
    ['a line that is neither', '[default]\nregion\n= x\n', ['2 default: not-a-setting', '3 default: not-a-setting']],
    ['a section that stands twice', '[profile a]\n[default]\n[profile a]\n', ['3 a: duplicate']],
    ['a default that stands twice', '[default]\nregion = x\n[profile default]\n', ['3 default: duplicate']],
    ['a name without its prefix', '[work]\nregion = x\n', ['1 work: prefix-missing']],
    ['a name in other letters', '[profile 회사]\nregion = x\n', ['1 회사: name-unsupported']],
    ['a name with a space', '[profile my work]\nregion = x\n', ['1 my work: name-unsupported']],
    ['a kind that nobody knows', '[porfile work]\n', ['1 null: section-unknown']],
    ['the one name that spoils all', '[profile __proto__]\n[default]\n', ['1 __proto__: name-refused']],
  ])('names the line and the profile of %s', (_what, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test('names the profile that gets the lines after a header that is not closed, once', () => {
    const text = '[profile good]\nregion = a\n[profile broken\nregion = b\noutput = json\n[profile next]\nregion = c\n';
    expect(problemsOf(text)).toEqual(['3 broken: header-unclosed', '4 good: swallowed']);
    expect(parse(text).sections.get('good')?.settings.get('region')).toEqual({ value: 'b', line: 4 });
    expect(namesOf(text)).toEqual(['good', 'next']);
  });

  test('names the line that is not UTF-8, in a value, a name or a comment', () => {
    const bytes = Buffer.from('[profile a]\nregion = caf\xe9\n# \xfc\n[profile b]\nregion = x\n', 'latin1');
    const { problems, sections } = parseConfigFile(bytes, 'config');
    expect(problems.map(({ line, profileName, text }) => [line, profileName, text.key])).toEqual([
      [2, 'a', 'configProblem.bad-utf8'],
      [3, 'a', 'configProblem.bad-utf8'],
    ]);
    expect([...sections.keys()]).toEqual(['a', 'b']);
  });
});

test('one in UTF-16 has a single problem, and what is no config file at all not one for each of its lines', () => {
  const utf16 = Buffer.from('\uFEFF[default]\nregion = us-east-1\n', 'utf16le');
  expect(parseConfigFile(utf16, 'config').problems.map(({ line, text }) => [line, text.key])).toEqual([
    [1, 'configProblem.bad-utf8'],
  ]);
  expect(problemsOf('rubbish\n'.repeat(10_000))).toHaveLength(50);
});

describe('a credentials file', () => {
  test('has its sections without the word profile, in any letters', () => {
    const text = '[work]\naws_access_key_id = A\n[회사]\naws_access_key_id = B\n';
    expect(problemsOf(text, 'credentials')).toEqual([]);
    expect(namesOf(text, 'credentials')).toEqual(['work', '회사']);
  });

  test('says so where the word is there all the same', () => {
    expect(problemsOf('[profile work]\n', 'credentials')).toEqual(['1 work: prefix-in-credentials']);
    expect(problemsOf('[my work]\n', 'credentials')).toEqual(['1 my work: name-unsupported']);
  });
});

const SECRET = 'wJalrXUtnFEMI';

test('no problem of any file tells a part of a value', () => {
  const line = fc.oneof(
    fc.constantFrom('[default]', '[profile a]', '[profile b', '[a', 'region', '  nested =', '', '# x', '회사'),
    fc.constantFrom(
      `aws_secret_access_key = ${SECRET}`,
      `aws_secret_access_key ${SECRET}`,
      `[aws = ${SECRET}`,
      `= ${SECRET}`,
    ),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom<ConfigFileKind>('config', 'credentials'),
      (lines, kind) => {
        const told = parse(lines.join('\n'), kind).problems;
        for (const { text, profileName } of told) {
          const shown = ['en', 'ko'] as const;
          const words = shown.map((language) => translatorFor(language).text(text)).join(' ');
          expect(`${words} ${profileName}`, `told of ${JSON.stringify(lines)}`).not.toContain(SECRET);
        }
      },
    ),
  );
});

test('every line has at most one problem, in the order of the lines', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const lines = parseConfigFile(bytes, 'config').problems.map(({ line }) => line);
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
    }),
  );
});
