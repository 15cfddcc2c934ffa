import { vi } from 'vitest';
import { createCommands } from '../../src/main/commands';
import { Confirmations } from '../../src/main/confirmations';
import { Favorites } from '../../src/main/favorites/favorites';
import { GroupRuns } from '../../src/main/group-runs';
import { InstanceActions } from '../../src/main/instance-actions';
import { InstanceDetailsOnDemand } from '../../src/main/instance-details';
import { RequestPacer } from '../../src/main/request-pacer';
import { appError, fail, ok } from '../../src/shared/errors';
import type { JournalEntry } from '../../src/shared/journal';
import type { ActionSource, Instance } from '../../src/shared/model';
import { actionDefaults } from './asking';
import { ManualClock } from './manual-clock';
import { MemoryFile } from './memory-file';
import { ownParts } from './own-parts';
import { profileParts } from './profile-parts';
import { regionScansOf } from './scripted-account-client';
import { ScriptedScopeClient } from './scripted-scope-client';
import { noSignIns } from './sign-in-parts';
import { aScope, aSnapshot, instanceIdOf, instancesOf, someAction } from './snapshot-builder';

/** The instance that most commands are about. */
export const one = { scopeId: aScope().id, instanceId: instanceIdOf(1) };

/** The commands over a picture, with a desktop that is only told things. */
export function commanding(
  snapshot = aSnapshot(),
  entries: readonly JournalEntry[] = [],
  source: ActionSource = 'window',
) {
  const { store, poller, profiles } = profileParts();
  store.update(() => snapshot);
  const client = new ScriptedScopeClient();
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock: new ManualClock(),
    clientFor: () => client,
    follow: () => undefined,
  });
  const desktop = {
    copyText: vi.fn(async () => undefined),
    chooseFile: vi.fn(async () => null),
    openFile: vi.fn(async () => null),
    openExternal: vi.fn(async () => undefined),
    setDetached: vi.fn(() => ok(null)),
    pageState: () => null,
    keepPageState: vi.fn(),
    releaseWindow: vi.fn(),
    openLogsFolder: vi.fn(async (): Promise<string | null> => null),
    hideWindow: vi.fn(),
    quit: vi.fn(),
  };
  const parts = {
    store,
    poller,
    actions,
    confirmations: new Confirmations({ store, newId: () => 'question', showWindow: () => undefined }),
    permissions: { check: async () => ok(null) },
    details: new InstanceDetailsOnDemand({
      store,
      clock: new ManualClock(),
      clientFor: () => client,
      pacer: new RequestPacer(),
    }),
    groupRuns: new GroupRuns({ store, actions, newActionId: () => someAction }),
    profiles,
    journal: { read: async () => ({ entries, unreadableLines: 2 }) },
    favorites: new Favorites({
      repository: new MemoryFile({ pins: [], groups: [], savedViews: [] }),
      store,
    }),
    ...noSignIns(store),
    regionScans: regionScansOf(store, new ManualClock()),
    listCredentialSources: async () => fail(appError('config-unreadable')),
    keyStorage: async () => ({ hasKeyring: false, kept: [] }),
    enterAccessKeys: async () => fail(appError('keyring-missing')),
    ...ownParts(),
    changeSettings: ok,
    desktop,
  };
  const commands = createCommands(parts, source);
  return { store, client, desktop, commands };
}

export const withInstance = (given: Partial<Instance>) =>
  aSnapshot({ scopes: [aScope({ instances: instancesOf(given) })] });
