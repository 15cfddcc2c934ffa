import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { AppError } from '../shared/errors';
import type { InstanceDetails } from '../shared/instance-details';
import type { InstanceState, InstanceTarget } from '../shared/model';
import { bridge } from './bridge';
import { isToAsk, type LastAsked } from './details-asking';

/** The details stay while they are asked for again, and where that fails. */
interface ShownDetails {
  readonly details: InstanceDetails | null;
  /** Why the last question got no answer; null where it did. */
  readonly error: AppError | null;
  readonly isAsking: boolean;
}

/**
 * Everything AWS knows of an instance, asked for while it is looked at (`isToAsk` says when), one question at a time: what
 * changes meanwhile is in the next one. `state` is the list's, null where the list has it not. For one target only.
 */
export function useInstanceDetails(
  { scopeId, instanceId }: InstanceTarget,
  state: InstanceState | null,
): ShownDetails & { readonly ask: () => void } {
  const [shown, setShown] = useState<ShownDetails>({ details: null, error: null, isAsking: true });
  const isInSight = useSyncExternalStore(subscribeToSight, () => !document.hidden);
  const last = useRef<LastAsked | null>(null);
  const isWanted = useRef(false);
  const isBusy = useRef(false);

  const ask = useCallback(() => {
    isWanted.current = true;
    if (isBusy.current) return;
    isBusy.current = true;
    async function askAll(): Promise<void> {
      setShown((now) => ({ ...now, isAsking: true }));
      while (isWanted.current) {
        isWanted.current = false;
        const answer = await bridge.describeInstance({ scopeId, instanceId });
        const isAsking = isWanted.current;
        setShown(({ details }) =>
          answer.ok ? { details: answer.value, error: null, isAsking } : { details, error: answer.error, isAsking },
        );
      }
      isBusy.current = false;
    }
    void askAll();
  }, [scopeId, instanceId]);

  useEffect(() => {
    const now = Date.now();
    if (state === null || !isToAsk(last.current, { state, isInSight, now })) return;
    last.current = { state, at: now };
    ask();
  }, [state, isInSight, ask]);

  return { ...shown, ask };
}

function subscribeToSight(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
