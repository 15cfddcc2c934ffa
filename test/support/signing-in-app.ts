import { onTestFinished } from 'vitest';
import {
  profileNameOf,
  readSharedConfig,
  signInFingerprint,
  ssoSessionOfSource,
} from '../../src/main/aws/config-sections';
import { watchAwsConfig } from '../../src/main/aws/config-watcher';
import { ssoSignInClient } from '../../src/main/aws/device-authorization';
import { ssoSignInEndsAt, writeSsoToken } from '../../src/main/aws/sso-token';
import { systemClock } from '../../src/main/clock';
import { Poller } from '../../src/main/poller';
import { OutsideChanges } from '../../src/main/profiles/outside-changes';
import { ProfileIdentities } from '../../src/main/profiles/profile-identities';
import { ScopeClients } from '../../src/main/scope-clients';
import { MfaPrompts } from '../../src/main/sign-in/mfa-prompts';
import { SsoSignIns } from '../../src/main/sign-in/sso-sign-ins';
import { createStore } from '../../src/main/store';
import { type Profile, type Snapshot, toProfileId } from '../../src/shared/model';
import { profileCredentials } from './endpoint-scope';
import { pollerDefaults } from './polling';
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
  const refreshing: Promise<void>[] = [];
  const mfaPrompts: MfaPrompts = new MfaPrompts({ store, refresh: (id) => refreshing.push(poller.refresh(id)) });
  const credentials = profileCredentials({ onMfaChallenge: mfaPrompts.hear });
  const clients = new ScopeClients(credentials);
  clients.setProfiles(profiles);
  const { clientFor } = clients;
  const poller: Poller = new Poller({ ...pollerDefaults(), store, clock, random: () => 0.5, clientFor });
  const identities = new ProfileIdentities({
    store,
    clock,
    ask: clients.callerIdentity,
    expiresAt: (profile) => credentials.expiresAt(profile),
    signInEndsAt: async ({ source }) => {
      const session = await ssoSessionOfSource(source);
      return session === null ? null : ssoSignInEndsAt(session);
    },
    onScopesChanged: () => poller.sync(),
  });
  const renewed: string[] = [];
  const outsideChanges = new OutsideChanges({
    store,
    poller,
    identities,
    readConfig: readSharedConfig,
    fingerprintOf: (config, { source }) => signInFingerprint(config, source),
    forget: (profile) => {
      renewed.push(profile.name);
      clients.renew(profile);
    },
  });
  const opened: string[] = [];
  const signIns = new SsoSignIns({
    store,
    clock,
    sessionOf: ({ source }) => ssoSessionOfSource(source),
    clientFor: ({ source, endpointUrl }, session) =>
      ssoSignInClient({ session, profileName: profileNameOf(source), endpointUrl, now: clock.now }),
    writeToken: writeSsoToken,
    openBrowser: async (url) => {
      opened.push(url);
    },
    onSignedIn: outsideChanges.look,
  });
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
    renewed,
    /** Freshness of each scope, or the code of what went wrong with it. */
    states: (): readonly string[] =>
      store.get().scopes.map(({ freshness }) => (freshness.kind === 'failed' ? freshness.error.code : freshness.kind)),
    /** Resolves when what a given code has set going is done. */
    refreshed: () => Promise.all(refreshing.splice(0)),
    /** Lists all scopes. */
    begin: async () => {
      stops.push(identities.start(), outsideChanges.start());
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
