import { useCallback, useMemo, useState } from 'react';
import type { Result } from '../../shared/errors';
import { type Confirmation, type InstanceTarget, targetKey } from '../../shared/model';
import { bridge, latestSnapshot } from '../bridge';
import { useStatus } from '../status-line';
import { type Batch, type BatchAction, type BatchProgress, batchProgress } from './batch';
import type { Listed } from './listed';

export interface FollowedBatch {
  readonly action: BatchAction;
  readonly progress: BatchProgress;
  /** All of its instances while some are on their way; null then no more. */
  readonly pendingKeys: ReadonlySet<string> | null;
  readonly retry: () => void;
  readonly undo: () => void;
  readonly dismiss: () => void;
}

export interface Batches {
  /** What was asked of several instances last, until it is dismissed; null before, and while a question about it stands. */
  readonly followed: FollowedBatch | null;
  readonly begin: (action: BatchAction, targets: readonly InstanceTarget[]) => void;
}

interface Begun extends Batch {
  /** It has been seen under way, or main has taken it without a question. */
  readonly isTaken: boolean;
  /** Main has asked the person about it first. */
  readonly isAsked: boolean;
}

/** Asks for an action on several instances, and follows it to its end. */
export function useBatch(listed: readonly Listed[], confirmation: Confirmation | null): Batches {
  const showStatus = useStatus();
  const [batch, setBatch] = useState<Begun | null>(null);
  const progress = useMemo(() => {
    if (batch === null) return null;
    const byKey = new Map(listed.map((one) => [one.key, one]));
    return batchProgress(batch, (key) => byKey.get(key));
  }, [batch, listed]);
  const isSeen = batch !== null && (batch.isTaken || (progress !== null && progress.pending > 0));
  if (batch !== null && isSeen && !batch.isTaken) setBatch({ ...batch, isTaken: true });
  // A question that was said no to leaves nothing to follow.
  if (batch?.isAsked === true && !isSeen && confirmation === null) setBatch(null);

  const tell = useCallback(
    (answer: Result<unknown>): void => {
      // What AWS refused stands in the rows.
      if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
    },
    [showStatus],
  );
  const send = useCallback(
    (action: BatchAction, targets: readonly InstanceTarget[]) => {
      showStatus(null);
      void bridge.requestAction({ action, targets: [...targets] }).then((answer) => {
        tell(answer);
        const isAsked = latestSnapshot()?.confirmation !== null;
        setBatch((now) => now && { ...now, isAsked, isTaken: now.isTaken || !isAsked });
      });
    },
    [showStatus, tell],
  );
  const begin = useCallback(
    (action: BatchAction, targets: readonly InstanceTarget[]) => {
      setBatch({ action, keys: targets.map(targetKey), isTaken: false, isAsked: false });
      send(action, targets);
    },
    [send],
  );
  const keys = useMemo(() => new Set(batch?.keys), [batch?.keys]);
  if (batch === null || progress === null || !isSeen) return { followed: null, begin };
  return {
    followed: {
      action: batch.action,
      progress,
      pendingKeys: progress.pending > 0 ? keys : null,
      retry: () => send(batch.action, progress.failed),
      undo: () => {
        undo(progress.undoable, tell);
        // What was taken back is nothing to wait for.
        const undone = new Set(progress.undoable.map(targetKey));
        const left = batch.keys.filter((key) => !undone.has(key));
        setBatch(left.length === 0 ? null : { ...batch, keys: left });
      },
      dismiss: () => setBatch(null),
    },
    begin,
  };
}

function undo(targets: readonly InstanceTarget[], tell: (answer: Result<unknown>) => void): void {
  for (const scopeId of new Set(targets.map((target) => target.scopeId))) {
    const instanceIds = targets.filter((target) => target.scopeId === scopeId).map(({ instanceId }) => instanceId);
    for (let from = 0; from < instanceIds.length; from += 1000) {
      void bridge.undoStop({ scopeId, instanceIds: instanceIds.slice(from, from + 1000) }).then(tell);
    }
  }
}
