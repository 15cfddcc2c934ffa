import { InstanceActions } from '../../src/main/instance-actions';
import { Poller } from '../../src/main/poller';
import { ActiveProfiles } from '../../src/main/profiles/active-profiles';
import type { ProfileFile } from '../../src/main/profiles/profile-repository';
import { ScopeClients } from '../../src/main/scope-clients';
import { createStore } from '../../src/main/store';
import type { Profile, ScopeId } from '../../src/shared/model';
import { actionDefaults } from './asking';
import { profileCredentials } from './endpoint-scope';
import { ManualClock } from './manual-clock';
import { MemoryFile } from './memory-file';
import { pollerDefaults } from './polling';
import { ScriptedScopeClient } from './scripted-scope-client';
import { aSnapshot } from './snapshot-builder';

/** The Profiles of the app with everything that hangs on them, before anything is known of this computer. */
export function profileParts(saved: readonly Profile[] = []) {
  const repository = new MemoryFile<ProfileFile>({ profiles: saved });
  const store = createStore(aSnapshot({ isStarting: true, profiles: [], scopes: [] }));
  const asked: string[] = [];
  const clients = new ScopeClients(profileCredentials());
  const clock = new ManualClock();
  const client = new ScriptedScopeClient();
  const clientFor = (id: ScopeId) => {
    asked.push(id);
    return client;
  };
  const poller = new Poller({ store, clock, random: () => 0.5, clientFor, ...pollerDefaults() });
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock,
    clientFor,
    follow: (id) => poller.follow(id),
  });
  const profiles = new ActiveProfiles({ repository, store, clients, poller, actions, demoName: () => 'Demo' });
  return { repository, store, poller, actions, profiles, asked, client, clock };
}
