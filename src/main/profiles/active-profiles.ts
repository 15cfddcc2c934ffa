import { randomUUID } from 'node:crypto';
import type { CredentialSources } from '../../shared/credential-facts';
import { appError, fail, ok, type Result } from '../../shared/errors';
import {
  type Profile,
  type ProfileDraft,
  type ProfileId,
  type Scope,
  scopeId,
  toInstanceId,
  toProfileId,
} from '../../shared/model';
import { demoProfile } from '../demo-account';
import type { InstanceActions } from '../instance-actions';
import type { Poller } from '../poller';
import { accessOf, scopesOf, showsTheSameInstances } from '../scope-changes';
import type { ScopeClients } from '../scope-clients';
import type { Store } from '../store';
import type { StoredFile } from '../stored-file';
import type { ProfileFile } from './profile-repository';
import { withSameAccounts } from './same-account';

/**
 * The Profiles to show: the saved ones; with none saved and nothing of AWS on this computer, the demo account, so that
 * the app is never empty; with none saved but credentials found, none, and the window offers those it found. `found` is
 * null where the AWS configuration could not be read.
 */
export function profilesToShow(
  saved: readonly Profile[],
  found: CredentialSources | null,
  demoName: string,
): readonly Profile[] {
  if (saved.length > 0 || found === null) return saved;
  const { namedProfiles, environment, problems } = found;
  // Files that nothing could be read from are not the same as none.
  const isAwsSetUp = namedProfiles.length > 0 || environment !== null || problems.length > 0;
  return isAwsSetUp ? [] : [demoProfile(demoName)];
}

export interface ActiveProfilesParts {
  readonly repository: StoredFile<ProfileFile>;
  readonly store: Store;
  readonly clients: Pick<ScopeClients, 'setProfiles'>;
  readonly poller: Poller;
  readonly actions: InstanceActions;
  readonly demoName: () => string;
}

/** Changes the saved Profiles and lets everything that hangs on them follow: the picture, the clients, the poller. */
export class ActiveProfiles {
  readonly #parts: ActiveProfilesParts;
  #found: CredentialSources | null = null;

  constructor(parts: ActiveProfilesParts) {
    this.#parts = parts;
  }

  /** Shows the saved Profiles; with none saved, what to show depends on what is found on this computer. */
  showSaved(): void {
    if (this.#saved().length > 0) this.#apply();
  }

  /** Tells what credentials this computer has; the Profiles to show may depend on it. */
  setFound(found: CredentialSources | null): void {
    this.#found = found;
    this.#apply();
  }

  add(draft: ProfileDraft): Result<Profile> {
    const profile = withNewId(draft);
    const saved = this.#save([...this.#saved(), profile], [profile]);
    return saved.ok ? ok(profile) : saved;
  }

  /** All of them or none: `profile-name-taken` where one of their names is not free. */
  addAll(drafts: readonly ProfileDraft[]): Result<readonly Profile[]> {
    const added = drafts.map(withNewId);
    const saved = this.#save([...this.#saved(), ...added], added);
    return saved.ok ? ok(added) : saved;
  }

  update(id: ProfileId, draft: ProfileDraft): Result<Profile> {
    if (!this.#saved().some((profile) => profile.id === id)) return fail(appError('profile-not-found'));
    const changed = { id, ...draft };
    const profiles = this.#saved().map((profile) => (profile.id === id ? changed : profile));
    const saved = this.#save(profiles, [changed]);
    return saved.ok ? ok(changed) : saved;
  }

  /** Changes places with its neighbour; the first stays first, and the last last. */
  move(id: ProfileId, by: -1 | 1): Result<null> {
    const profiles = this.#saved();
    const from = profiles.findIndex((profile) => profile.id === id);
    const moved = profiles[from];
    if (moved === undefined) return fail(appError('profile-not-found'));
    return this.#save(profiles.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, moved), []);
  }

  remove(id: ProfileId): Result<null> {
    const others = this.#saved().filter((profile) => profile.id !== id);
    if (others.length === this.#saved().length) return fail(appError('profile-not-found'));
    return this.#save(others, []);
  }

  /** Keeps the demo account among the saved Profiles, beside whatever else is there. */
  openDemo(): Result<Profile> {
    const demo = demoProfile(this.#parts.demoName());
    const others = this.#saved().filter((profile) => profile.id !== demo.id);
    const saved = this.#save([...others, demo], [demo]);
    return saved.ok ? ok(demo) : saved;
  }

  #saved(): readonly Profile[] {
    return this.#parts.repository.read().profiles;
  }

  /** Fails with `profile-name-taken` where one of the changed ones is called like another one. */
  #save(profiles: readonly Profile[], changed: readonly Profile[]): Result<null> {
    const taken = changed.find((own) => profiles.some(({ id, name }) => id !== own.id && name === own.name));
    if (taken !== undefined) return fail(appError('profile-name-taken', { values: { name: taken.name } }));
    const written = this.#parts.repository.write({ profiles });
    if (written.ok) this.#apply();
    return written;
  }

  #apply(): void {
    const { store, clients, poller, actions, demoName } = this.#parts;
    const { profiles: before, scopes: scopesBefore } = store.get();
    const allProfiles = profilesToShow(this.#saved(), this.#found, demoName());
    const profiles = allProfiles.filter(({ isEnabled }) => isEnabled);
    const moved = profiles.filter((profile) =>
      before.some((candidate) => candidate.id === profile.id && !showsTheSameInstances(candidate, profile)),
    );
    const scopes = scopesOf(profiles, before, scopesBefore);
    // One that is only filtered otherwise keeps what is under way.
    const isLost = ({ id, activities }: Scope): boolean =>
      !scopes.some((scope) => scope.id === id && scope.activities === activities);
    actions.sendCountdowns(scopesBefore.filter(isLost).map(({ id }) => id));
    store.update((snapshot) =>
      withSameAccounts({
        ...snapshot,
        isStarting: false,
        profiles,
        allProfiles,
        access: accessOf(profiles, before, snapshot.access),
        // Once more, for what is just being sent has changed them.
        scopes: scopesOf(profiles, before, snapshot.scopes),
      }),
    );
    // A start that waits for capacity would be sent later, for real or never: it is given up with the switch.
    for (const { id, profileId, activities } of store.get().scopes) {
      const isSwitchedOn = profiles.some((profile) => profile.id === profileId && profile.isDryRun);
      if (isSwitchedOn) actions.stopTrying(id, Object.keys(activities).map(toInstanceId));
    }
    clients.setProfiles(profiles);
    poller.sync(moved.flatMap(({ id, regions }) => regions.map((region) => scopeId(id, region))));
  }
}

const withNewId = (draft: ProfileDraft): Profile => ({ id: toProfileId(randomUUID()), ...draft });
