import type { ActionId } from '../shared/model';
import { profileNameOf, readSharedConfig, signInFingerprint, ssoSessionOfSource } from './aws/config-sections';
import { ProfileCredentials, type ProfileCredentialsParts } from './aws/credentials';
import { ssoSignInClient } from './aws/device-authorization';
import { ssoSignInEndsAt, writeSsoToken } from './aws/sso-token';
import type { Clock } from './clock';
import { InstanceActions } from './instance-actions';
import { InstanceDetailsOnDemand } from './instance-details';
import { ActionJournal } from './journal/action-journal';
import type { JournalFile } from './journal/journal-file';
import { resumeUnresolved } from './journal/resume-unresolved';
import { isLocalScope } from './local-scope';
import { PermissionChecks } from './permission-checks';
import { Poller } from './poller';
import { OutsideChanges } from './profiles/outside-changes';
import { ProfileIdentities } from './profiles/profile-identities';
import { RequestPacer } from './request-pacer';
import { ScopeClients } from './scope-clients';
import { MfaPrompts } from './sign-in/mfa-prompts';
import { SsoSignIns } from './sign-in/sso-sign-ins';
import type { Store } from './store';

export interface AwsParts extends Omit<ProfileCredentialsParts, 'onMfaChallenge'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly journalFile: JournalFile;
  readonly newActionId: () => ActionId;
}

/** What signs in to AWS, asks it, acts there, and writes that down: all of it, put together. */
export function connectToAws({ store, clock, openBrowser, journalFile, newActionId, ...signingIn }: AwsParts) {
  const mfaPrompts = new MfaPrompts({ store, refresh: (id) => poller.refresh(id) });
  const credentials = new ProfileCredentials({ clock, ...signingIn, onMfaChallenge: mfaPrompts.hear });
  const clients = new ScopeClients(credentials);
  const { clientFor } = clients;
  const pacer = new RequestPacer();
  const poller: Poller = new Poller({
    store,
    clock,
    random: Math.random,
    clientFor,
    pacer,
    isLocal: (id) => isLocalScope(store.get(), id),
  });
  const identities = new ProfileIdentities({
    store,
    clock,
    ask: clients.callerIdentity,
    askAlias: clients.accountAlias,
    expiresAt: (profile) => credentials.expiresAt(profile),
    signInEndsAt: async ({ source }) => {
      const session = await ssoSessionOfSource(source);
      return session === null ? null : ssoSignInEndsAt(session);
    },
    onScopesChanged: () => poller.sync(),
    onOtherAccount: (profile) => outsideChanges.beginAnew(profile),
  });
  const journal = new ActionJournal({ file: journalFile, store, clock, callerArn: (id) => identities.arnOf(id) });
  const actions = new InstanceActions({
    store,
    clock,
    random: Math.random,
    clientFor,
    follow: (id) => poller.follow(id),
    recorder: journal,
    newActionId,
  });
  const permissions = new PermissionChecks({ store, clock, clientFor });
  const details = new InstanceDetailsOnDemand({ store, clock, clientFor, pacer });
  const outsideChanges: OutsideChanges = new OutsideChanges({
    store,
    clock,
    poller,
    actions,
    identities,
    readConfig: readSharedConfig,
    fingerprintOf: (config, { source }) => signInFingerprint(config, source),
    forget: (profile) => clients.renew(profile),
    forgetAllBut: (profiles) => credentials.forgetAllBut(profiles),
  });
  const signIns = new SsoSignIns({
    store,
    clock,
    sessionOf: ({ source }) => ssoSessionOfSource(source),
    clientFor: ({ source }, session) =>
      ssoSignInClient({
        session,
        profileName: profileNameOf(source),
        proxyFor: signingIn.proxyFor,
        now: clock.now,
      }),
    writeToken: writeSsoToken,
    openBrowser,
    onSignedIn: outsideChanges.look,
  });

  /** From now on it follows what happens in the store. The answer ends that. */
  function start(): () => Promise<void> {
    const resuming = resumeEarlierActions();
    const stops = [identities, mfaPrompts, permissions, outsideChanges].map((part) => part.start());
    return async () => {
      (await resuming)();
      for (const stop of stops) stop();
    };
  }

  /** Finds out what became of what the app did not see the end of when it ran last. */
  async function resumeEarlierActions(): Promise<() => void> {
    return resumeUnresolved(await journal.unresolved(), {
      store,
      clock,
      follow: (id) => poller.follow(id),
      settle: (settled) => journal.settle(settled),
    });
  }

  return {
    credentials,
    clients,
    pacer,
    poller,
    journal,
    actions,
    identities,
    permissions,
    details,
    outsideChanges,
    signIns,
    mfaPrompts,
    start,
  };
}
