import type { Snapshot } from '../../shared/model';
import { isLoading, sameProfile } from '../../shared/state-counts';
import { EmptyScope } from '../components/EmptyScope';
import { ScopeTroubles } from '../components/ScopeHeader';
import { useTranslator } from '../translation';
import type { ListSection } from './sections';

interface SectionBodyProps {
  readonly section: ListSection;
  readonly snapshot: Snapshot;
  readonly onEditProfile: (id: string) => void;
}

/** What a scope has to tell before its instances: what is wrong, that it is being asked, or why there are none. */
export function SectionBody({ section, snapshot, onEditProfile }: SectionBodyProps) {
  const { t } = useTranslator();
  if (section.head.kind !== 'scope') return null;
  const { scope, profile } = section.head;
  const isEmpty = scope.instances.length === 0;
  const same = sameProfile(scope, snapshot);
  return (
    <>
      <ScopeTroubles
        scope={scope}
        profile={profile}
        access={snapshot.access[profile.id]}
        isOffline={snapshot.isOffline}
      />
      {same !== null && <p className="scope-empty">{t('list.sameAs', { name: same.name })}</p>}
      {isEmpty && isLoading(scope) && <SkeletonRows />}
      {isEmpty && scope.freshness.kind === 'current' && same === null && (
        <EmptyScope scope={scope} profile={profile} onEditProfile={() => onEditProfile(profile.id)} />
      )}
    </>
  );
}

/** As high as real rows, so that nothing jumps when they come. */
function SkeletonRows() {
  return (
    <div aria-hidden="true">
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="row skeleton">
          <i />
          <i className="skeleton-mark" />
          <div className="skeleton-facts">
            <i className="skeleton-line" />
            <i className="skeleton-line short" />
          </div>
        </div>
      ))}
    </div>
  );
}
