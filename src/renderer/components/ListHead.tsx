import { type RefObject, useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { ProfileId, SavedView, Snapshot } from '../../shared/model';
import type { SearchHint } from '../../shared/search-expression';
import { countStates, hasDemo, isLoading, isUnknown } from '../../shared/state-counts';
import { bridge } from '../bridge';
import { ListOptions } from '../instance-list/ListOptions';
import { useTranslator } from '../translation';
import { DryRunBar } from './DryRunBar';
import { Icon } from './Icon';
import { InstanceSearch } from './InstanceSearch';
import { ProfileChips } from './ProfileChips';

interface ListHeadProps {
  readonly snapshot: Snapshot;
  readonly isTable: boolean;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly hints: readonly SearchHint[];
  readonly onSearch: (search: string) => void;
  readonly onApplyView: (view: SavedView) => void;
  /** The way from the search down into the list. */
  readonly onLeaveSearch: () => void;
  readonly shownProfile: ProfileId | null;
  readonly onShowProfile: (profile: ProfileId | null) => void;
  readonly onOpenSettings: () => void;
  readonly onAddProfile: () => void;
}

/** What runs in all, what is special about it, and what narrows the list. */
export function ListHead(props: ListHeadProps) {
  const { snapshot, isTable, search, onSearch, shownProfile, onShowProfile } = props;
  const { t } = useTranslator();
  const isRefreshing = snapshot.scopes.some((scope) => scope.isRefreshing);
  const { isDetached } = snapshot;
  return (
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
        <ListOptions snapshot={snapshot} isTable={isTable} />
        <Button
          className="icon-button"
          aria-label={t(isDetached ? 'list.attach' : 'list.detach')}
          onPress={() => void bridge.setDetached({ isDetached: !isDetached })}
        >
          <Icon name={isDetached ? 'narrow' : 'wide'} />
        </Button>
        <Button className="icon-button" aria-label={t('list.settings')} onPress={() => props.onOpenSettings()}>
          <Icon name="settings" />
        </Button>
      </div>
      {hasDemo(snapshot) && (
        <div className="demo-banner">
          <p>{t('demo.banner')}</p>
          <Button className="link-button" onPress={() => props.onAddProfile()}>
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
      <InstanceSearch
        ref={props.searchRef}
        snapshot={snapshot}
        value={search}
        hints={props.hints}
        onChange={onSearch}
        onApplyView={props.onApplyView}
        onLeaveDown={props.onLeaveSearch}
      />
      {snapshot.profiles.length > 1 && <ProfileChips snapshot={snapshot} shown={shownProfile} onShow={onShowProfile} />}
    </header>
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
