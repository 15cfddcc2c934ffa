import type { Notice, Snapshot } from '../shared/model';
import type { Text } from '../shared/text';
import { openAccessKeysRepository } from './access-keys/access-keys-repository';
import { openFavoritesRepository } from './favorites/favorites-repository';
import { openProfileRepository } from './profiles/profile-repository';
import { openSettingsRepository } from './settings/settings-repository';
import { openWindowRepository } from './windows/window-repository';

/** What the app keeps in its folder, and what there is to tell of it: a file that had to be set aside, say. */
export function openKeptFiles(directory: string) {
  const notices: Notice[] = [];
  const tell = (text: Text): void => {
    notices.push({ id: `kept-file-${notices.length}`, text });
  };
  return {
    settings: openSettingsRepository(directory, tell),
    profiles: openProfileRepository(directory, tell),
    accessKeys: openAccessKeysRepository(directory, tell),
    favorites: openFavoritesRepository(directory, tell),
    window: openWindowRepository(directory, tell),
    notices,
  };
}

export type KeptFiles = ReturnType<typeof openKeptFiles>;

/** The picture before AWS has been asked anything. */
export function firstSnapshot({ notices, ...kept }: KeptFiles, language: Snapshot['language']): Snapshot {
  const { pins, groups, savedViews } = kept.favorites.read();
  return {
    revision: 0,
    isStarting: true,
    language,
    settings: kept.settings.read().settings,
    profiles: [],
    access: {},
    mfaPrompts: [],
    signIns: [],
    configRevision: 0,
    allProfiles: [],
    scopes: [],
    pins,
    groups,
    groupRuns: [],
    savedViews,
    confirmation: null,
    regionScan: null,
    isDetached: kept.window.read().isDetached,
    isOffline: false,
    notices,
  };
}
