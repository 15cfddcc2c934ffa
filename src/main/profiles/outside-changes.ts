import { type Profile, type ProfileId, scopeId } from '../../shared/model';
import { UNASKED_PERMISSIONS } from '../../shared/permissions';
import type { SharedConfig } from '../aws/config-sections';
import { withNotice } from '../notices';
import type { Poller } from '../poller';
import { newScope } from '../scope-changes';
import type { Store } from '../store';
import type { ProfileIdentities } from './profile-identities';
import { withSameAccounts } from './same-account';

export interface OutsideChangesParts {
  readonly store: Store;
  readonly poller: Pick<Poller, 'refresh' | 'sync'>;
  readonly identities: Pick<ProfileIdentities, 'compare'>;
  readonly readConfig: () => Promise<SharedConfig>;
  /** Stands for all that says how a Profile signs in; two that differ may be another account. */
  readonly fingerprintOf: (config: SharedConfig, profile: Profile) => Promise<string>;
  /** Lets go of what was found for a Profile before: credentials, and clients with the old settings. */
  readonly forget: (profile: Profile) => void;
}

/**
 * Follows what changes in this computer's AWS configuration while the app runs: an edited file, a rotated key, a finished
 * `aws sso login`. What signs in otherwise now is asked afresh; what turns out to be another account starts with nothing
 * on the screen, so that no instance of the old one stands under the new name.
 */
export class OutsideChanges {
  readonly #parts: OutsideChangesParts;
  readonly #fingerprints = new Map<ProfileId, string>();
  #profiles: readonly Profile[] = [];
  #looking: Promise<void> | null = null;
  #isLookWanted = false;

  constructor(parts: OutsideChangesParts) {
    this.#parts = parts;
  }

  /** Remembers how each Profile signs in from now on. The answer ends it. */
  start(): () => void {
    const { store } = this.#parts;
    const rememberNew = (): void => {
      const { profiles } = store.get();
      if (profiles === this.#profiles) return;
      this.#profiles = profiles;
      void this.#remember();
    };
    rememberNew();
    return store.subscribe(rememberNew);
  }

  /** Something has changed in the files: looks at all that hangs on them. One look at a time, and none left out. */
  look = async (): Promise<void> => {
    this.#isLookWanted = true;
    this.#looking ??= this.#lookUntilDone();
    await this.#looking;
  };

  /** These Profiles sign in with something else now. */
  async signInAfresh(profiles: readonly Profile[]): Promise<void> {
    await Promise.all(profiles.map((profile) => this.#signInAfresh(profile)));
  }

  async #lookUntilDone(): Promise<void> {
    while (this.#isLookWanted) {
      this.#isLookWanted = false;
      this.#parts.store.update((snapshot) => ({ ...snapshot, configRevision: snapshot.configRevision + 1 }));
      await this.signInAfresh(await this.#remember());
    }
    this.#looking = null;
  }

  /** Takes the fingerprints anew; those whose was another before. */
  async #remember(): Promise<readonly Profile[]> {
    const { store, readConfig, fingerprintOf } = this.#parts;
    const config = await readConfig().catch(() => null);
    // A file that can't be read just now says nothing about who signs in how.
    if (config === null) return [];
    const { profiles } = store.get();
    const fingerprints = await Promise.all(profiles.map((profile) => fingerprintOf(config, profile)));
    const changed: Profile[] = [];
    for (const [index, profile] of profiles.entries()) {
      const [before, now] = [this.#fingerprints.get(profile.id), fingerprints[index]];
      if (now === undefined) continue;
      // A Profile with another source has been asked afresh already.
      const key = `${JSON.stringify(profile.source)} ${now}`;
      this.#fingerprints.set(profile.id, key);
      const isSameSource = before?.startsWith(`${JSON.stringify(profile.source)} `) ?? false;
      if (isSameSource && before !== key) changed.push(profile);
    }
    return changed;
  }

  async #signInAfresh(profile: Profile): Promise<void> {
    const { store, poller, identities, forget } = this.#parts;
    forget(profile);
    const comparison = await identities.compare(profile);
    const ids = profile.regions.map((region) => scopeId(profile.id, region));
    if (comparison === 'same') {
      // The same account; but another role of it may do other things.
      for (const id of ids) store.updateScope(id, (scope) => ({ ...scope, permissions: UNASKED_PERMISSIONS }));
      await Promise.all(ids.map((id) => poller.refresh(id)));
      return;
    }
    store.update((snapshot) => {
      const scopes = snapshot.scopes.map((scope) =>
        scope.profileId === profile.id ? newScope(profile, scope.region) : scope,
      );
      if (comparison === 'unknown') return withSameAccounts({ ...snapshot, scopes });
      const identity = snapshot.access[profile.id]?.identity;
      const text = {
        key: 'notice.otherAccount' as const,
        values: { profile: profile.name, account: identity?.accountId ?? '' },
      };
      return withNotice(withSameAccounts({ ...snapshot, scopes }), { id: `account-${profile.id}`, text });
    });
    poller.sync(ids);
  }
}
