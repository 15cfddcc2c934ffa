import type { Profile, Scope, ScopeId, Snapshot } from '../../shared/model';
import { newScope } from '../scope-changes';

/**
 * Two Profiles may turn out to be the same account: what the first of them shows, in their order, the others only refer
 * to, as long as it works there. A different filter is a different list, and so is another endpoint. While something is
 * under way in a scope it stays as it is.
 */
export function withSameAccounts(snapshot: Snapshot): Snapshot {
  const first = new Map<string, ScopeId>();
  const scopes = snapshot.scopes.map((scope): Scope => {
    const profile = snapshot.profiles.find(({ id }) => id === scope.profileId);
    const accountId = snapshot.access[scope.profileId]?.identity?.accountId;
    if (profile === undefined || accountId === undefined)
      return scope.sameAs === null ? scope : { ...scope, sameAs: null };
    const key = JSON.stringify([accountId, scope.region, profile.endpointUrl, profile.filter]);
    const sameAs = first.get(key) ?? null;
    const hasFailed = scope.freshness.kind === 'failed' && !scope.freshness.error.retryable;
    if (sameAs === null && !hasFailed) first.set(key, scope.id);
    return referring(scope, profile, sameAs);
  });
  const isUnchanged = scopes.every((scope, index) => scope === snapshot.scopes[index]);
  return isUnchanged ? snapshot : { ...snapshot, scopes };
}

function referring(scope: Scope, profile: Profile, sameAs: ScopeId | null): Scope {
  if (scope.sameAs === sameAs || Object.keys(scope.activities).length > 0) return scope;
  return { ...newScope(profile, scope.region), sameAs };
}
