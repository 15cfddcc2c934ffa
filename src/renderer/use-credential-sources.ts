import { useCallback, useEffect, useState } from 'react';
import type { CredentialSources } from '../shared/contract';
import type { AppError } from '../shared/errors';
import { bridge } from './bridge';

export type FoundSources =
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly sources: CredentialSources }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The credentials on this computer, and a way to look again. */
export function useCredentialSources(): readonly [FoundSources, () => void] {
  const [found, setFound] = useState<FoundSources>({ kind: 'looking' });
  const look = useCallback(() => {
    void bridge.listCredentialSources().then((answer) => {
      setFound(answer.ok ? { kind: 'found', sources: answer.value } : { kind: 'failed', error: answer.error });
    });
  }, []);
  useEffect(look, [look]);
  return [found, look];
}
