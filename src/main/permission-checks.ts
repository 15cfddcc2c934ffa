import { appError, type ErrorCode, fail, ok, type Result } from '../shared/errors';
import {
  type Activity,
  findScope,
  type Instance,
  type InstanceId,
  type Scope,
  type ScopeId,
  toInstanceId,
} from '../shared/model';
import {
  CHECKED_ACTIONS,
  type CheckedAction,
  checkedActionOf,
  type Permission,
  type Permissions,
} from '../shared/permissions';
import type { ScopeClient } from './aws/scope-client';
import type { Clock } from './clock';
import type { Store } from './store';

/** How many instances an action is asked about, at most, in one check. */
const MOST_CALLS_ASKED_FOR = 2;
const MOST_CALLS_BY_ITSELF = 3;
/** How long a scope is left alone after a check that nobody asked for, ms. */
const BY_ITSELF_EVERY_MS = 10 * 60_000;

interface PermissionChecksParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
}

/**
 * Asks AWS by DryRun what a Profile may do in a scope: when a person wants to know, and by itself after AWS has refused
 * them something. What one instance was refused says nothing about the others, for permissions may hang on tags: an
 * action counts as denied only where a second instance is refused too, or there is no other.
 */
export class PermissionChecks {
  readonly #parts: PermissionChecksParts;
  readonly #byItselfAt = new Map<ScopeId, number>();
  /** The latest check of each scope: the answers of an earlier one are about the past. */
  readonly #latest = new Map<ScopeId, symbol>();

  constructor(parts: PermissionChecksParts) {
    this.#parts = parts;
  }

  /** Looks out for what AWS refuses, and for dry runs that it would allow. The answer ends it. */
  start(): () => void {
    const { store } = this.#parts;
    let before = store.get();
    return store.subscribe((snapshot) => {
      const was = before;
      before = snapshot;
      for (const scope of snapshot.scopes) this.#look(findScope(was, scope.id), scope);
    });
  }

  /** Asks about all actions; the answer waits for AWS's. Fails with `scope-not-found`. */
  async check(id: ScopeId): Promise<Result<null>> {
    const scope = findScope(this.#parts.store.get(), id);
    if (scope === undefined) return fail(appError('scope-not-found'));
    if (!scope.permissions.isChecking) await this.#check(scope, CHECKED_ACTIONS, new Set(), MOST_CALLS_ASKED_FOR);
    return ok(null);
  }

  #look(was: Scope | undefined, scope: Scope): void {
    if (was === undefined || was.activities === scope.activities) return;
    const changed = Object.entries(scope.activities).filter(
      ([id, activity]) => was.activities[toInstanceId(id)] !== activity,
    );
    const refused = changed.filter(([, activity]) => isDenied(activity));
    const allowed = changed.find(([, activity]) => activity.phase === 'tried' && activity.error === null)?.[1];
    if (allowed !== undefined) this.#know(scope.id, checkedActionOf(allowed.action), { verdict: 'allowed' });
    const [first] = refused;
    if (first === undefined || scope.permissions.isChecking) return;
    const now = this.#parts.clock.now();
    const last = this.#byItselfAt.get(scope.id);
    if (last !== undefined && now - last < BY_ITSELF_EVERY_MS) return;
    this.#byItselfAt.set(scope.id, now);
    const action = checkedActionOf(first[1].action);
    const ids = refused.filter(([, activity]) => checkedActionOf(activity.action) === action).map(([id]) => id);
    void this.#check(scope, [action], new Set(ids.map(toInstanceId)), MOST_CALLS_BY_ITSELF);
  }

  /** `refused` are those that AWS has refused the action already. */
  async #check(
    scope: Scope,
    actions: readonly CheckedAction[],
    refused: ReadonlySet<InstanceId>,
    mostCalls: number,
  ): Promise<void> {
    const { store, clock, clientFor } = this.#parts;
    const client = clientFor(scope.id);
    const own = Symbol(scope.id);
    this.#latest.set(scope.id, own);
    const checking: Permissions = { ...scope.permissions, isChecking: true };
    store.updateScope(scope.id, (current) => ({ ...current, permissions: checking }));
    const found = new Map<CheckedAction, Permission>();
    for (const action of actions) found.set(action, await permissionOf(client, scope, action, refused, mostCalls));
    store.updateScope(scope.id, (current) => {
      // The Profile signs in otherwise by now, or is even asked about again.
      if (!current.permissions.isChecking || this.#latest.get(scope.id) !== own) return current;
      const of = { ...current.permissions.of, ...Object.fromEntries(found) };
      return { ...current, permissions: { isChecking: false, askedAt: clock.now(), of } };
    });
  }

  #know(id: ScopeId, action: CheckedAction, permission: Permission): void {
    this.#parts.store.updateScope(id, (scope) => {
      const { permissions } = scope;
      if (permissions.of[action].verdict !== 'denied') return scope;
      return { ...scope, permissions: { ...permissions, of: { ...permissions.of, [action]: permission } } };
    });
  }
}

async function permissionOf(
  client: ScopeClient,
  { instances }: Scope,
  action: CheckedAction,
  refusedBefore: ReadonlySet<InstanceId>,
  mostCalls: number,
): Promise<Permission> {
  const askable = askableFor(action, instances);
  const refused = new Set(refusedBefore);
  const isAlone = askable.length <= 1;
  // One that was refused is asked again only where there is no other: it would say the same.
  const candidates = askable.filter(({ instanceId }) => isAlone || !refused.has(instanceId)).slice(0, mostCalls);
  let last: Permission = { verdict: 'unknown', error: null };
  for (const { instanceId } of candidates) {
    const answer = await client.dryRun([instanceId], action);
    if (answer.ok) return { verdict: 'allowed' };
    const { error } = answer;
    last = { verdict: 'unknown', error };
    if (error.code === 'access-denied') {
      refused.add(instanceId);
      if (refused.size > 1 || isAlone) return { verdict: 'denied', error };
    } else if (!isAboutTheInstance(error.code)) return last;
  }
  return last;
}

/** Those in the state that the action is for come first: of others AWS may say no more than that it does not fit. */
function askableFor(action: CheckedAction, instances: readonly Instance[]): readonly Instance[] {
  const there = instances.filter(({ state }) => state !== 'terminated' && state !== 'shutting-down');
  const wanted = action === 'start' ? 'stopped' : 'running';
  return [...there.filter(({ state }) => state === wanted), ...there.filter(({ state }) => state !== wanted)];
}

const isAboutTheInstance = (code: ErrorCode): boolean =>
  code === 'incorrect-state' ||
  code === 'instance-not-found' ||
  code === 'unsupported-operation' ||
  code === 'stop-protected' ||
  code === 'not-permitted';

const isDenied = (activity: Activity): boolean =>
  (activity.phase === 'failed' || activity.phase === 'tried') && activity.error?.code === 'access-denied';
