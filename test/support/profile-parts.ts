import { Poller } from '../../src/main/poller';
import { ActiveProfiles } from '../../src/main/profiles/active-profiles';
import type { ProfileFile } from '../../src/main/profiles/profile-repository';
import { ScopeClients } from '../../src/main/scope-clients';
import { createStore } from '../../src/main/store';
import type { StoredFile } from '../../src/main/stored-file';
import { type AppError, appError, fail, ok } from '../../src/shared/errors';
import type { Profile } from '../../src/shared/model';
import { ManualClock } from './manual-clock';
import { ScriptedScopeClient } from './scripted-scope-client';
import { aSnapshot } from './snapshot-builder';

/** What is kept on disk, without a disk. */
class MemoryFile implements StoredFile<ProfileFile> {
  value: ProfileFile;
  failure: AppError | null = null;

  constructor(profiles: readonly Profile[]) {
    this.value = { version: 1, profiles };
  }

  read = (): ProfileFile => this.value;

  write = (value: ProfileFile) => {
    if (this.failure !== null) return fail(this.failure);
    this.value = value;
    return ok(null);
  };

  /** From now on the disk refuses. */
  refuse(): void {
    this.failure = appError('save-failed');
  }
}

/** The Profiles of the app with everything that hangs on them, before anything is known of this computer. */
export function profileParts(saved: readonly Profile[] = []) {
  const repository = new MemoryFile(saved);
  const store = createStore(aSnapshot({ isStarting: true, profiles: [], scopes: [] }));
  const asked: string[] = [];
  const clients = new ScopeClients(() => Promise.reject(new Error('No demo account here')));
  const poller = new Poller({
    store,
    clock: new ManualClock(),
    random: () => 0.5,
    clientFor: (id) => {
      asked.push(id);
      return new ScriptedScopeClient();
    },
  });
  const profiles = new ActiveProfiles({ repository, store, clients, poller, demoName: () => 'Demo' });
  return { repository, store, poller, profiles, asked };
}
