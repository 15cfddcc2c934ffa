import '../support/electron-store-in-node';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openJournalFile } from '../../src/main/journal/journal-file';
import { openKeptFiles } from '../../src/main/kept-files';
import { DEFAULT_LIST } from '../../src/shared/list-settings';
import { DEFAULT_SSH } from '../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { ManualClock } from '../support/manual-clock';
import { tellReliability } from '../support/reliability';
import { temporaryDirectory } from '../support/temporary-directory';

/*
 * Each folder is named after a commit, and holds what the app of that commit wrote: its own repositories were given
 * values that are no defaults. Whoever changes what is kept adds a folder of the commit before that.
 */
const FIXTURES = path.join(import.meta.dirname, '../fixtures/kept-files');
const commits = readdirSync(FIXTURES);

const savedViews = z.looseObject({ savedViews: z.array(z.looseObject({})).default([]) });
const profiles = z.looseObject({ profiles: z.array(z.looseObject({})) });
const settings = z.looseObject({ settings: z.looseObject({}) });

/** The app's folder as that commit left it. */
function folderOf(commit: string): string {
  const directory = temporaryDirectory();
  cpSync(path.join(FIXTURES, commit), directory, { recursive: true });
  chmodSync(directory, 0o700);
  return directory;
}

function open(directory: string) {
  const clock = new ManualClock();
  const kept = openKeptFiles(directory, clock);
  return { kept, journal: openJournalFile({ directory, clock, notices: kept.notices }) };
}

const written = (commit: string, name: string): unknown =>
  JSON.parse(readFileSync(path.join(FIXTURES, commit, name), 'utf8'));

/** Without the version; null where that commit knew no such file. */
function contentOf(commit: string, name: string): object | null {
  if (!existsSync(path.join(FIXTURES, commit, name))) return null;
  const { version: _, ...content } = z.looseObject({ version: z.number() }).parse(written(commit, name));
  return content;
}

const withDefaults = (defaults: object) => (given: object) => ({ ...defaults, ...given });
const PROFILE_DEFAULTS = { filter: null, isDryRun: false, isEnabled: true, ssh: DEFAULT_SSH };

describe.each(commits)('what the app of %s kept', (commit) => {
  test('opens with nothing lost and nothing set aside, and what was not there yet as it was meant then', () => {
    const directory = folderOf(commit);
    const { kept } = open(directory);
    expect(kept.notices.early()).toEqual([]);
    expect(kept.settings.read().settings).toEqual(
      withDefaults(DEFAULT_SETTINGS)(settings.parse(written(commit, 'settings.json')).settings),
    );
    expect(kept.profiles.read().profiles).toEqual(
      profiles.parse(written(commit, 'profiles.json')).profiles.map(withDefaults(PROFILE_DEFAULTS)),
    );
    const favorites = contentOf(commit, 'favorites.json') ?? { pins: [], groups: [] };
    expect(kept.favorites.read()).toEqual({
      ...favorites,
      savedViews: savedViews.parse(favorites).savedViews.map(withDefaults({ list: DEFAULT_LIST })),
    });
    expect(kept.accessKeys.read()).toEqual(contentOf(commit, 'access-keys.json') ?? { keys: [] });
    const noWindow = { isDetached: false, detachedBounds: null };
    expect(kept.window.read()).toEqual(contentOf(commit, 'window.json') ?? noWindow);
  });

  test('is the same once this version has written all of it', () => {
    const directory = folderOf(commit);
    const { kept } = open(directory);
    kept.settings.write(kept.settings.read());
    kept.profiles.write(kept.profiles.read());
    kept.favorites.write(kept.favorites.read());
    kept.accessKeys.write(kept.accessKeys.read());
    kept.window.write(kept.window.read());
    const { kept: again } = open(directory);
    expect(again.notices.early()).toEqual([]);
    for (const name of ['settings', 'profiles', 'favorites', 'accessKeys', 'window'] as const) {
      expect(again[name].read(), name).toEqual(kept[name].read());
    }
  });

  test('in its journal is read whole, and goes on with lines of this version', async () => {
    const { journal } = open(folderOf(commit));
    const lines = existsSync(path.join(FIXTURES, commit, 'journal'))
      ? readFileSync(path.join(FIXTURES, commit, 'journal/journal.jsonl'), 'utf8')
          .trim()
          .split('\n')
      : [];
    const records = lines.map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
    const expected = records.map(({ version: _, ...record }) =>
      record.type === 'begun' ? { isDryRun: false, ...record } : record,
    );
    expect(await journal.read()).toEqual({ records: expected, unreadableLines: 0 });
  });
});

test('every commit of a folder is told', () => {
  const files = commits.flatMap((commit) =>
    readdirSync(path.join(FIXTURES, commit), { recursive: true }).filter((name) => /\.jsonl?$/.test(String(name))),
  );
  expect(files.length).toBeGreaterThan(commits.length);
  tellReliability({
    part: 'Durability',
    tried: 'Opening the files that each earlier version of the app really wrote, and writing them as this version does',
    times: files.length,
    happened: `all files of ${commits.length} versions opened; nothing lost, set aside or told`,
  });
});
