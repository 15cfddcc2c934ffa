import { useId } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { Scope, Snapshot } from '../../shared/model';
import { isLoading } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';
import { Icon } from '../components/Icon';
import { ScopeHeader } from '../components/ScopeHeader';
import { useTranslator } from '../translation';

/**
 * How fresh the list is where its heads do not tell: by its oldest part, and with all that is in trouble, so that what could
 * not be listed is never taken for empty.
 */
export function ScopesSummary({
  scopes,
  snapshot,
}: {
  readonly scopes: readonly Scope[];
  readonly snapshot: Snapshot;
}) {
  const translator = useTranslator();
  const troubled = scopes.filter(({ freshness }) => freshness.kind === 'failed');
  const others = scopes.filter((scope) => scope.freshness.kind !== 'failed' && scope.sameAs === null);
  return (
    <div className="scopes-summary">
      {troubled.map((scope) => (
        <OneScope key={scope.id} scope={scope} snapshot={snapshot} />
      ))}
      {others.length > 0 && (
        <Disclosure>
          <Button slot="trigger" className="disclosure-trigger scopes-line">
            <Icon name="chevron" size={12} />
            {summaryText(others, translator)}
          </Button>
          <DisclosurePanel className="scopes-panel">
            {others.map((scope) => (
              <OneScope key={scope.id} scope={scope} snapshot={snapshot} />
            ))}
          </DisclosurePanel>
        </Disclosure>
      )}
    </div>
  );
}

function OneScope({ scope, snapshot }: { readonly scope: Scope; readonly snapshot: Snapshot }) {
  const id = useId();
  const profile = snapshot.profiles.find((candidate) => candidate.id === scope.profileId);
  if (profile === undefined) return null;
  return (
    <section aria-labelledby={id}>
      <ScopeHeader
        id={id}
        scope={scope}
        profile={profile}
        access={snapshot.access[profile.id]}
        isOffline={snapshot.isOffline}
      />
    </section>
  );
}

/** “3 Regions, as of 10:32:05 or later · asking 1 Region” */
function summaryText(scopes: readonly Scope[], { t, time }: Translator): string {
  const times = scopes.flatMap(({ freshness }) => (freshness.kind === 'current' ? [freshness.asOf] : []));
  const asking = scopes.filter(isLoading).length;
  const parts = [];
  if (times.length > 0) {
    parts.push(t('list.regionsAsOf', { count: times.length, time: time(Math.min(...times)) }));
  }
  if (asking > 0) parts.push(t('list.askingRegions', { count: asking }));
  return parts.join(' · ');
}
