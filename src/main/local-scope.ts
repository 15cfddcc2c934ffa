import type { ScopeId, Snapshot } from '../shared/model';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a scope is asked on this computer itself: the demo account, or an endpoint on loopback. */
export function isLocalScope({ profiles, scopes }: Snapshot, id: ScopeId): boolean {
  const scope = scopes.find((candidate) => candidate.id === id);
  const profile = profiles.find((candidate) => candidate.id === scope?.profileId);
  if (profile === undefined) return false;
  if (profile.source.kind === 'demo') return true;
  return profile.endpointUrl !== null && LOOPBACK.test(new URL(profile.endpointUrl).hostname);
}
