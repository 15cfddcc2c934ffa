import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/arguments';
import { listCredentialSources } from '../../src/main/aws/credential-sources';
import { readProfilesFile } from '../../src/main/profiles/profiles-file';
import { Shortcut } from '../../src/main/shortcut';
import { draftProblems, sshProblems } from '../../src/renderer/profile-draft';
import type { AppError } from '../../src/shared/errors';
import { parseFilter } from '../../src/shared/instance-filter';
import { parseRule } from '../../src/shared/instance-rule';
import { httpUrl, profileDraftSchema } from '../../src/shared/kept-schemas';
import { DEFAULT_SSH } from '../../src/shared/model';
import { parseSearch } from '../../src/shared/search-expression';
import { sshCommand } from '../../src/shared/ssh-command';
import type { Text } from '../../src/shared/text';
import { translatorFor } from '../../src/shared/translator';
import { awsFiles } from '../support/aws-files';
import { tellReliability, tries } from '../support/reliability';
import { aDraft } from '../support/snapshot-builder';
import { temporaryDirectory } from '../support/temporary-directory';

/* What people and other programs give the app that is not what it wants: told in words, in both languages, and nothing lost. */

/** Of one kind, ms: the full number takes minutes. */
const LONGEST_MS = 300_000;

const times = tries({ inSuite: 150, inFull: 10_000 });
const [en, ko] = [translatorFor('en'), translatorFor('ko')];

/** Said in both languages, with nothing left to fill in. */
function expectSaid(text: Text): void {
  expect(en.text(text)).toMatch(/\p{L}/u);
  expect(en.text(text)).not.toMatch(/^\w+\.[\w.-]+$/);
  expect(ko.text(text)).toMatch(/[가-힣]/);
}

function expectTold(error: AppError): void {
  expectSaid(error.message);
  expectSaid(error.hint);
}

const told = (tried: string, happened: string): void => tellReliability({ part: 'Bad input', tried, times, happened });

const line = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '[profile work]',
    '[default',
    '[]',
    'region = ap-northeast-2',
    '= x',
    'sso_session = none',
    '\t nested = 1',
  ),
  fc.constantFrom(
    'source_profile = work',
    'role_arn = x',
    'credential_process = rm -rf /',
    '[__proto__]',
    '[constructor]',
  ),
);
const bytes = fc.oneof(
  fc.array(line).map((lines) => Buffer.from(lines.join('\n'))),
  fc.array(line).map((lines) => Buffer.from(`\uFEFF${lines.join('\r\n')}`)),
  fc.array(line).map((lines) => Buffer.from(lines.join('\n'), 'utf16le')),
  fc.uint8Array({ maxLength: 4_000 }).map((array) => Buffer.from(array)),
);

test(
  'AWS files that hold anything at all are read as far as they go, and stay as they are',
  async () => {
    const { configFile, credentialsFile } = awsFiles('');
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (config, credentials) => {
        writeFileSync(configFile, config);
        writeFileSync(credentialsFile, credentials);
        const answer = await listCredentialSources({});
        if (answer.ok) for (const { text } of answer.value.problems) expectSaid(text);
        else expectTold(answer.error);
        expect(readFileSync(configFile).equals(config) && readFileSync(credentialsFile).equals(credentials)).toBe(true);
        expect(Reflect.get({}, 'region'), 'what every object has').toBeUndefined();
      }),
      { numRuns: times },
    );
    told(
      'AWS config and credentials files of random lines, bytes and encodings',
      'read as far as they go; each problem said with its place; no byte of them changed',
    );
  },
  LONGEST_MS,
);

test(
  'an AWS file that is a folder, a link to itself or 2 MB long ends in words, not in a hang',
  async () => {
    const { configFile, credentialsFile } = awsFiles('', '[profile there]\n');
    const places: readonly (() => void)[] = [
      () => mkdirSync(configFile),
      () => symlinkSync(configFile, configFile),
      () => writeFileSync(configFile, '[profile x]\n'.repeat(170_000)),
    ];
    for (const put of places) {
      rmSync(configFile, { recursive: true, force: true });
      put();
      const answer = await listCredentialSources({});
      if (!answer.ok) expectTold(answer.error);
      else for (const { text } of answer.value.problems) expectSaid(text);
    }
    expect(readFileSync(credentialsFile, 'utf8')).toBe('[profile there]\n');
  },
  LONGEST_MS,
);

test(
  'a file to import that holds anything at all is taken or refused in words',
  async () => {
    const file = path.join(temporaryDirectory(), 'profiles.json');
    const json = fc.oneof(
      fc.json(),
      fc
        .record({ format: fc.constant('ec2-tray-profiles'), version: fc.nat(3), profiles: fc.anything() })
        .map((value) => {
          try {
            return JSON.stringify(value);
          } catch {
            return '';
          }
        }),
      fc
        .record({
          format: fc.constant('ec2-tray-profiles'),
          version: fc.constant(1),
          profiles: fc.array(fc.dictionary(fc.constantFrom(...Object.keys(aDraft())), fc.jsonValue())),
        })
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          json.map((text) => Buffer.from(text)),
          bytes,
        ),
        async (content) => {
          writeFileSync(file, content);
          const answer = await readProfilesFile(file);
          if (!answer.ok) expectTold(answer.error);
          else for (const draft of answer.value) expect(profileDraftSchema.safeParse(draft).success).toBe(true);
        },
      ),
      { numRuns: times },
    );
    told('Files to import: random JSON, nearly right ones, and bytes', 'taken whole or refused in words; never half');
  },
  LONGEST_MS,
);

test(
  'arguments of the command line are a request, or a mistake in words',
  () => {
    const argument = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'list',
        'start',
        'stop',
        '--filter',
        '--filter=',
        '--json=1',
        '--',
        '-h',
        '--nothing',
        '--profile',
        '-',
        '--__proto__',
      ),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 8 }), (given) => {
        const { task } = parseCommandLine(given);
        if (task.kind === 'mistake') expectSaid(task.reason);
      }),
      { numRuns: times },
    );
    told('Arguments of the command line', 'each a request, or a mistake that is said');
  },
  LONGEST_MS,
);

test(
  'searches, filters and rules are understood, or it is said what is not',
  () => {
    const expression = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'state:',
            'tag:',
            '-',
            '"',
            'Name',
            '=',
            ',',
            '*',
            ' ',
            ':',
            'running',
            'region:""',
            'tag:Name',
            'Values=',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(expression, (text) => {
        const { terms, isEmpty, hints } = parseSearch(text);
        expect(isEmpty).toBe(terms.length === 0);
        for (const hint of hints) expect(['unknown-key', 'unknown-value', 'open-quote']).toContain(hint.kind);
        const filter = parseFilter(text);
        if (!filter.ok) expectSaid(filter.error);
        const rule = parseRule(text);
        if (!rule.ok) expect(['empty', 'open-quote', 'no-key', 'no-value']).toContain(rule.error);
      }),
      { numRuns: times },
    );
    told('Search expressions, filters and rules', 'understood, or what is not is said');
  },
  LONGEST_MS,
);

test(
  'what the form of a Profile takes for an endpoint or an ssh command is what main takes',
  () => {
    const url = fc.oneof(
      fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'javascript'] }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        ' ',
        'http://',
        'https://[::1]:4566',
        'http://localhost:4566/',
        'localhost:4566',
        'javascript:1',
        'http://a b',
        'HTTP://X',
      ),
    );
    fc.assert(
      fc.property(url, fc.string({ unit: 'binary', minLength: 0, maxLength: 60 }), (endpoint, template) => {
        const problems = draftProblems({ ...aDraft(), endpointUrl: endpoint }, []);
        const isTaken = endpoint.trim() === '' || httpUrl.safeParse(endpoint.trim()).success;
        expect(problems.endpointUrl === undefined, `the form and main about ${JSON.stringify(endpoint)}`).toBe(isTaken);
        const ssh = { ...DEFAULT_SSH, template: `${template}{host}` };
        expect(sshProblems(ssh)).toEqual({});
        const command = sshCommand(ssh, { publicDnsName: 'a.example', publicIpAddress: null, privateIpAddress: null });
        expect(command).toContain('a.example');
        if (!template.includes('{host}')) expect(sshProblems({ ...ssh, template })).not.toEqual({});
      }),
      { numRuns: times },
    );
    told('Endpoint URLs and ssh templates', 'the form and main agree on each');
  },
  LONGEST_MS,
);

test(
  'a shortcut that cannot be had is refused in words, and the one before stays',
  () => {
    const registered = new Set<string>();
    const registry = {
      register(accelerator: string): boolean {
        if (!/^[A-Za-z+0-9]+$/.test(accelerator)) throw new TypeError('conversion failure');
        if (accelerator.endsWith('T')) return false;
        registered.add(accelerator);
        return true;
      },
      unregister: (accelerator: string) => void registered.delete(accelerator),
    };
    const shortcut = new Shortcut(registry, () => undefined);
    expect(shortcut.set('Control+Alt+E').ok).toBe(true);
    const accelerator = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Control+Alt+T', 'E', 'Shift+E', 'Control+', '+', 'Control+Alt+\u0000'),
    );
    fc.assert(
      fc.property(accelerator, (given) => {
        const before = [...registered];
        const answer = shortcut.set(given);
        if (answer.ok) return void expect([...registered]).toEqual([given]);
        expectTold(answer.error);
        expect([...registered]).toEqual(before);
      }),
      { numRuns: times },
    );
    told('Shortcuts', 'set, or refused in words with the one before still there');
  },
  LONGEST_MS,
);
