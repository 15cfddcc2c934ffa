import type { AccessKeysId, Profile } from '../../shared/model';
import type { ProfileFile } from '../profiles/profile-repository';
import type { StoredFile } from '../stored-file';
import type { KeptAccessKeys } from './kept-access-keys';

/**
 * The saved Profiles, with their access keys beside them: keys are on the disk before a Profile that signs in with them,
 * and go after the last one has gone, however Profiles come and go.
 */
export function profilesWithKeys(file: StoredFile<ProfileFile>, keys: KeptAccessKeys): StoredFile<ProfileFile> {
  return {
    read: () => file.read(),
    close: () => file.close(),
    write(value) {
      const before = keysOf(file.read().profiles);
      const after = keysOf(value.profiles);
      const kept = keys.keep(after);
      const written = kept.ok ? file.write(value) : kept;
      // Where the disk refuses to forget them now, the next start does.
      const [left, taken] = written.ok ? [after, before] : [before, after];
      keys.forget((id) => taken.includes(id) && !left.includes(id));
      return written;
    },
  };
}

/** Takes from the disk what no saved Profile signs in with, as a crash between two writes leaves it. */
export function forgetOrphanedKeys(profiles: readonly Profile[], keys: KeptAccessKeys): void {
  const used = keysOf(profiles);
  keys.forget((id) => !used.includes(id));
}

const keysOf = (profiles: readonly Profile[]): readonly AccessKeysId[] =>
  profiles.flatMap(({ source }) => (source.kind === 'access-keys' ? [source.keysId] : []));
