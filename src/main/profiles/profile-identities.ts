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
  /** When the credentials in hand end, ms since the epoch, UTC. */
  readonly expiresAt: (profile: Profile) => number | null;
  /** When the person has to sign in again, the same. */
  readonly signInEndsAt: (profile: Profile) => Promise<number | null>;
  /** Two Profiles have turned out to be the same account, or not to be: there are others to ask. */
  readonly onScopesChanged: () => void;
}

/** How the account of a Profile compares with the one it reached before. */
export type Comparison = 'same' | 'other' | 'unknown';

/** Knows who AWS takes each Profile for: asked once it has answered at all, and anew when something has changed outside. */
export class ProfileIdentities {
  readonly #parts: ProfileIdentitiesParts;
  readonly #asking = new Map<ProfileId, Promise<CallerIdentity | null>>();
  readonly #failedAt = new Map<ProfileId, number>();

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
    const before = this.#parts.store.get().access[profile.id]?.identity ?? null;
    this.#asking.delete(profile.id);
    const now = await this.#ask(profile);
    if (before === null || now === null) return 'unknown';
    return before.accountId === now.accountId ? 'same' : 'other';
  }

  #lookAt(profile: Profile, known: ProfileAccess | undefined): void {
    const { clock, expiresAt } = this.#parts;
    if (known?.identity) {
      if (known.expiresAt !== expiresAt(profile)) void this.#keep(profile, known.identity);
      return;
    }
    const failedAt = this.#failedAt.get(profile.id);
    if (failedAt !== undefined && clock.now() - failedAt < NEXT_TRY_MS) return;
    if (!this.#asking.has(profile.id)) void this.#ask(profile);
  }

  #ask(profile: Profile): Promise<CallerIdentity | null> {
    const { clock, ask } = this.#parts;
    const underWay = this.#asking.get(profile.id);
    if (underWay !== undefined) return underWay;
    const asking = ask(profile).then(async (answer) => {
      // The question was put again, or the Profile is another one by now: this answer is about the past.
      if (this.#asking.get(profile.id) !== asking) return null;
      if (answer.ok) this.#failedAt.delete(profile.id);
      else this.#failedAt.set(profile.id, clock.now());
      const identity = answer.ok ? answer.value : null;
      await this.#keep(profile, identity);
      if (this.#asking.get(profile.id) === asking) this.#asking.delete(profile.id);
      return identity;
    });
    this.#asking.set(profile.id, asking);
    return asking;
  }

  async #keep(profile: Profile, identity: CallerIdentity | null): Promise<void> {
    const { store, expiresAt, signInEndsAt, onScopesChanged } = this.#parts;
    const endsAt = await signInEndsAt(profile);
    const before = store.get().scopes;
    store.update((snapshot) => {
      const shown = snapshot.profiles.find(({ id }) => id === profile.id);
      // Signs in elsewhere by now, or is gone.
      if (shown === undefined || !reachesTheSameAccount(shown, profile)) return snapshot;
      const access = { identity, expiresAt: expiresAt(profile), signInEndsAt: endsAt };
      if (JSON.stringify(access) === JSON.stringify(snapshot.access[profile.id])) return snapshot;
      return withSameAccounts({ ...snapshot, access: { ...snapshot.access, [profile.id]: access } });
    });
    if (store.get().scopes !== before) onScopesChanged();
  }
}
