import { dryRunProfiles, isDryRunScope } from '../../shared/dry-run';
import type { Located, Profile, Scope, Snapshot } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { countStates, hasDemo, isUnknown, sameProfile, scopesOfProfile } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';
import { groupEntries } from './group-entries';
import { activeInstances, instanceEntry, nameAmongAll, nameInScope, pinnedInstances } from './instance-entries';
import { cut, joined, type MenuEntry, shortened } from './menu-entry';
import { moreMenu } from './more-menu';
import type { RecentlyActive } from './recently-active';

/*
 * The tray's menu as a pure function of the snapshot: the pinned instances, the groups, what runs, then each Profile with
 * all of its instances under their Regions, then what is done rarely. A click on an instance starts or stops it. No item
 * changes its place because its state has changed. State is told by ● and ○ in the text and not by check marks: a desktop
 * turns those over by itself at a click, before AWS has done anything.
 */

/** Up to this many instances of one Profile need no submenus: all of them stand in the menu itself. */
const FLAT_LIMIT = 12;
/** Up to this many pinned ones, and as many running ones, stand at the top; "n more" tells of the rest. */
const TOP_LIMIT = 12;
/** Up to this many instances of a Region stand in its Profile's submenu. */
const REGION_LIMIT = 40;

export function trayMenu(snapshot: Snapshot, recent: RecentlyActive, translator: Translator): readonly MenuEntry[] {
  const { t } = translator;
  return joined([
    dryRunLabel(snapshot, translator),
    hasDemo(snapshot) ? [{ type: 'label', label: t('demo.menuLabel') }] : [],
    instanceEntries(snapshot, recent, translator),
    moreMenu(snapshot, recent, translator),
    [
      { type: 'item', label: t('menu.refresh'), command: { kind: 'refresh' } },
      { type: 'item', label: t('menu.open'), command: { kind: 'show', view: 'instances' } },
      { type: 'item', label: t('menu.settings'), command: { kind: 'show', view: 'settings' } },
    ],
    [{ type: 'item', label: t('menu.quit'), command: { kind: 'quit' } }],
  ]);
}

function dryRunLabel(snapshot: Snapshot, { t }: Translator): readonly MenuEntry[] {
  const names = dryRunProfiles(snapshot).map(({ name }) => shortened(name, 20));
  return names.length === 0 ? [] : [{ type: 'label', label: t('dryRun.menuLabel', { names: names.join(', ') }) }];
}

function instanceEntries(snapshot: Snapshot, recent: RecentlyActive, translator: Translator): readonly MenuEntry[] {
  const { t } = translator;
  if (snapshot.isStarting) return [{ type: 'label', label: t('list.loading') }];
  const [profile, ...others] = snapshot.profiles;
  if (profile === undefined || snapshot.scopes.length === 0) {
    return [{ type: 'label', label: t(snapshot.allProfiles.length > 0 ? 'menu.profilesDisabled' : 'menu.noProfile') }];
  }

  const among = (located: Located): MenuEntry =>
    instanceEntry(located, nameAmongAll(located, snapshot), isDryRunScope(snapshot, located.scope.id), translator);
  const pinned = cut(pinnedInstances(snapshot), TOP_LIMIT, among, translator);
  const groups = groupEntries(snapshot, translator);
  const total = snapshot.scopes.reduce((sum, scope) => sum + scope.instances.length, 0);
  if (others.length === 0 && total <= FLAT_LIMIT) {
    const isPinned = new Set(pinnedInstances(snapshot).map(({ instance }) => instance));
    const isShown = ({ instance }: Located): boolean => !isPinned.has(instance);
    return joined([pinned, groups, profileEntries(profile, snapshot, translator, isShown)]);
  }

  const active = cut(activeInstances(snapshot, recent), TOP_LIMIT, among, translator);
  const profiles = snapshot.profiles.map(
    (own): MenuEntry => ({
      type: 'submenu',
      label: profileLabel(own, snapshot, translator),
      entries: profileEntries(own, snapshot, translator, () => true),
    }),
  );
  return joined([pinned, groups, active, profiles]);
}

/** The Regions of a Profile with those of their instances that are shown; one with nothing left to say is left out. */
function profileEntries(
  profile: Profile,
  snapshot: Snapshot,
  translator: Translator,
  isShown: (located: Located) => boolean,
): readonly MenuEntry[] {
  const scopes = snapshot.scopes.filter((scope) => scope.profileId === profile.id);
  const named = snapshot.profiles.length > 1 ? `${profile.name} · ` : '';
  return joined(
    scopes.map((scope): readonly MenuEntry[] => {
      const shown = scope.instances.map((instance) => ({ scope, instance })).filter(isShown);
      const note = scopeNote(scope, profile, snapshot, translator);
      if (shown.length === 0 && note.length === 0) return [];
      const entryOf = (located: Located): MenuEntry =>
        instanceEntry(located, nameInScope(located), profile.isDryRun, translator);
      const tried = profile.isDryRun ? ` · ${translator.t('dryRun.badge')}` : '';
      const heading = `${shortened(`${named}${regionLabel(scope.region, translator)}`)}${tried}`;
      return [{ type: 'label', label: heading }, ...note, ...cut(shown, REGION_LIMIT, entryOf, translator)];
    }),
  );
}

/** What is to be said of a scope itself: its trouble, that it is loading, or that there is really nothing. */
function scopeNote(scope: Scope, { filter }: Profile, snapshot: Snapshot, translator: Translator): MenuEntry[] {
  const { t } = translator;
  const same = sameProfile(scope, snapshot);
  if (same !== null) return [{ type: 'label', label: t('list.sameAs', { name: shortened(same.name) }) }];
  if (scope.freshness.kind === 'failed') {
    const reason = shortened(`▲ ${translator.text(scope.freshness.error.message)}`, 90);
    return [{ type: 'item', label: reason, command: { kind: 'show', view: 'instances' } }];
  }
  if (scope.instances.length > 0) return [];
  if (scope.freshness.kind === 'loading') return [{ type: 'label', label: t('list.loading') }];
  return [
    { type: 'label', label: shortened(filter === null ? t('list.empty') : t('list.emptyFiltered', { filter }), 90) },
  ];
}

function profileLabel(profile: Profile, snapshot: Snapshot, translator: Translator): string {
  const scopes = scopesOfProfile(snapshot, profile.id);
  const mark = scopes.some((scope) => scope.freshness.kind === 'failed') ? '▲ ' : '';
  const running = scopes.every(isUnknown)
    ? translator.t(mark === '' ? 'list.loading' : 'count.unknown')
    : translator.t('count.running', { count: countStates(scopes).running });
  return `${mark}${shortened(profile.name)} — ${running}`;
}
