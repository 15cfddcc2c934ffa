import { expect, test, vi } from 'vitest';
import type { AccessKeysFile } from '../../../../src/main/access-keys/access-keys-repository';
import { enterAccessKeys } from '../../../../src/main/access-keys/enter-access-keys';
import { KeptAccessKeys } from '../../../../src/main/access-keys/kept-access-keys';
import type { AccessKeysKeep } from '../../../../src/shared/contract';
import { appError, fail, ok, type Result } from '../../../../src/shared/errors';
import { toAccessKeysId } from '../../../../src/shared/model';
import type { CallerIdentity } from '../../../../src/shared/sign-in';
import { MemoryFile } from '../../../support/memory-file';
import { MemorySecrets } from '../../../support/memory-secrets';
import { seoul } from '../../../support/snapshot-builder';

const identity: CallerIdentity = {
  accountId: '123456789012',
  accountAlias: null,
  arn: 'arn:aws:iam::123456789012:user/me',
};
const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey: 'the/secret+key=', sessionToken: 'the/token' };

function entering(answer: Result<CallerIdentity> = ok(identity)) {
  const kept = new KeptAccessKeys({
    repository: new MemoryFile<AccessKeysFile>({ keys: [] }),
    storage: new MemorySecrets(),
    newId: () => toAccessKeysId('keys-1'),
  });
  const check = vi.fn(async () => answer);
  const writeToFile = vi.fn(async () => ok(null));
  const enter = (keep: AccessKeysKeep) =>
    enterAccessKeys(
      { ...keys, region: seoul, endpointUrl: 'http://127.0.0.1:4566', keep },
      { kept, check, writeToFile },
    );
  return { kept, check, writeToFile, enter };
}

test.each(['keyring', 'this-run'] as const)('keys for %s are checked, held, and answered as a source', async (kind) => {
  const { enter, kept, check, writeToFile } = entering();
  expect(await enter({ kind })).toEqual(ok({ identity, source: { kind: 'access-keys', keysId: 'keys-1' } }));
  expect(check.mock.calls).toEqual([[keys, seoul, 'http://127.0.0.1:4566']]);
  expect(await kept.read(toAccessKeysId('keys-1'))).toEqual(ok(keys));
  expect(writeToFile).not.toHaveBeenCalled();
});

test('keys for the credentials file are kept nowhere else, and their Profile signs in with the named one', async () => {
  const { enter, kept, writeToFile } = entering();
  expect(await enter({ kind: 'credentials-file', profileName: 'fresh' })).toEqual(
    ok({ identity, source: { kind: 'named-profile', profileName: 'fresh' } }),
  );
  expect(writeToFile.mock.calls).toEqual([['fresh', keys]]);
  expect(kept.list()).toEqual([]);
});

test.each([{ kind: 'keyring' }, { kind: 'this-run' }, { kind: 'credentials-file', profileName: 'fresh' }] as const)(
  'nothing is kept of keys that AWS does not take (%j)',
  async (keep) => {
    const { enter, kept, writeToFile } = entering(fail(appError('wrong-secret-access-key')));
    expect(await enter(keep)).toMatchObject({ error: { code: 'wrong-secret-access-key' } });
    expect(kept.list()).toEqual([]);
    expect(writeToFile).not.toHaveBeenCalled();
  },
);

test.each(['the/secret+key=', 'the/token'])('an answer that repeats %s is told without its words', async (secret) => {
  const { enter } = entering(fail(appError('aws-error', { detail: `You sent ${secret}, did you not?` })));
  expect(await enter({ kind: 'this-run' })).toMatchObject({ error: { code: 'aws-error', detail: null } });
});
