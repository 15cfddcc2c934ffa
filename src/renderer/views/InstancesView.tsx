import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { hasSearchWords, matcherOf } from '../../shared/instance-search';
import type { Instance, Profile, ProfileId, Scope, Snapshot } from '../../shared/model';
import { parseSearch, type Search } from '../../shared/search-expression';
import { countStates, hasDemo, isLoading, isUnknown, scopesOfProfile } from '../../shared/state-counts';
import { bridge } from '../bridge';
import { DryRunBar } from '../components/DryRunBar';
import { GroupBar } from '../components/GroupBar';
import { Icon } from '../components/Icon';
import { InstanceGrids, type ScopeSectionData } from '../components/InstanceGrids';
import { InstanceSearch } from '../components/InstanceSearch';
import { ProfileChips } from '../components/ProfileChips';
import { useTranslator } from '../translation';
import { useSlashKey } from '../use-slash-key';

interface InstancesViewProps {
  readonly snapshot: Snapshot;
  readonly onOpenSettings: () => void;
  readonly onAddProfile: () => void;
}

/** The list: every scope with its instances, its freshness and its troubles. */
export function InstancesView({ snapshot, onOpenSettings, onAddProfile }: InstancesViewProps) {
  const { t } = useTranslator();
  const [search, setSearch] = useState('');
  // What is typed shows at once; the list follows as soon as it can.
  const soughtText = useDeferredValue(search);
  const sought = useMemo(() => parseSearch(soughtText), [soughtText]);
  const [shownProfile, setShownProfile] = useState<ProfileId | null>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const isProfileThere = snapshot.profiles.some(({ id }) => id === shownProfile);
  const sections = useMemo(
    () => shownSections(snapshot, isProfileThere ? shownProfile : null, sought),
    [snapshot, isProfileThere, shownProfile, sought],
  );
  const groups = useMemo(
    () => snapshot.groups.filter(({ name }) => hasSearchWords(sought, name)),
    [snapshot.groups, sought],
  );
  const isRefreshing = snapshot.scopes.some((scope) => scope.isRefreshing);

  useSlashKey(searchRef);

  return (
    <>
      <header>
        <div className="head">
          <Summary snapshot={snapshot} />
          <Button
            className="icon-button"
            aria-label={t('list.refresh')}
            onPress={() => void bridge.refresh({ scopeId: null })}
          >
            <span className={isRefreshing ? 'turning' : undefined}>
              <Icon name="refresh" />
            </span>
          </Button>
          <Button className="icon-button" aria-label={t('list.settings')} onPress={onOpenSettings}>
            <Icon name="settings" />
          </Button>
        </div>
        {hasDemo(snapshot) && (
          <div className="demo-banner">
            <p>{t('demo.banner')}</p>
            <Button className="link-button" onPress={onAddProfile}>
              {t('demo.addProfile')}
            </Button>
          </div>
        )}
        {snapshot.isOffline && (
          <p className="offline" role="status">
            <Icon name="offline" size={14} />
            {t('list.offline')}
          </p>
        )}
        <DryRunBar snapshot={snapshot} />
        <InstanceSearch ref={searchRef} snapshot={snapshot} value={search} hints={sought.hints} onChange={setSearch} />
        {snapshot.profiles.length > 1 && (
          <ProfileChips snapshot={snapshot} shown={isProfileThere ? shownProfile : null} onShow={setShownProfile} />
        )}
      </header>
      <main className="list" aria-label={t('list.label')}>
        <GroupBar groups={groups} snapshot={snapshot} />
        <InstanceGrids sections={sections} snapshot={snapshot} />
        {!sought.isEmpty && groups.length === 0 && sections.every(({ instances }) => instances.length === 0) && (
          <div className="empty">
            <p>{t('list.noMatch', { search: soughtText })}</p>
            <Button className="button" onPress={() => setSearch('')}>
              {t('list.showAll')}
            </Button>
          </div>
        )}
      </main>
    </>
  );
}

function Summary({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslator();
  const counts = useMemo(() => countStates(snapshot.scopes), [snapshot.scopes]);
  const others = [
    counts.starting > 0 ? t('count.starting', { count: counts.starting }) : null,
    counts.stopping > 0 ? t('count.stopping', { count: counts.stopping }) : null,
    t('count.stopped', { count: counts.stopped }),
  ].filter((part) => part !== null);
  // A Region that did not answer may hold anything: its instances are not counted as none.
  if (snapshot.scopes.every(isUnknown)) {
    const isBeingAsked = snapshot.scopes.some(isLoading);
    return <h1 className="summary">{t(isBeingAsked ? 'list.loading' : 'count.unknown')}</h1>;
  }
  const unknown = snapshot.scopes.filter((scope) => scope.freshness.kind === 'failed' && isUnknown(scope)).length;
  if (unknown > 0) others.push(t('count.unknownRegions', { count: unknown }));
  return (
    <h1 className="summary">
      {t('count.running', { count: counts.running })}
      <span> · {others.join(' · ')}</span>
    </h1>
  );
}

/** While searching, scopes without a match step aside, but one in trouble never does: it may hold what is looked for. */
function shownSections(
  snapshot: Snapshot,
  shownProfile: ProfileId | null,
  search: Search,
): readonly ScopeSectionData[] {
  const isFound = matcherOf(search);
  const profiles = new Map<ProfileId, Profile>(snapshot.profiles.map((profile) => [profile.id, profile]));
  const scopes = shownProfile === null ? snapshot.scopes : scopesOfProfile(snapshot, shownProfile);
  return scopes.flatMap((scope: Scope) => {
    const profile = profiles.get(scope.profileId);
    if (profile === undefined) return [];
    const instances: readonly Instance[] = scope.instances.filter((instance) => isFound({ instance, scope, profile }));
    const isHidden = !search.isEmpty && instances.length === 0 && scope.freshness.kind !== 'failed';
    return isHidden ? [] : [{ scope, profile, instances }];
  });
}
