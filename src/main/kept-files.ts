import type { Snapshot } from '../shared/model';
import { openAccessKeysRepository } from './access-keys/access-keys-repository';
import type { Clock } from './clock';
import { openFavoritesRepository } from './favorites/favorites-repository';
import { NoticeBoard } from './notices';
import { openProfileRepository } from './profiles/profile-repository';
import { openSettingsRepository } from './settings/settings-repository';
import { openWindowRepository } from './windows/window-repository';

/** What the app keeps in its folder, and what there is to tell of it: a file that had to be set aside, say. */
export function openKeptFiles(directory: string, clock: Clock) {
  const notices = new NoticeBoard();
  const folder = { directory, clock, notices };
  return {
    settings: openSettingsRepository(folder),
    profiles: openProfileRepository(folder),
    accessKeys: openAccessKeysRepository(folder),
    favorites: openFavoritesRepository(folder),
    window: openWindowRepository(folder),
    notices,
  };
}

/** Before the app ends: one more attempt for what the disk has refused. */
export function closeKeptFiles({ notices: _, ...files }: KeptFiles): void {
  for (const file of Object.values(files)) file.close();
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
    notices: notices.early(),
  };
}
