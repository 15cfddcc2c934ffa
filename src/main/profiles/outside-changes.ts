import { type Profile, type ProfileId, scopeId } from '../../shared/model';
import { UNASKED_PERMISSIONS } from '../../shared/permissions';
import type { SharedConfig } from '../aws/config-sections';
import type { Clock } from '../clock';
import type { InstanceActions } from '../instance-actions';
import { withNotice } from '../notices';
import type { Poller } from '../poller';
import { newScope } from '../scope-changes';
import type { Store } from '../store';
import type { Comparison, ProfileIdentities } from './profile-identities';
import { withSameAccounts } from './same-account';

/** Who does not tell within this which account it is counts as another one, ms: a change shows within two seconds. */
const LONGEST_COMPARISON_MS = 1_500;

export interface OutsideChangesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly poller: Pick<Poller, 'halt' | 'sync'>;
  readonly actions: Pick<InstanceActions, 'sendCountdowns'>;
  readonly identities: Pick<ProfileIdentities, 'compare'>;
  readonly readConfig: () => Promise<SharedConfig>;
  /** Stands for all that says how a Profile signs in; two that differ may be another account. */
  readonly fingerprintOf: (config: SharedConfig, profile: Profile) => Promise<string>;
  /** Lets go of what was found for a Profile before: credentials, and clients with the old settings. */
  readonly forget: (profile: Profile) => void;
  /** Lets go of the credentials that none of these Profiles signs in with: nobody watches over those. */
  readonly forgetAllBut: (profiles: readonly Profile[]) => void;
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
      void this.#compareFiles({ isOfNewOnly: true });
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

  /** These turned out to be another account: nothing of the old one stays on the screen. */
  beginAnew(profile: Profile): void {
    this.#parts.poller.halt(idsOf(profile));
    this.#reset(profile, 'other');
  }

  async #lookUntilDone(): Promise<void> {
    const { store, forgetAllBut } = this.#parts;
    while (this.#isLookWanted) {
      this.#isLookWanted = false;
      store.update((snapshot) => ({ ...snapshot, configRevision: snapshot.configRevision + 1 }));
      forgetAllBut(store.get().profiles);
      const changed = await this.#compareFiles({ isOfNewOnly: false });
      await Promise.all(changed.map((profile) => this.#signInAfresh(profile)));
    }
    this.#looking = null;
  }

  /** Takes the fingerprints anew, or those only that are not known yet; answers with the Profiles whose was another. */
  async #compareFiles({ isOfNewOnly }: { readonly isOfNewOnly: boolean }): Promise<readonly Profile[]> {
    const { store, readConfig, fingerprintOf } = this.#parts;
    const config = await readConfig().catch(() => null);
    // A file that can't be read just now says nothing about who signs in how.
    if (config === null) return [];
    const { profiles } = store.get();
    const fingerprints = await Promise.all(profiles.map((profile) => fingerprintOf(config, profile)));
    const gone = [...this.#fingerprints.keys()].filter((id) => !profiles.some((profile) => profile.id === id));
    for (const id of gone) this.#fingerprints.delete(id);
    const changed: Profile[] = [];
    for (const [index, profile] of profiles.entries()) {
      // A Profile with another source is a new one here: it has been asked afresh already.
      const source = `${JSON.stringify(profile.source)} `;
      const before = this.#fingerprints.get(profile.id);
      const isNew = before === undefined || !before.startsWith(source);
      const now = `${source}${fingerprints[index]}`;
      if (isNew || !isOfNewOnly) this.#fingerprints.set(profile.id, now);
      if (!isNew && before !== now) changed.push(profile);
    }
    return changed;
  }

  async #signInAfresh(profile: Profile): Promise<void> {
    const { store, poller, actions, forget } = this.#parts;
    const ids = idsOf(profile);
    // What was asked for was asked of the old account: it goes out while that is the one that is signed in to.
    actions.sendCountdowns(ids);
    // An answer of the new account in the list of the old one would look as if everything had vanished.
    poller.halt(ids);
    forget(profile);
    const comparison = await this.#compareInTime(profile);
    if (comparison !== 'same') {
      this.#reset(profile, comparison);
      return;
    }
    // The same account; but another role of it may do other things.
    for (const id of ids) store.updateScope(id, (scope) => ({ ...scope, permissions: UNASKED_PERMISSIONS }));
    poller.sync();
  }

  #compareInTime(profile: Profile): Promise<Comparison> {
    const { clock, identities } = this.#parts;
    return new Promise((resolve, reject) => {
      const cancel = clock.after(LONGEST_COMPARISON_MS, () => resolve('unknown'));
      identities.compare(profile).then(resolve, reject).finally(cancel);
    });
  }

  #reset(profile: Profile, comparison: Exclude<Comparison, 'same'>): void {
    const { store, poller } = this.#parts;
    store.update((snapshot) => {
      const scopes = snapshot.scopes.map((scope) =>
        scope.profileId === profile.id ? newScope(profile, scope.region) : scope,
      );
      const begun = withSameAccounts({ ...snapshot, scopes });
      if (comparison === 'unknown') return begun;
      const account = snapshot.access[profile.id]?.identity?.accountId ?? '';
      const text = { key: 'notice.otherAccount' as const, values: { profile: profile.name, account } };
      return withNotice(begun, { id: `account-${profile.id}`, text });
    });
    poller.sync(idsOf(profile));
  }
}

const idsOf = (profile: Profile) => profile.regions.map((region) => scopeId(profile.id, region));
