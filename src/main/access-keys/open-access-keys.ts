import { randomUUID } from 'node:crypto';
import { toAccessKeysId } from '../../shared/model';
import type { KeptFiles } from '../kept-files';
import { KeptAccessKeys } from './kept-access-keys';
import { forgetOrphanedKeys } from './profiles-with-keys';
import type { SecretStorage } from './secret-storage';

/** The access keys that were entered in the app. What no Profile uses goes, unless a file could not be read: it may have. */
export function openAccessKeys({ accessKeys, profiles, notices }: KeptFiles, storage: SecretStorage): KeptAccessKeys {
  const kept = new KeptAccessKeys({
    repository: accessKeys,
    storage,
    newId: () => toAccessKeysId(randomUUID()),
  });
  const saved = profiles.read().profiles;
  if (notices.early().length === 0 && saved.length > 0) forgetOrphanedKeys(saved, kept);
  return kept;
}
