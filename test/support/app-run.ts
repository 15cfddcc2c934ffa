import type { ScopeClient } from '../../src/main/aws/scope-client';
import type { Clock } from '../../src/main/clock';
import { createCommands } from '../../src/main/commands';
import { Confirmations } from '../../src/main/confirmations';
import { Favorites } from '../../src/main/favorites/favorites';
import type { FavoritesFile } from '../../src/main/favorites/favorites-repository';
import { GroupRuns } from '../../src/main/group-runs';
import { InstanceActions } from '../../src/main/instance-actions';
import { InstanceDetailsOnDemand } from '../../src/main/instance-details';
import { ActionJournal } from '../../src/main/journal/action-journal';
import { resumeUnresolved } from '../../src/main/journal/resume-unresolved';
import { PermissionChecks } from '../../src/main/permission-checks';
import { Poller } from '../../src/main/poller';
import { ActiveProfiles } from '../../src/main/profiles/active-profiles';
import type { ProfileFile } from '../../src/main/profiles/profile-repository';
import { ReadinessChecks } from '../../src/main/readiness/readiness-checks';
import { RequestPacer } from '../../src/main/request-pacer';
import { createStore } from '../../src/main/store';
import { appError, fail, ok } from '../../src/shared/errors';
import {
  type ActionId,
  type ActionSource,
  type Profile,
  type ScopeId,
  scopeId,
  toActionId,
} from '../../src/shared/model';
import type { Settings } from '../../src/shared/settings';
import type { MemoryFile } from './memory-file';
import { type JournalDisk, openMemoryJournal } from './memory-journal';
import { ownParts } from './own-parts';
import { regionScansOf } from './scripted-account-client';
import { noSignIns } from './sign-in-parts';
import { aSnapshot } from './snapshot-builder';

/** How long a quit waits for what is under way, as `quit.ts` has it, ms. */
const LONGEST_FLUSH_MS = 5_000;

/** What outlives a run of the app. */
export interface KeptParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly disk: JournalDisk;
  /** How long a record needs to get there, ms. */
  readonly diskMs: () => number;
  readonly profiles: MemoryFile<ProfileFile>;
  readonly favorites: MemoryFile<FavoritesFile>;
  readonly settings: MemoryFile<Settings>;
  readonly newActionId: () => ActionId;
  /** The client of a Profile's Region for this run. */
  readonly clientOf: (profile: Profile, id: ScopeId) => ScopeClient;
}

export type AppRun = ReturnType<typeof startAppRun>;

/** Everything that the app has without Electron and the SDK, from its commands to its journal, for one run of it. */
export function startAppRun(kept: KeptParts) {
  const { random, profiles, favorites, settings, newActionId } = kept;
  let isOver = false;
  // Of a process that has ended no timer runs, no answer arrives, and no record gets to the disk.
  const clock: Clock = {
    now: () => kept.clock.now(),
    after: (ms, task) => kept.clock.after(ms, () => isOver || task()),
  };
  const arriving = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
    new Promise((resolve) => void answer.then((value) => isOver || resolve(value)));

  const { profiles: saved } = profiles.read();
  const { pins, groups } = favorites.read();
  const store = createStore(
    aSnapshot({ isStarting: true, settings: settings.read(), profiles: [], scopes: [], pins, groups }),
  );
  let active: readonly Profile[] = saved;
  const clientFor = (id: ScopeId): ScopeClient => {
    const profile = active.find(({ id: own, regions }) => regions.some((region) => scopeId(own, region) === id));
    if (profile === undefined) throw new Error(`No Profile has the scope ${id}`);
    const client = kept.clientOf(profile, id);
    return {
      listInstances: () => arriving(client.listInstances()),
      describeInstances: (ids) => arriving(client.describeInstances(ids)),
      describeInstanceStatus: (ids) => arriving(client.describeInstanceStatus(ids)),
      describeDetails: (id) => arriving(client.describeDetails(id)),
      startInstances: (ids) => arriving(client.startInstances(ids)),
      stopInstances: (ids, how) => arriving(client.stopInstances(ids, how)),
      rebootInstances: (ids) => arriving(client.rebootInstances(ids)),
      dryRun: (ids, action) => arriving(client.dryRun(ids, action)),
      close: () => undefined,
    };
  };
  const pacer = new RequestPacer();
  const poller = new Poller({ store, clock, random, clientFor, pacer, isLocal: () => false });
  const file = openMemoryJournal(kept.disk, clock, kept.diskMs);
  const journal = new ActionJournal({ file, store, clock, callerArn: async () => null });
  const follow = (id: ScopeId): void => poller.follow(id);
  const actions = new InstanceActions({ store, clock, random, clientFor, follow, recorder: journal, newActionId });
  const activeProfiles = new ActiveProfiles({
    repository: profiles,
    store,
    clients: {
      setProfiles: (changed) => {
        active = changed;
      },
    },
    poller,
    actions,
    demoName: () => 'Demo',
  });
  const groupRuns = new GroupRuns({ store, actions, newActionId });
  const confirmations = new Confirmations({ store, newId: newActionId, showWindow: () => undefined });
  const readiness = new ReadinessChecks({
    store,
    clock,
    clientFor,
    pacer,
    isPaused: (id) => poller.isPaused(id),
    answersOnPort: async () => true,
  });
  const permissions = new PermissionChecks({ store, clock, clientFor });
  permissions.start();
  const parts = {
    store,
    poller,
    actions,
    confirmations,
    groupRuns,
    permissions,
    details: new InstanceDetailsOnDemand({ store, clock, clientFor, pacer }),
    profiles: activeProfiles,
    journal,
    favorites: new Favorites({ repository: favorites, store }),
    ...noSignIns(store),
    regionScans: regionScansOf(store, clock),
    listCredentialSources: async () => fail(appError('config-unreadable')),
    keyStorage: async () => ({ hasKeyring: false, kept: [] }),
    enterAccessKeys: async () => fail(appError('keyring-missing')),
    ...ownParts(),
    changeSettings: (changed: Settings) => {
      settings.write(changed);
      store.update((snapshot) => ({ ...snapshot, settings: changed }));
      poller.replan();
      return ok(changed);
    },
    desktop: {
      copyText: async () => undefined,
      chooseFile: async () => null,
      openFile: async () => null,
      openExternal: async () => undefined,
      setDetached: () => ok(null),
      openLogsFolder: async () => null,
      pageState: () => null,
      keepPageState: () => undefined,
      releaseWindow: () => undefined,
      hideWindow: () => undefined,
      quit: () => undefined,
    },
  };
  const commands = {
    tray: createCommands(parts, 'tray'),
    window: createCommands(parts, 'window'),
    'command-line': createCommands(parts, 'command-line'),
  } satisfies Partial<Record<ActionSource, unknown>>;

  function stop(): void {
    isOver = true;
    groupRuns.stop();
    readiness.stop();
    poller.stop();
  }

  void journal
    .unresolved()
    .then((unresolved) =>
      resumeUnresolved(unresolved, { store, clock, follow, settle: (settled) => journal.settle(settled) }),
    );
  activeProfiles.showSaved();
  return {
    store,
    poller,
    commands,
    profiles: activeProfiles,
    hasBegun: file.hasBegun,
    isOver: () => isOver,
    /** kill -9. */
    crash: stop,
    /** Resolves once the app has ended: when nothing is under way any more, or after as long as a quit waits. */
    async quit(): Promise<void> {
      const flushed = actions.flush().then(() => journal.close());
      await Promise.race([flushed, new Promise<void>((resolve) => clock.after(LONGEST_FLUSH_MS, resolve))]);
      stop();
    },
  };
}

/** An action's ID for each number, the same in every run of a test. */
export function countedActionIds(): () => ActionId {
  let count = 0;
  return () => {
    count += 1;
    return toActionId(`action-${count}`);
  };
}
