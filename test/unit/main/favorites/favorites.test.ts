import { describe, expect, test } from 'vitest';
import { Favorites } from '../../../../src/main/favorites/favorites';
import type { FavoritesFile } from '../../../../src/main/favorites/favorites-repository';
import { createStore } from '../../../../src/main/store';
import { ok } from '../../../../src/shared/errors';
import type { Group } from '../../../../src/shared/group';
import { DEFAULT_LIST } from '../../../../src/shared/list-settings';
import { type SavedView, toGroupId, toProfileId, toSavedViewId } from '../../../../src/shared/model';
import { MemoryFile } from '../../../support/memory-file';
import { aScope, aSnapshot, instanceIdOf } from '../../../support/snapshot-builder';

function favoring() {
  const repository = new MemoryFile<FavoritesFile>({ pins: [], groups: [], savedViews: [] });
  const store = createStore(aSnapshot());
  return { repository, store, favorites: new Favorites({ repository, store }) };
}

const pin = (number: number) => ({ scopeId: aScope().id, instanceId: instanceIdOf(number) });
const group = (id: string, name = id): Group => ({ id: toGroupId(id), name, steps: [{ kind: 'rule', rule: 'web-*' }] });

describe('a pin', () => {
  test('is kept and shown, each once, in the order in which they were set', () => {
    const { favorites, repository, store } = favoring();
    for (const number of [2, 1, 2]) expect(favorites.setPinned(pin(number), true)).toEqual(ok(null));
    expect(repository.read().pins).toEqual([pin(2), pin(1)]);
    expect(store.get().pins).toEqual([pin(2), pin(1)]);
  });

  test('goes when it is taken away, and one that is not there is no mistake', () => {
    const { favorites, store } = favoring();
    favorites.setPinned(pin(1), true);
    expect(favorites.setPinned(pin(1), false)).toEqual(ok(null));
    expect(favorites.setPinned(pin(1), false)).toEqual(ok(null));
    expect(store.get().pins).toEqual([]);
  });

  test('goes with its Profile, and only with that', () => {
    const { favorites, store } = favoring();
    const other = { ...pin(1), scopeId: aScope({ profileId: toProfileId('work-2') }).id };
    favorites.setPinned(pin(1), true);
    favorites.setPinned(other, true);
    favorites.forgetProfile(toProfileId('work'));
    expect(store.get().pins).toEqual([other]);
  });

  test('that cannot be saved is not shown', () => {
    const { favorites, repository, store } = favoring();
    repository.refuse();
    expect(favorites.setPinned(pin(1), true)).toMatchObject({ error: { code: 'save-failed' } });
    expect(store.get().pins).toEqual([]);
  });
});

describe('a group', () => {
  test('is added, changed in its place, and removed', () => {
    const { favorites, store } = favoring();
    favorites.saveGroup(group('a'));
    favorites.saveGroup(group('b'));
    expect(favorites.saveGroup(group('a', 'renamed'))).toEqual(ok(group('a', 'renamed')));
    expect(store.get().groups).toEqual([group('a', 'renamed'), group('b')]);
    expect(favorites.removeGroup(toGroupId('a'))).toEqual(ok(null));
    expect(store.get().groups).toEqual([group('b')]);
  });

  test('cannot have the name of another one', () => {
    const { favorites, store } = favoring();
    favorites.saveGroup(group('a'));
    expect(favorites.saveGroup(group('b', 'a'))).toMatchObject({
      error: { code: 'group-name-taken', message: { values: { name: 'a' } } },
    });
    expect(store.get().groups).toEqual([group('a')]);
  });

  test('that is not there cannot be removed', () => {
    expect(favoring().favorites.removeGroup(toGroupId('a'))).toMatchObject({ error: { code: 'group-not-found' } });
  });
});

const view = (id: string, name = id, search = 'state:running'): SavedView => ({
  id: toSavedViewId(id),
  name,
  search,
  list: DEFAULT_LIST,
});

describe('a saved view', () => {
  test('is added, changed in its place, and removed, first on the disk', () => {
    const { favorites, repository, store } = favoring();
    favorites.saveView(view('a'));
    favorites.saveView(view('b'));
    expect(favorites.saveView(view('a', 'renamed'))).toEqual(ok(view('a', 'renamed')));
    expect(repository.read().savedViews).toEqual([view('a', 'renamed'), view('b')]);
    expect(store.get().savedViews).toEqual([view('a', 'renamed'), view('b')]);
    expect(favorites.removeView(toSavedViewId('a'))).toEqual(ok(null));
    expect(store.get().savedViews).toEqual([view('b')]);
  });

  test('cannot have the name of another one, and one that is not there cannot be removed', () => {
    const { favorites, store } = favoring();
    favorites.saveView(view('a'));
    expect(favorites.saveView(view('b', 'a'))).toMatchObject({
      error: { code: 'view-name-taken', message: { values: { name: 'a' } } },
    });
    expect(favorites.removeView(toSavedViewId('b'))).toMatchObject({ error: { code: 'view-not-found' } });
    expect(store.get().savedViews).toEqual([view('a')]);
  });

  test('that cannot be saved is not shown, and what else is kept stays as it was', () => {
    const { favorites, repository, store } = favoring();
    favorites.saveGroup(group('stack'));
    favorites.saveView(view('a'));
    repository.refuse();
    expect(favorites.saveView(view('b'))).toMatchObject({ error: { code: 'save-failed' } });
    expect(store.get()).toMatchObject({ savedViews: [view('a')], groups: [group('stack')] });
  });
});
