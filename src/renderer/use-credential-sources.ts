import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ConfigProblem, CredentialSources } from '../shared/credential-facts';
import type { AppError } from '../shared/errors';
import type { CredentialSource } from '../shared/model';
import { bridge, latestSnapshot, subscribeToSnapshot } from './bridge';

export type FoundSources =
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly sources: CredentialSources }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The credentials on this computer, looked for again whenever its AWS configuration has changed, and a way to look again. */
export function useCredentialSources(): readonly [FoundSources, () => void] {
  const [found, setFound] = useState<FoundSources>({ kind: 'looking' });
  const look = useCallback(() => {
    void bridge.listCredentialSources().then((answer) => {
      setFound(answer.ok ? { kind: 'found', sources: answer.value } : { kind: 'failed', error: answer.error });
    });
  }, []);
  const revision = useSyncExternalStore(subscribeToSnapshot, latestSnapshot)?.configRevision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to look again
  useEffect(look, [look, revision]);
  return [found, look];
}

/** What is wrong with a credential source in the AWS files. */
export function problemsOf(source: CredentialSource, found: CredentialSources | null): readonly ConfigProblem[] {
  if (source.kind !== 'named-profile' || found === null) return [];
  return found.problems.filter(({ profileName }) => profileName === source.profileName);
}

/** What is wrong there with no profile that could be chosen: with a whole file, or with one that is skipped. */
export function unlistedProblems({ problems, namedProfiles }: CredentialSources): readonly ConfigProblem[] {
  const listed = new Set(namedProfiles.map(({ profileName }) => profileName));
  return problems.filter(({ profileName }) => profileName === null || !listed.has(profileName));
}
