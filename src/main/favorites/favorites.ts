import { appError, fail, ok, type Result } from '../../shared/errors';
import type { Group } from '../../shared/group';
import {
  type GroupId,
  type InstanceTarget,
  type ProfileId,
  type SavedView,
  type SavedViewId,
  targetKey,
} from '../../shared/model';
import type { Store } from '../store';
import type { StoredFile } from '../stored-file';
import type { FavoritesFile } from './favorites-repository';

export interface FavoritesParts {
  readonly repository: StoredFile<FavoritesFile>;
  readonly store: Store;
}

/**
 * Changes the pinned instances, the groups and the saved views: in what is kept, and in the picture. What names an instance that is gone
 * stays, for it may come back; the picture's readers leave out what they do not find.
 */
export class Favorites {
  readonly #parts: FavoritesParts;

  constructor(parts: FavoritesParts) {
    this.#parts = parts;
  }

  /** A new pin stands last; one that is there already stays where it is. Fails with `save-failed`. */
  setPinned(target: InstanceTarget, isPinned: boolean): Result<null> {
    const { pins } = this.#kept();
    const isThere = pins.some((pin) => isSame(pin, target));
    if (isThere === isPinned) return ok(null);
    return this.#save({ pins: isPinned ? [...pins, target] : pins.filter((pin) => !isSame(pin, target)) });
  }

  /** Adds the group, or changes the one with its ID. Fails with `group-name-taken` or `save-failed`. */
  saveGroup(group: Group): Result<Group> {
    const { groups } = this.#kept();
    const isTaken = groups.some(({ id, name }) => id !== group.id && name === group.name);
    if (isTaken) return fail(appError('group-name-taken', { values: { name: group.name } }));
    const saved = this.#save({ groups: withOne(groups, group) });
    return saved.ok ? ok(group) : saved;
  }

  /** Fails with `group-not-found` or `save-failed`. */
  removeGroup(id: GroupId): Result<null> {
    const { groups } = this.#kept();
    const others = groups.filter((group) => group.id !== id);
    return others.length === groups.length ? fail(appError('group-not-found')) : this.#save({ groups: others });
  }

  /** Adds the view, or changes the one with its ID. Fails with `view-name-taken` or `save-failed`. */
  saveView(view: SavedView): Result<SavedView> {
    const { savedViews } = this.#kept();
    const isTaken = savedViews.some(({ id, name }) => id !== view.id && name === view.name);
    if (isTaken) return fail(appError('view-name-taken', { values: { name: view.name } }));
    const saved = this.#save({ savedViews: withOne(savedViews, view) });
    return saved.ok ? ok(view) : saved;
  }

  /** Fails with `view-not-found` or `save-failed`. */
  removeView(id: SavedViewId): Result<null> {
    const { savedViews } = this.#kept();
    const others = savedViews.filter((view) => view.id !== id);
    return others.length === savedViews.length ? fail(appError('view-not-found')) : this.#save({ savedViews: others });
  }

  /** Drops the pins of a Profile that was removed. Fails with `save-failed`. */
  forgetProfile(id: ProfileId): Result<null> {
    const { pins } = this.#kept();
    const others = pins.filter(({ scopeId }) => !scopeId.startsWith(`${id}@`));
    return others.length === pins.length ? ok(null) : this.#save({ pins: others });
  }

  #kept(): FavoritesFile {
    return this.#parts.repository.read();
  }

  #save(change: Partial<FavoritesFile>): Result<null> {
    const written = this.#parts.repository.write({ ...this.#kept(), ...change });
    if (!written.ok) return written;
    this.#parts.store.update((snapshot) => ({ ...snapshot, ...this.#kept() }));
    return ok(null);
  }
}

const isSame = (a: InstanceTarget, b: InstanceTarget): boolean => targetKey(a) === targetKey(b);

/** In the place of the one with its ID, or as the last. */
function withOne<Kept extends { readonly id: string }>(kept: readonly Kept[], one: Kept): readonly Kept[] {
  const isKnown = kept.some(({ id }) => id === one.id);
  return isKnown ? kept.map((known) => (known.id === one.id ? one : known)) : [...kept, one];
}
