import { useCallback, useState } from 'react';
import type { AccountRegion } from '../shared/credential-facts';
import type { AppError } from '../shared/errors';
import { bridge } from './bridge';
import { type AskableSource, accountKey } from './profile-draft';

type AccountRegions =
  | { readonly kind: 'unasked' | 'asking' }
  | { readonly kind: 'known'; readonly regions: readonly AccountRegion[] }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The Regions of the account that is being filled in, and a way to look them up, which asks once for each account. */
export function useAccountRegions(asked: AskableSource | null): readonly [AccountRegions, () => void] {
  const [found, setFound] = useState<{ readonly of: string; readonly regions: AccountRegions } | null>(null);
  const key = asked === null ? null : accountKey(asked);
  const current = found !== null && found.of === key ? found.regions : ({ kind: 'unasked' } as const);
  const isOpen = current.kind === 'unasked' || current.kind === 'failed';
  const lookUp = useCallback(() => {
    if (asked === null || key === null || !isOpen) return;
    setFound({ of: key, regions: { kind: 'asking' } });
    void bridge.listRegions(asked).then((answer) => {
      const regions = answer.ok
        ? ({ kind: 'known', regions: answer.value } as const)
        : ({ kind: 'failed', error: answer.error } as const);
      // Another account may be filled in by now.
      setFound((before) => (before?.of === key ? { of: key, regions } : before));
    });
  }, [asked, key, isOpen]);
  return [current, lookUp];
}
