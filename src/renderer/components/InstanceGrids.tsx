import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type Instance, type InstanceId, type Profile, type Scope, type Snapshot, targetKey } from '../../shared/model';
import { protectionBy } from '../../shared/protection';
import { isLoading, sameProfile } from '../../shared/state-counts';
import { useTranslator } from '../translation';
import { InstanceRow } from './InstanceRow';
import { ScopeHeader } from './ScopeHeader';

export interface ScopeSectionData {
  readonly scope: Scope;
  readonly profile: Profile;
  /** Those of the scope that match the search. */
  readonly instances: readonly Instance[];
}

/**
 * A grid for each scope, and one tab stop for them all (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): arrows, Home and
 * End move from row to row, Tab goes on to the buttons of the row.
 */
export function InstanceGrids({
  sections,
  snapshot,
}: {
  readonly sections: readonly ScopeSectionData[];
  readonly snapshot: Snapshot;
}) {
  const { settings } = snapshot;
  const isProtected = protectionBy(settings);
  const pinned = new Set(snapshot.pins.map(targetKey));
  const grids = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const keys = sections.flatMap(({ scope, instances }) => instances.map((instance) => rowKey(scope, instance)));
  const tabStop = current !== null && keys.includes(current) ? current : keys[0];

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const rows = [...(grids.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to = targetRow(event.key, at, rows.length);
    if (to === null || at < 0) return;
    event.preventDefault();
    rows[to]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows, which bubble them up to here
    <div ref={grids} onKeyDown={onKeyDown}>
      {sections.map(({ scope, profile, instances }) => (
        <ScopeSection key={scope.id} scope={scope} profile={profile} snapshot={snapshot}>
          {instances.map((instance) => {
            const key = rowKey(scope, instance);
            return (
              <InstanceRow
                key={key}
                rowKey={key}
                scopeId={scope.id}
                canOpenConsole={profile.source.kind !== 'demo' && profile.endpointUrl === null}
                instance={instance}
                activity={scope.activities[instance.instanceId]}
                isProtected={isProtected(instance, scope.activities[instance.instanceId])}
                isPinned={pinned.has(key)}
                isDryRun={profile.isDryRun}
                permissions={scope.permissions.of}
                readyPort={settings.readyPort}
                isTabStop={key === tabStop}
                onFocusRow={setCurrent}
              />
            );
          })}
        </ScopeSection>
      ))}
    </div>
  );
}

function ScopeSection({
  scope,
  profile,
  snapshot,
  children,
}: {
  readonly scope: Scope;
  readonly profile: Profile;
  readonly snapshot: Snapshot;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslator();
  const headerId = useId();
  const isEmpty = scope.instances.length === 0;
  const same = sameProfile(scope, snapshot);
  return (
    <section aria-labelledby={headerId}>
      <ScopeHeader
        id={headerId}
        scope={scope}
        profile={profile}
        access={snapshot.access[profile.id]}
        isOffline={snapshot.isOffline}
      />
      {same !== null && <p className="scope-empty">{t('list.sameAs', { name: same.name })}</p>}
      {isEmpty && isLoading(scope) && <SkeletonRows />}
      {isEmpty && scope.freshness.kind === 'current' && (
        <p className="scope-empty">
          {profile.filter === null ? t('list.empty') : t('list.emptyFiltered', { filter: profile.filter })}
        </p>
      )}
      <div role="grid" aria-labelledby={headerId}>
        {children}
      </div>
    </section>
  );
}

/** As high as real rows, so that nothing jumps when they come. */
function SkeletonRows() {
  return (
    <div aria-hidden="true">
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="row skeleton">
          <i className="skeleton-mark" />
          <div>
            <i className="skeleton-line" />
            <i className="skeleton-line short" />
          </div>
        </div>
      ))}
    </div>
  );
}

const rowKey = (scope: Scope, { instanceId }: { readonly instanceId: InstanceId }): string =>
  targetKey({ scopeId: scope.id, instanceId });

function targetRow(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
