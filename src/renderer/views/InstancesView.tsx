import { type RefObject, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { hasSearchWords, matcherOf } from '../../shared/instance-search';
import type { InstanceTarget, Profile, ProfileId, SavedView, Snapshot } from '../../shared/model';
import { parseSearch } from '../../shared/search-expression';
import { scopesOfProfile } from '../../shared/state-counts';
import { changeSettings } from '../change-settings';
import { GroupBar } from '../components/GroupBar';
import { KeysHelp } from '../components/KeysHelp';
import { ListHead } from '../components/ListHead';
import { BatchLine } from '../instance-list/BatchLine';
import { InstanceList, type ListFocus } from '../instance-list/InstanceList';
import { type Listed, listedInstances } from '../instance-list/listed';
import { ScopesSummary } from '../instance-list/ScopesSummary';
import { SelectionBar } from '../instance-list/SelectionBar';
import { StateAnnouncer } from '../instance-list/StateAnnouncer';
import { type ListSection, shownSections } from '../instance-list/sections';
import { NOTHING_SELECTED, type Selection, withAll, withOnly } from '../instance-list/selection';
import { useArrangement } from '../instance-list/use-arrangement';
import { useBatch } from '../instance-list/use-batch';
import { usePreparedSearch } from '../instance-list/use-prepared-search';
import { keptSelection, searchSchema, selectionSchema } from '../kept-page';
import { useKeptState } from '../kept-state';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useEscape } from '../use-escape';
import { useHeldFocus } from '../use-held-focus';
import { useMedia } from '../use-media';
import { usePageKey } from '../use-page-key';

interface InstancesViewProps {
  readonly snapshot: Snapshot;
  /** For whoever leads the keyboard back into the list. */
  readonly listFocus: RefObject<ListFocus | null>;
  readonly onOpenSettings: () => void;
  readonly onAddProfile: () => void;
  readonly onEditProfile: (profile: Profile) => void;
  /** Told where the focus is, where somebody follows it. */
  readonly onFocusInstance: ((target: InstanceTarget) => void) | null;
}

/** From this width on the list is a table, and details stand beside it. */
export const WIDE = '(width >= 760px)';

/** The list: every instance, the freshness and the troubles of its scope, and what can be done with one or with several. */
export function InstancesView(props: InstancesViewProps) {
  const { snapshot, listFocus, onOpenSettings, onAddProfile, onEditProfile, onFocusInstance } = props;
  const { t } = useTranslator();
  const showStatus = useStatus();
  const isTable = useMedia(WIDE);
  const [search, setSearch] = useKeptState('search', searchSchema, '');
  // What is typed shows at once; the list follows as soon as it can.
  const soughtText = useDeferredValue(search);
  const sought = useMemo(() => parseSearch(soughtText), [soughtText]);
  const [wantedProfile, setWantedProfile] = useState<ProfileId | null>(null);
  const shownProfile = snapshot.profiles.some(({ id }) => id === wantedProfile) ? wantedProfile : null;
  const [selected, setSelected] = useKeptState<Selection>('selected', selectionSchema, NOTHING_SELECTED, keptSelection);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const { list } = snapshot.settings;

  const listed = useMemo(
    () => listedInstances({ profiles: snapshot.profiles, scopes: snapshot.scopes }),
    [snapshot.profiles, snapshot.scopes],
  );
  const { arrangement, arrangedBy, arrangeAgain } = useArrangement(listed, snapshot.scopes, list);
  const found = useMemo(() => (sought.isEmpty ? null : foundBy(matcherOf(sought))), [sought]);
  const sections = useMemo(
    () => shownSections(snapshot, arrangement, { groupBy: list.groupBy, profileId: shownProfile, found }),
    [snapshot, arrangement, list.groupBy, shownProfile, found],
  );
  const shownCount = useMemo(() => sections.reduce((sum, { rows }) => sum + rows.length, 0), [sections]);
  const groups = useMemo(
    () => snapshot.groups.filter(({ name }) => hasSearchWords(sought, name)),
    [snapshot.groups, sought],
  );

  const chosen = useMemo(
    () => (selected.keys.size === 0 ? [] : listed.filter(({ key }) => selected.keys.has(key))),
    [listed, selected],
  );
  const selection = useMemo(() => withOnly(selected, chosen), [selected, chosen]);
  usePreparedSearch(listed);
  const { followed, begin } = useBatch(listed, snapshot.confirmation);
  usePageKey(
    '/',
    useCallback(() => searchRef.current?.focus(), []),
  );
  usePageKey(
    '?',
    useCallback(() => setIsHelpOpen(true), []),
  );

  usePageKey(
    'ArrowDown',
    useCallback(() => listFocus.current?.focusCurrent(), [listFocus]),
    'unfocused',
  );
  const holdFocus = useHeldFocus(useCallback(() => listFocus.current?.focusCurrent(), [listFocus]));

  const chooseNone = useCallback(() => setSelected(NOTHING_SELECTED), []);
  const clearSearch = useCallback(() => setSearch(''), []);
  const leaveSearch = search === '' ? null : clearSearch;
  useEscape(selection.keys.size > 0 ? chooseNone : leaveSearch, 'view');

  function applyView(view: SavedView): void {
    setSearch(view.search);
    void changeSettings({ list: view.list }).then((answer) => {
      if (!answer.ok) showStatus({ kind: 'failed', error: answer.error });
    });
  }

  const { allProfiles } = snapshot;
  const editProfile = useCallback(
    (id: string) => {
      const profile = allProfiles.find((candidate) => candidate.id === id);
      if (profile !== undefined) onEditProfile(profile);
    },
    [allProfiles, onEditProfile],
  );

  // While a person types, the list stays as it is until it can follow: none of what it is given may be new.
  const hasNoMatch = !sought.isEmpty && groups.length === 0 && shownCount === 0;
  const top = useMemo(() => {
    const scopes = shownProfile === null ? snapshot.scopes : scopesOfProfile(snapshot, shownProfile);
    return (
      <>
        <GroupBar groups={groups} snapshot={snapshot} />
        {list.groupBy !== 'scope' && <ScopesSummary scopes={scopes} snapshot={snapshot} />}
      </>
    );
  }, [groups, snapshot, shownProfile, list.groupBy]);
  const empty = useMemo(
    () =>
      hasNoMatch && (
        <div className="empty">
          <p>{t('list.noMatch', { search: soughtText })}</p>
          <Button className="button" onPress={() => setSearch('')}>
            {t('list.showAll')}
          </Button>
        </div>
      ),
    [hasNoMatch, soughtText, t],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div className={selection.keys.size > 0 ? 'instances-view selecting' : 'instances-view'} onFocus={holdFocus}>
      <ListHead
        snapshot={snapshot}
        isTable={isTable}
        searchRef={searchRef}
        search={search}
        hints={sought.hints}
        onSearch={setSearch}
        onApplyView={applyView}
        onLeaveSearch={() => listFocus.current?.focusFirst()}
        shownProfile={shownProfile}
        onShowProfile={setWantedProfile}
        onOpenSettings={onOpenSettings}
        onAddProfile={onAddProfile}
      />
      <InstanceList
        ref={listFocus}
        snapshot={snapshot}
        sections={sections}
        columns={isTable ? list.columns : null}
        arrangedBy={arrangedBy}
        view={JSON.stringify([list.groupBy, list.sortBy, list.isDescending, soughtText, shownProfile])}
        selection={selection}
        onSelect={setSelected}
        onEditProfile={editProfile}
        onFocusInstance={onFocusInstance}
        top={top}
        empty={empty}
      />
      {arrangement.isOutOfDate && (
        <div className="arrange-again">
          <Button className="button" onPress={arrangeAgain}>
            {t('list.arrangeAgain')}
          </Button>
        </div>
      )}
      {followed !== null && <BatchLine batch={followed} />}
      {chosen.length > 0 && (
        <SelectionBar
          snapshot={snapshot}
          chosen={chosen}
          hiddenCount={chosen.length - keysIn(sections).filter((key) => selection.keys.has(key)).length}
          shownCount={shownCount}
          onAct={begin}
          onSelectAll={() => setSelected(withAll(selection, keysIn(sections)))}
          onClear={chooseNone}
        />
      )}
      <StateAnnouncer listed={listed} toldElsewhere={followed?.pendingKeys ?? null} />
      {isHelpOpen && <KeysHelp onClose={() => setIsHelpOpen(false)} />}
    </div>
  );
}

const keysIn = (sections: readonly ListSection[]): readonly string[] =>
  sections.flatMap(({ rows }) => rows.map(({ key }) => key));

/** Looks at rows once: those of a section in which nothing has changed are the same array in the next picture. */
function foundBy(matches: (listed: Listed) => boolean): (rows: readonly Listed[]) => readonly Listed[] {
  const known = new WeakMap<readonly Listed[], readonly Listed[]>();
  return (rows) => {
    const found = known.get(rows) ?? rows.filter(matches);
    known.set(rows, found);
    return found;
  };
}
