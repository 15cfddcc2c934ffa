import { appError } from '../../shared/errors';
import { isUnderWay } from '../../shared/instance-look';
import {
  type Action,
  findInstance,
  findScope,
  type Instance,
  type InstanceId,
  type ScopeId,
  type Snapshot,
} from '../../shared/model';
import type { Clock } from '../clock';
import { withActivities } from '../scope-changes';
import type { Store } from '../store';
import type { UnresolvedAction } from './journal-entries';
import type { SettledAction } from './settled-actions';

/** An action that is older than this, ms, has come to its end by now; it is not shown as under way any more. */
const FOLLOWED_MS = 15 * 60_000;

interface ResumeParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Has AWS asked about the instances of a scope whose actions are not over. */
  readonly follow: (scopeId: ScopeId) => void;
  readonly settle: (settled: SettledAction) => Promise<void>;
}

/**
 * Finds out what became of actions that an earlier run of the app did not see the end of. Once their scope has been listed
 * they are followed like one that got no answer; nothing is sent again. The answer gives up on those that still wait.
 */
export function resumeUnresolved(unresolved: readonly UnresolvedAction[], parts: ResumeParts): () => void {
  const { store, clock, follow, settle } = parts;
  // The newest first: where two have not come to their end, it is the later one whose state was wanted last.
  let waiting = unresolved.toReversed();

  function settleAll({ actionId }: UnresolvedAction, ids: readonly InstanceId[], end: End): void {
    for (const instanceId of ids) void settle({ actionId, instanceId, ...end });
  }

  function resume(unresolvedAction: UnresolvedAction): void {
    const { actionId, action, at, scopeId, instanceIds } = unresolvedAction;
    // No state tells whether it was rebooted.
    if (action === 'reboot') {
      settleAll(unresolvedAction, instanceIds, { outcome: 'failed', error: appError('outcome-unknown') });
      return;
    }
    const scope = findScope(store.get(), scopeId);
    // What has been asked for since then is looked at; nobody looks for the state that an older action wanted.
    const there = instanceIds.filter(
      (id) => scope !== undefined && findInstance(scope, id) !== undefined && !isUnderWay(scope.activities[id]),
    );
    const others = instanceIds.filter((id) => !there.includes(id));
    settleAll(unresolvedAction, others, { outcome: 'unfollowed', error: null });
    if (there.length === 0) return;
    if (clock.now() - at > FOLLOWED_MS) {
      for (const id of there) settleAll(unresolvedAction, [id], endSeenLate(action, scope && findInstance(scope, id)));
      return;
    }
    const activity = { phase: 'unverified', actionId, action, since: clock.now() } as const;
    store.updateScope(scopeId, (listed) => withActivities(listed, there, activity));
    follow(scopeId);
  }

  function resumeDue(): void {
    const snapshot = store.get();
    const due = waiting.filter((one) => isDue(one, snapshot));
    if (due.length === 0) return;
    // First, for what follows changes the store, and that comes back here.
    waiting = waiting.filter((one) => !due.includes(one));
    for (const one of due) resume(one);
    if (waiting.length === 0) unsubscribe();
  }

  const unsubscribe = store.subscribe(resumeDue);
  resumeDue();
  return unsubscribe;
}

type End = Pick<SettledAction, 'outcome' | 'error'>;

/** Of what was asked for long ago the state tells only whether it is the one that was wanted; much may have happened since. */
function endSeenLate(action: Action, instance: Instance | undefined): End {
  const wanted = action === 'start' ? 'running' : 'stopped';
  return { outcome: instance?.state === wanted ? 'reached' : 'unfollowed', error: null };
}

/** Once it can be told whether its instances are there, or that nobody looks at its scope any more. */
function isDue({ action, scopeId }: UnresolvedAction, snapshot: Snapshot): boolean {
  if (action === 'reboot') return true;
  const scope = findScope(snapshot, scopeId);
  return scope === undefined ? !snapshot.isStarting : scope.freshness.kind === 'current';
}
