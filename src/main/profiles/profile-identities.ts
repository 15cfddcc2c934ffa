import type { Result } from '../../shared/errors';
import type { Profile, ProfileId, Snapshot } from '../../shared/model';
import type { CallerIdentity, ProfileAccess } from '../../shared/sign-in';
import type { Clock } from '../clock';
import { reachesTheSameAccount } from '../scope-changes';
import type { Store } from '../store';
import { withSameAccounts } from './same-account';

/** A Profile that AWS did not tell the holder of is not asked about again before, ms. */
const NEXT_TRY_MS = 10 * 60_000;

export interface ProfileIdentitiesParts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly ask: (profile: Profile) => Promise<Result<CallerIdentity>>;
  /** What the account is called; null where nobody may know. Never rejects. */
  readonly askAlias: (profile: Profile, identity: CallerIdentity) => Promise<string | null>;
  /** When the credentials in hand end, ms since the epoch, UTC. */
  readonly expiresAt: (profile: Profile) => number | null;
  /** When the person has to sign in again, the same. */
  readonly signInEndsAt: (profile: Profile) => Promise<number | null>;
  /** Two Profiles have turned out to be the same account, or not to be: there are others to ask. */
  readonly onScopesChanged: () => void;
  /** New credentials of a Profile have turned out to be another account's. */
  readonly onOtherAccount: (profile: Profile) => void;
}

/** How the account of a Profile compares with the one it reached before. */
export type Comparison = 'same' | 'other' | 'unknown';

/**
 * Knows who AWS takes each Profile for: asked once it has answered at all, and anew with each new set of credentials, and
 * when something has changed outside.
 */
export class ProfileIdentities {
  readonly #parts: ProfileIdentitiesParts;
  /** By the way to sign in, so that no question about an old one is taken for one about the new. */
  readonly #asking = new Map<string, Promise<CallerIdentity | null>>();
  readonly #failedAt = new Map<string, number>();

  constructor(parts: ProfileIdentitiesParts) {
    this.#parts = parts;
  }

  /** Asks about each Profile as soon as one of its Regions has answered. The answer ends it. */
  start(): () => void {
    const look = (snapshot: Snapshot): void => {
      for (const profile of snapshot.profiles) {
        const hasAnswered = snapshot.scopes.some(
          ({ profileId, freshness }) => profileId === profile.id && freshness.kind === 'current',
        );
        if (hasAnswered) this.#lookAt(profile, snapshot.access[profile.id]);
      }
      // A scope that others refer to may have failed for good, or may work again.
      this.#update(withSameAccounts);
    };
    look(this.#parts.store.get());
    return this.#parts.store.subscribe(look);
  }

  /** The ARN that a Profile acts as, asked for where it is not known yet; null where AWS does not tell. Never rejects. */
  async arnOf(id: ProfileId): Promise<string | null> {
    const { profiles, access } = this.#parts.store.get();
    const known = access[id]?.identity;
    if (known) return known.arn;
    const profile = profiles.find((candidate) => candidate.id === id);
    return profile === undefined ? null : ((await this.#ask(profile))?.arn ?? null);
  }

  /** Asks again, and tells whether it is still the same account. */
  async compare(profile: Profile): Promise<Comparison> {
    const before = this.#knownOf(profile.id);
    this.#asking.delete(keyOf(profile));
    const now = await this.#ask(profile);
    if (before === null || now === null) return 'unknown';
    return before.accountId === now.accountId ? 'same' : 'other';
  }

  #lookAt(profile: Profile, known: ProfileAccess | undefined): void {
    const { clock, expiresAt } = this.#parts;
    const key = keyOf(profile);
    if (this.#asking.has(key)) return;
    if (known?.identity && known.expiresAt === expiresAt(profile)) return;
    const failedAt = this.#failedAt.get(key);
    if (failedAt !== undefined && clock.now() - failedAt < NEXT_TRY_MS) return;
    // Another end means other credentials: a process or a role may give those of another account.
    const before = known?.identity ?? null;
    void this.#ask(profile).then((now) => {
      if (before !== null && now !== null && before.accountId !== now.accountId) this.#parts.onOtherAccount(profile);
    });
  }

  #ask(profile: Profile): Promise<CallerIdentity | null> {
    const { clock, ask } = this.#parts;
    const key = keyOf(profile);
    const underWay = this.#asking.get(key);
    if (underWay !== undefined) return underWay;
    const asking = ask(profile).then(async (answer) => {
      // The question was put again: this answer is about the past.
      if (this.#asking.get(key) !== asking) return null;
      if (answer.ok) this.#failedAt.delete(key);
      else this.#failedAt.set(key, clock.now());
      await this.#keep(profile, answer.ok ? answer.value : null, () => this.#asking.get(key) === asking);
      if (this.#asking.get(key) === asking) this.#asking.delete(key);
      return answer.ok ? answer.value : null;
    });
    this.#asking.set(key, asking);
    return asking;
  }

  async #keep(profile: Profile, identity: CallerIdentity | null, isStillAsked: () => boolean): Promise<void> {
    const { expiresAt, signInEndsAt, askAlias } = this.#parts;
    const endsAt = await signInEndsAt(profile);
    if (!isStillAsked()) return;
    const before = this.#knownOf(profile.id);
    const isSame = identity !== null && before?.accountId === identity.accountId;
    const shown = isSame ? { ...identity, accountAlias: before.accountAlias } : identity;
    this.#show(profile, { identity: shown, expiresAt: expiresAt(profile), signInEndsAt: endsAt });
    if (identity === null || isSame) return;
    void askAlias(profile, identity).then((accountAlias) => {
      const known = this.#parts.store.get().access[profile.id];
      if (accountAlias === null || known?.identity?.accountId !== identity.accountId) return;
      this.#show(profile, { ...known, identity: { ...known.identity, accountAlias } });
    });
  }

  #show(profile: Profile, access: ProfileAccess): void {
    this.#update((snapshot) => {
      const shown = snapshot.profiles.find(({ id }) => id === profile.id);
      // Signs in elsewhere by now, or is gone.
      if (shown === undefined || !reachesTheSameAccount(shown, profile)) return snapshot;
      if (JSON.stringify(access) === JSON.stringify(snapshot.access[profile.id])) return snapshot;
      return withSameAccounts({ ...snapshot, access: { ...snapshot.access, [profile.id]: access } });
    });
  }

  #update(change: (snapshot: Snapshot) => Snapshot): void {
    const { store, onScopesChanged } = this.#parts;
    const referring = ({ scopes }: Snapshot): string => scopes.map(({ sameAs }) => sameAs ?? '').join();
    const before = referring(store.get());
    store.update(change);
    if (referring(store.get()) !== before) onScopesChanged();
  }

  #knownOf(id: ProfileId): CallerIdentity | null {
    return this.#parts.store.get().access[id]?.identity ?? null;
  }
}

const keyOf = ({ id, source, endpointUrl }: Profile): string => JSON.stringify([id, source, endpointUrl]);
