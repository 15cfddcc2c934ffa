import { onTestFinished, vi } from 'vitest';
import { watchAwsConfig } from '../../src/main/aws/config-watcher';
import { systemClock } from '../../src/main/clock';
import { connectToAws } from '../../src/main/connect-to-aws';
import { createStore } from '../../src/main/store';
import { type Profile, type Snapshot, toProfileId } from '../../src/shared/model';
import { actionDefaults } from './asking';
import { signInParts } from './endpoint-scope';
import { openMemoryJournal } from './memory-journal';
import { aProfile, aScope, aSnapshot } from './snapshot-builder';

/** A Profile that signs in as the named profile of its name, in one Region. */
export const profileOf = (name: string, given: Partial<Profile> = {}): Profile =>
  aProfile({ id: toProfileId(name), name, source: { kind: 'named-profile', profileName: name }, ...given });

/**
 * Everything of the app that has to do with signing in, with the real SDK and the real files behind it, and without
 * Electron. Nothing is asked before `begin`; all of it ends with the test.
 */
export function signingInApp(profiles: readonly Profile[]) {
  const clock = systemClock;
  const scopes = profiles.flatMap((profile) =>
    profile.regions.map((region) => aScope({ profileId: profile.id, region, freshness: { kind: 'loading' } })),
  );
  const store = createStore(aSnapshot({ profiles, scopes }));
  const opened: string[] = [];
  const aws = connectToAws({
    ...signInParts(),
    store,
    clock,
    openBrowser: async (url) => void opened.push(url),
    journalFile: openMemoryJournal([], clock, () => 0),
    newActionId: actionDefaults().newActionId,
  });
  const { poller, clients, mfaPrompts, signIns, outsideChanges } = aws;
  clients.setProfiles(profiles);
  const renew = vi.spyOn(clients, 'renew');
  const refresh = vi.spyOn(poller, 'refresh');
  const stops: (() => unknown)[] = [];
  onTestFinished(async () => {
    signIns.stop();
    poller.stop();
    clients.close();
    for (const stop of stops) await stop();
  });

  /** Resolves as soon as the picture is so; a test that waits in vain ends with its time. */
  const until = (isSo: (snapshot: Snapshot) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const stop = store.subscribe((snapshot) => isSo(snapshot) && finish());
      const finish = (): void => {
        stop();
        resolve();
      };
      if (isSo(store.get())) finish();
    });

  return {
    store,
    poller,
    mfaPrompts,
    signIns,
    outsideChanges,
    until,
    /** The pages that the browser was told to open. */
    opened,
    /** The Profiles that were signed in afresh, by name, once for each time. */
    renewed: (): readonly string[] => renew.mock.calls.map(([profile]) => profile.name),
    /** Freshness of each scope, or the code of what went wrong with it. */
    states: (): readonly string[] =>
      store.get().scopes.map(({ freshness }) => (freshness.kind === 'failed' ? freshness.error.code : freshness.kind)),
    /** Resolves when what a given code has set going is done. */
    refreshed: () => Promise.all(refresh.mock.results.map(({ value }) => value)),
    /** Lists all scopes. */
    begin: async () => {
      stops.push(aws.start());
      poller.sync();
      await poller.refresh(null);
    },
    /** Resolves once changes of the files are noticed. */
    watch: async () => {
      const before = store.get().configRevision;
      stops.push(watchAwsConfig(() => void outsideChanges.look()));
      await until(({ configRevision }) => configRevision > before);
    },
  };
}
