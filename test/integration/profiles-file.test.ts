import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importCandidates, profilesFileText, readProfilesFile } from '../../src/main/profiles/profiles-file';
import { PROFILE_COLORS, type Profile, toAccessKeysId, toProfileId } from '../../src/shared/model';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { aDraft, aProfile, seoul, virginia } from '../support/snapshot-builder';
import { temporaryDirectory } from '../support/temporary-directory';

function fileWith(text: string): string {
  const file = path.join(temporaryDirectory(), 'profiles.json');
  writeFileSync(file, text);
  return file;
}

const importedFrom = (text: string) => readProfilesFile(fileWith(text));
const contents = (profile: object) => JSON.stringify({ format: 'ec2-tray-profiles', version: 1, profiles: [profile] });

describe('exported Profiles', () => {
  const anyProfile: fc.Arbitrary<Profile> = fc
    .record({
      id: fc.uuid().map(toProfileId),
      name: fc.stringMatching(/^[\w가-힣][\w 가-힣"\\]{0,20}[\w가-힣]$/),
      color: fc.constantFrom(...PROFILE_COLORS),
      source: fc.constantFrom(
        { kind: 'environment' } as const,
        { kind: 'named-profile', profileName: '회사' } as const,
      ),
      regions: fc.constantFrom([seoul], [seoul, virginia]),
      endpointUrl: fc.constantFrom(null, 'http://127.0.0.1:4566', 'https://vpce-1.example.com/path?a=b'),
      filter: fc.constantFrom(null, 'tag:Name=alice*'),
      isDryRun: fc.boolean(),
      isEnabled: fc.boolean(),
    })
    .map(aProfile);

  test('are the same when they are read again, but for their IDs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProfile, { maxLength: 4 }), async (profiles) => {
        const read = answerOf(await importedFrom(profilesFileText(profiles)));
        expect(read).toEqual(profiles.map(({ id: _id, ...draft }) => draft));
      }),
      { numRuns: 40 },
    );
  });

  test('hold no password of an endpoint, and no demo account', async () => {
    const text = profilesFileText([
      aProfile({ endpointUrl: 'https://anna:pa%40ss@vpce.example.com/ec2' }),
      aProfile({ name: 'Demo', source: { kind: 'demo' } }),
    ]);
    expect(text).not.toMatch(/anna|pa%40ss/);
    expect(answerOf(await importedFrom(text))).toEqual([aDraft({ endpointUrl: 'https://vpce.example.com/ec2' })]);
  });
});

describe('access keys that were entered in the app', () => {
  const ofKeys = (id: string) => aProfile({ source: { kind: 'access-keys', keysId: toAccessKeysId(id) } });

  test('are not in the file, nor is anything that names them', () => {
    expect(profilesFileText([ofKeys('keys-1')])).not.toContain('keys-1');
  });

  test('are not used by what a file brings in, even where it names them: they would be sent to its endpoint', async () => {
    const text = profilesFileText([ofKeys('x')]).replace('entered-elsewhere', 'keys-1');
    expect(answerOf(await importedFrom(text))).not.toMatchObject([{ source: { keysId: 'keys-1' } }]);
  });
});

describe('a file to import', () => {
  test.each([
    ['that is no JSON', 'aws_secret_access_key = SECRET', 'not-a-profiles-file', {}],
    ['that is something else', '{"profiles":[]}', 'not-a-profiles-file', {}],
    ['of a later version', '{"format":"ec2-tray-profiles","version":2}', 'profiles-file-newer', {}],
    ['without a list', '{"format":"ec2-tray-profiles","version":1}', 'profiles-file-invalid', { position: 'profiles' }],
    [
      'with a bad Region',
      contents({ ...aDraft(), regions: [seoul, 'SECRET'] }),
      'profiles-file-invalid',
      { position: 'profiles[0].regions[1]' },
    ],
    [
      'with a bad endpoint',
      contents({ ...aDraft(), endpointUrl: 'file:///SECRET' }),
      'profiles-file-invalid',
      { position: 'profiles[0].endpointUrl' },
    ],
    [
      'with more than there should be',
      contents({ ...aDraft(), key: 'SECRET' }),
      'profiles-file-invalid',
      { position: 'profiles[0].key' },
    ],
  ])('%s is refused, and what is wrong is named without what stands there', async (_what, text, code, values) => {
    const error = errorOf(await importedFrom(text));
    expect(error).toMatchObject({ code, message: { values } });
    expect(JSON.stringify(error)).not.toContain('SECRET');
  });

  test('that a Windows program has saved, or an earlier version, is taken', async () => {
    const { filter: _filter, isDryRun: _isDryRun, isEnabled: _isEnabled, ...old } = aDraft();
    expect(answerOf(await importedFrom(`\uFEFF${contents(old)}`))).toEqual([aDraft()]);
  });

  test('that is not there, a folder, or endless is refused by its name', async () => {
    const folder = temporaryDirectory();
    const large = fileWith('');
    truncateSync(large, 2_000_000);
    mkdirSync(path.join(folder, 'inner'));
    const answers = [path.join(folder, 'none'), path.join(folder, 'inner'), large].map(readProfilesFile);
    expect((await Promise.all(answers)).map((answer) => errorOf(answer).code)).toEqual([
      'file-unreadable',
      'file-unreadable',
      'not-a-profiles-file',
    ]);
  });
});

describe('what a file would add', () => {
  const nothing = { namedProfiles: [], environment: null };

  test('has a free name for each, and takes none that another one in the file has', () => {
    const drafts = ['work', 'work (2)', 'home', 'home'].map((name) => aDraft({ name }));
    const names = importCandidates(drafts, ['work'], nothing).map(({ freeName }) => freeName);
    expect(names).toEqual(['work (3)', 'work (2)', 'home', 'home (2)']);
  });

  test('says whether this computer has the credentials', () => {
    const found = { profileName: 'work', region: null, credentialKind: 'sso', endpointUrl: null } as const;
    const drafts = [aDraft(), aDraft({ source: { kind: 'environment' } })];
    const knows = (sources: Parameters<typeof importCandidates>[2]) =>
      importCandidates(drafts, [], sources).map(({ hasCredentials }) => hasCredentials);
    expect(knows(nothing)).toEqual([false, false]);
    expect(knows({ namedProfiles: [found], environment: { region: null } })).toEqual([true, true]);
  });
});
