import { describe, expect, test } from 'vitest';
import type { AccessKeysFile } from '../../../../src/main/access-keys/access-keys-repository';
import { KeptAccessKeys } from '../../../../src/main/access-keys/kept-access-keys';
import { forgetOrphanedKeys, profilesWithKeys } from '../../../../src/main/access-keys/profiles-with-keys';
import type { ProfileFile } from '../../../../src/main/profiles/profile-repository';
import { type Profile, toAccessKeysId, toProfileId } from '../../../../src/shared/model';
import { answerOf, errorOf } from '../../../support/endpoint-scope';
import { MemoryFile } from '../../../support/memory-file';
import { MemorySecrets } from '../../../support/memory-secrets';
import { aProfile } from '../../../support/snapshot-builder';

const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey: 'the/secret+key=', sessionToken: null };
const temporary = { accessKeyId: 'ASIAEXAMPLEEXAMPLE22', secretAccessKey: 'another/secret', sessionToken: 'the/token' };

function keeping() {
  const disk = new MemoryFile<AccessKeysFile>({ keys: [] });
  const secrets = new MemorySecrets();
  let count = 0;
  /** Once more, as after a restart: only what is on the disk is known. */
  const start = () =>
    new KeptAccessKeys({
      repository: disk,
      storage: secrets,
      newId: () => {
        count += 1;
        return toAccessKeysId(`keys-${count}`);
      },
    });
  const kept = start();
  const profileFile = new MemoryFile<ProfileFile>({ profiles: [] });
  const profiles = profilesWithKeys(profileFile, kept);
  const write = (saved: readonly Profile[]) => profiles.write({ profiles: saved });
  const idsOnDisk = () => disk.value.keys.map(({ id }) => id);
  return { disk, secrets, start, kept, profileFile, write, idsOnDisk };
}

const using = (keysId: ReturnType<typeof toAccessKeysId>, name = 'work'): Profile =>
  aProfile({ id: toProfileId(name), name, source: { kind: 'access-keys', keysId } });

describe('entered keys', () => {
  test('come back as they were after a restart, once a Profile was saved with them', async () => {
    const { kept, write, start, disk } = keeping();
    const id = answerOf(await kept.hold(temporary, 'keyring'));
    answerOf(write([using(id)]));
    expect(answerOf(await start().read(id))).toEqual(temporary);
    expect(JSON.stringify(disk.value)).not.toMatch(/another|token|ASIA/);
  });

  test('are not on the disk before a Profile is saved with them', async () => {
    const { kept, idsOnDisk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    expect(idsOnDisk()).toEqual([]);
    expect(answerOf(await kept.read(id))).toEqual(keys);
  });

  test('are known to a view by the end of their ID only', async () => {
    const { kept } = keeping();
    await kept.hold(keys, 'keyring');
    await kept.hold(temporary, 'this-run');
    expect(kept.list()).toEqual([
      { id: 'keys-1', ending: 'LE77', keptIn: 'keyring' },
      { id: 'keys-2', ending: 'LE22', keptIn: 'this-run' },
    ]);
  });

  test('for one run leave no secret on the disk, and the next run can tell why they are gone', async () => {
    const { kept, write, start, disk } = keeping();
    const id = answerOf(await kept.hold(keys, 'this-run'));
    answerOf(write([using(id)]));
    expect(answerOf(await kept.read(id))).toEqual(keys);
    expect(disk.value.keys).toEqual([{ id, ending: 'LE77', keptIn: 'this-run' }]);
    expect(errorOf(await start().read(id)).code).toBe('access-keys-for-one-run');
  });

  test('that nobody knows are missing', async () => {
    expect(errorOf(await keeping().kept.read(toAccessKeysId('gone'))).code).toBe('access-keys-missing');
  });

  test('are not taken for the keyring where there is none, nor where it refuses', async () => {
    const { kept, secrets } = keeping();
    secrets.isThere = false;
    expect(errorOf(await kept.hold(keys, 'keyring')).code).toBe('keyring-missing');
    secrets.isThere = true;
    secrets.refuses = true;
    expect(errorOf(await kept.hold(keys, 'keyring')).code).toBe('keyring-refused');
    expect(kept.list()).toEqual([]);
  });

  test('that a locked keyring keeps back stay on the disk, and nothing of them is in the error', async () => {
    const { kept, write, secrets, idsOnDisk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    write([using(id)]);
    secrets.refuses = true;
    const refused = errorOf(await kept.read(id));
    expect(refused).toMatchObject({ code: 'keyring-refused', detail: null });
    expect(idsOnDisk()).toEqual([id]);
    secrets.refuses = false;
    expect(answerOf(await kept.read(id))).toEqual(keys);
  });

  test('are encrypted once more where the system has a newer key', async () => {
    const { kept, write, secrets, disk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    write([using(id)]);
    const before = disk.value.keys[0];
    secrets.hasNewerKey = true;
    expect(answerOf(await kept.read(id))).toEqual(keys);
    secrets.hasNewerKey = false;
    expect(disk.value.keys).toHaveLength(1);
    expect(disk.value.keys[0]).not.toEqual(before);
    expect(answerOf(await kept.read(id))).toEqual(keys);
  });
});

describe('keys and the Profiles that sign in with them', () => {
  test('go from the disk with the last of their Profiles, and come back with one that is put back', async () => {
    const { kept, write, idsOnDisk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    write([using(id, 'a'), using(id, 'b')]);
    write([using(id, 'b')]);
    expect(idsOnDisk()).toEqual([id]);
    write([]);
    expect(idsOnDisk()).toEqual([]);
    write([using(id, 'b')]);
    expect(idsOnDisk()).toEqual([id]);
    expect(answerOf(await kept.read(id))).toEqual(keys);
  });

  test('that were replaced go with the old source', async () => {
    const { kept, write, idsOnDisk } = keeping();
    const old = answerOf(await kept.hold(keys, 'keyring'));
    write([using(old)]);
    const fresh = answerOf(await kept.hold(temporary, 'keyring'));
    write([using(fresh)]);
    expect(idsOnDisk()).toEqual([fresh]);
  });

  test('are on the disk before the Profile is: where they cannot be written, neither is', async () => {
    const { kept, write, disk, profileFile } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    disk.refuse();
    expect(errorOf(write([using(id)])).code).toBe('save-failed');
    expect(profileFile.value.profiles).toEqual([]);
  });

  test('do not stay where the Profile could not be saved', async () => {
    const { kept, write, profileFile, idsOnDisk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    profileFile.refuse();
    expect(errorOf(write([using(id)])).code).toBe('save-failed');
    expect(idsOnDisk()).toEqual([]);
  });

  test('keep their last copy where the removal of their Profile could not be saved', async () => {
    const { kept, write, profileFile, idsOnDisk } = keeping();
    const id = answerOf(await kept.hold(keys, 'keyring'));
    write([using(id)]);
    profileFile.refuse();
    write([]);
    expect(idsOnDisk()).toEqual([id]);
  });

  test('of nobody, as a crash leaves them, are forgotten; those of a Profile are not', async () => {
    const { kept, idsOnDisk } = keeping();
    const orphan = answerOf(await kept.hold(keys, 'keyring'));
    const used = answerOf(await kept.hold(temporary, 'keyring'));
    kept.keep([orphan, used]);
    forgetOrphanedKeys([using(used)], kept);
    expect(idsOnDisk()).toEqual([used]);
  });
});
