import type { InstanceTarget, Profile, ScopeId, Snapshot } from './model';

type Known = Pick<Snapshot, 'profiles' | 'scopes'>;

/** The Profiles whose actions are only tried out. */
export const dryRunProfiles = ({ profiles }: Pick<Snapshot, 'profiles'>): readonly Profile[] =>
  profiles.filter(({ isDryRun, isEnabled }) => isDryRun && isEnabled);

/** Whether what is asked for in this scope is only tried out. */
export function isDryRunScope({ profiles, scopes }: Known, id: ScopeId): boolean {
  const scope = scopes.find((candidate) => candidate.id === id);
  return profiles.some((profile) => profile.id === scope?.profileId && profile.isDryRun);
}

/**
 * Whether something that is asked of these together is only tried out. One of a dry-run Profile makes it a dry run for
 * all: the steps of a group depend on each other, and half of a group is what nobody has asked for.
 */
export const isDryRunOf = (known: Known, targets: readonly InstanceTarget[]): boolean =>
  targets.some(({ scopeId }) => isDryRunScope(known, scopeId));
