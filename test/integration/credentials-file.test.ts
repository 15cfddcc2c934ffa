import { execFile } from 'node:child_process';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromIni } from '@aws-sdk/credential-providers';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { addToCredentialsFile } from '../../src/main/aws/credentials-file';
import { awsFiles } from '../support/aws-files';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { ManualClock } from '../support/manual-clock';
import { temporaryDirectory } from '../support/temporary-directory';

const run = promisify(execFile);
const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey: 'the/secret+key=', sessionToken: null };
const temporary = { accessKeyId: 'ASIAEXAMPLEEXAMPLE22', secretAccessKey: 'other/secret', sessionToken: 'a/token==' };
const BACKUP = 'credentials.ec2-tray-backup-20261002T120000.000Z';
const OLD = '[default]\naws_access_key_id = AKIAOLD\naws_secret_access_key = old\n';

const clock = new ManualClock();
const add = (name: string, added = keys as typeof keys | typeof temporary) => addToCredentialsFile(name, added, clock);
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

function filesWith(credentials: string, config = '') {
  const { credentialsFile, configFile } = awsFiles(config, credentials);
  const folder = path.dirname(credentialsFile);
  return { credentialsFile, configFile, folder, now: () => readFileSync(credentialsFile, 'utf8') };
}

describe('a section that is added to the credentials file', () => {
  test.each([
    ['ends with a line end', OLD, `${OLD}\n[fresh]\n`],
    ['ends without one', OLD.trimEnd(), `${OLD}\n[fresh]\n`],
    ['has the line ends of Windows', '[a]\r\nx = 1\r\n', '[a]\r\nx = 1\r\n\r\n[fresh]\r\n'],
    ['has those and ends without one', '[a]\r\nx = 1', '[a]\r\nx = 1\r\n\r\n[fresh]\r\n'],
    ['begins with a byte order mark', `\uFEFF${OLD}`, `\uFEFF${OLD}\n[fresh]\n`],
    ['is empty', '', '[fresh]\n'],
  ])('stands at the end of one that %s', async (_what, before, begin) => {
    const { now } = filesWith(before);
    answerOf(await add('fresh'));
    const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
    expect(now()).toBe(
      `${begin}aws_access_key_id = AKIAEXAMPLEEXAMPLE77${lineEnd}aws_secret_access_key = the/secret+key=${lineEnd}`,
    );
  });

  test('makes the file and its folder, for this user alone, where there are none', async () => {
    const home = temporaryDirectory();
    awsFiles('');
    vi.stubEnv('AWS_CONFIG_FILE', undefined);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', undefined);
    vi.stubEnv('HOME', home);
    answerOf(await add('fresh', temporary));
    expect(modeOf(path.join(home, '.aws'))).toBe('700');
    expect(modeOf(path.join(home, '.aws/credentials'))).toBe('600');
    expect(readdirSync(path.join(home, '.aws')), 'there is nothing to back up').toEqual(['credentials']);
    expect(readFileSync(path.join(home, '.aws/credentials'), 'utf8')).toContain('\naws_session_token = a/token==\n');
  });

  test('leaves what the file was beside it, and makes both private', async () => {
    const { credentialsFile, folder, now } = filesWith(OLD);
    answerOf(await add('fresh'));
    expect(readdirSync(folder).sort()).toEqual(['config', 'credentials', BACKUP]);
    expect(readFileSync(path.join(folder, BACKUP), 'utf8')).toBe(OLD);
    expect([modeOf(credentialsFile), modeOf(path.join(folder, BACKUP))]).toEqual(['600', '600']);
    expect(now().startsWith(OLD)).toBe(true);
  });

  test('goes where a link leads, and the link stays one; the backup is beside the link', async () => {
    const { credentialsFile, folder } = filesWith('');
    const elsewhere = path.join(temporaryDirectory(), 'real');
    writeFileSync(elsewhere, OLD);
    rmSync(credentialsFile);
    symlinkSync(elsewhere, credentialsFile);
    answerOf(await add('fresh'));
    expect(lstatSync(credentialsFile).isSymbolicLink()).toBe(true);
    expect(readFileSync(elsewhere, 'utf8')).toContain('[fresh]');
    expect(readdirSync(path.dirname(elsewhere))).toEqual(['real']);
    expect(readdirSync(folder)).toContain(BACKUP);
  });

  test.each([
    ['[fresh]\nx = 1\n', ''],
    ['  [ fresh ]  # mine\nx = 1\n', ''],
    ['\uFEFF[fresh]\r\nx = 1\r\n', ''],
    ['[profile fresh]\nx = 1\n', ''],
    ['', '[profile fresh]\nregion = us-east-1\n'],
    ['', '[profile "fresh"]\nregion = us-east-1\n'],
    ['', '[fresh]\nregion = us-east-1\n'],
  ])('is refused where %j or the config %j has its name already', async (credentials, config) => {
    const { folder, now } = filesWith(credentials, config);
    expect(errorOf(await add('fresh'))).toMatchObject({
      code: 'aws-profile-taken',
      message: { values: { name: 'fresh' } },
    });
    expect(now()).toBe(credentials);
    expect(readdirSync(folder).sort(), 'no backup of what is not touched').toEqual(['config', 'credentials']);
  });

  test.each(['fresh2', 'Fresh', 'fres'])('is not confused with [%s]', async (name) => {
    filesWith(`[${name}]\nx = 1\n`, `[profile ${name}]\n[sso-session fresh]\n`);
    answerOf(await add('fresh'));
  });

  test('is refused by a file in another encoding, which it would spoil', async () => {
    const { credentialsFile } = filesWith('');
    const utf16 = Buffer.from(OLD, 'utf16le');
    writeFileSync(credentialsFile, utf16);
    expect(errorOf(await add('fresh')).code).toBe('config-unreadable');
    expect(readFileSync(credentialsFile).equals(utf16)).toBe(true);
  });

  test.each([
    ['a link that leads to nothing', (file: string) => symlinkSync('/nonexistent/credentials', file)],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('is refused by %s in the place of the file, which stays', async (_what, put) => {
    const { credentialsFile, folder } = filesWith('');
    rmSync(credentialsFile);
    put(credentialsFile);
    expect(errorOf(await add('fresh'))).toMatchObject({
      code: 'save-failed',
      hint: { values: { file: credentialsFile } },
    });
    expect(readdirSync(folder).sort()).toEqual(['config', 'credentials']);
    expect(lstatSync(credentialsFile).isFile()).toBe(false);
  });

  test('loses nothing of what another program writes at the same moment', async () => {
    const { credentialsFile, folder, now } = filesWith(OLD);
    const theirs = '[theirs]\naws_access_key_id = AKIATHEIRS\naws_secret_access_key = theirs\n';
    let looks = 0;
    // The time is asked for between the read and the write: the moment that matters.
    const untimely = new ManualClock();
    untimely.now = () => {
      looks += 1;
      if (looks === 1) appendFileSync(credentialsFile, theirs);
      return clock.now();
    };
    answerOf(await addToCredentialsFile('fresh', keys, untimely));
    expect(now().startsWith(`${OLD}${theirs}\n[fresh]\n`)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['config', 'credentials', BACKUP]);
    expect(readFileSync(path.join(folder, BACKUP), 'utf8'), 'the backup is of the last moment').toBe(`${OLD}${theirs}`);
  });

  test.each(['two\nlines', 'a]', '[a', 'a#b', '', 'a b', '__proto__'])('is never written as %j', async (name) => {
    const { now } = filesWith(OLD);
    await expect(add(name)).rejects.toThrow('No name for a section');
    expect(now()).toBe(OLD);
  });
});

const line = fc.oneof(
  fc.constantFrom('[default]', '[a]', 'x = 1', '', '# note', 's3 =', '  nested = 1', '[open', '; [fresh]'),
  fc.string({ maxLength: 12 }).filter((text) => !text.includes('\0')),
);
const fileText = fc
  .tuple(fc.boolean(), fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(
    ([hasMark, lines, lineEnd, endsOpen]) =>
      `${hasMark ? '\uFEFF' : ''}${lines.join(lineEnd)}${endsOpen || lines.length === 0 ? '' : lineEnd}`,
  );
const base64 = fc.string({
  unit: fc.constantFrom(...'ABCXYZabcxyz0189/+='),
  minLength: 1,
  maxLength: 60,
});

test('whatever the file holds, all of it comes first, unchanged, and the SDK reads the new section', async () => {
  const { credentialsFile } = awsFiles('');
  let now = 0;
  await fc.assert(
    fc.asyncProperty(fileText, base64, fc.option(base64), async (before, secretAccessKey, sessionToken) => {
      writeFileSync(credentialsFile, before);
      const added = { accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey, sessionToken };
      now += 1000;
      answerOf(await addToCredentialsFile('fresh', added, new ManualClock(now)));
      const after = readFileSync(credentialsFile);
      const old = Buffer.from(before);
      expect(after.subarray(0, old.length).equals(old), 'every byte of the old file').toBe(true);
      const read = await fromIni({ profile: 'fresh', ignoreCache: true })();
      expect(read).toMatchObject({ accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey });
      expect(read.sessionToken ?? null).toBe(sessionToken);
    }),
    { numRuns: 40 },
  );
});

test('the AWS CLI reads the new section and the old ones', async (context) => {
  const hasAwsCli = await run('aws', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasAwsCli) context.skip('The AWS CLI is not on the PATH of this machine, so it could not be tried.');
  const { credentialsFile, configFile } = filesWith(OLD.replaceAll('\n', '\r\n').trimEnd());
  answerOf(await add('fresh', temporary));
  const read = async (profile: string, key: string): Promise<string> => {
    const env = {
      PATH: process.env['PATH'],
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
      AWS_CONFIG_FILE: configFile,
      LC_ALL: 'C.UTF-8',
    };
    return (await run('aws', ['configure', 'get', key, '--profile', profile], { env })).stdout.trim();
  };
  expect(await read('fresh', 'aws_secret_access_key')).toBe('other/secret');
  expect(await read('fresh', 'aws_session_token')).toBe('a/token==');
  expect(await read('default', 'aws_secret_access_key')).toBe('old');
});
