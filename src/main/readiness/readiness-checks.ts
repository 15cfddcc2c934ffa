import { appError } from '../../shared/errors';
import {
  type Activity,
  findInstance,
  findScope,
  type Instance,
  type InstanceId,
  type Scope,
  type ScopeId,
  toInstanceId,
} from '../../shared/model';
import type { ScopeClient } from '../aws/scope-client';
import type { Clock } from '../clock';
import type { RequestPacer } from '../request-pacer';
import { withActivity } from '../scope-changes';
import type { Store } from '../store';

const FIRST_MS = 2_000;
const LONGEST_MS = 15_000;
const GROWTH = 1.5;
/** An instance that is not usable after this long is told as such. AWS's own checks take some 2 to 5 minutes. */
const LIMIT_MS = 15 * 60_000;
/** Looks that are further apart than this, ms, were not made while the computer slept. */
const CONTINUOUS_MS = 60_000;
/** DescribeInstanceStatus takes at most this many IDs. */
const MOST_IDS = 100;

export interface ReadinessChecksParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly clientFor: (scope: ScopeId) => ScopeClient;
  readonly pacer: RequestPacer;
  /** While this holds, nothing is asked. */
  readonly isPaused: (scope: ScopeId) => boolean;
  /** Whether something takes a TCP connection there. */
  readonly answersOnPort: (host: string, port: number) => Promise<boolean>;
}

type Checking = Extract<Activity, { phase: 'checking' }>;

/**
 * Finds out when instances that run are really usable (`checking`): by AWS's status checks, or by a TCP port that answers.
 * Each scope with such instances is looked at with growing pauses; without any, nothing happens.
 */
export class ReadinessChecks {
  readonly #parts: ReadinessChecksParts;
  readonly #unsubscribe: () => void;
  /** What takes the next look of a scope back. */
  readonly #looks = new Map<ScopeId, () => void>();
  /** Since when each scope has been looked at without a gap, and the last look; ms since the epoch. */
  readonly #watched = new Map<ScopeId, { readonly since: number; readonly last: number }>();
  #isStopped = false;

  constructor(parts: ReadinessChecksParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.subscribe(({ scopes }) => {
      for (const scope of scopes) {
        if (!this.#looks.has(scope.id) && checkingOf(scope).length > 0) this.#next(scope.id, 0);
      }
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#unsubscribe();
    for (const cancel of this.#looks.values()) cancel();
    this.#looks.clear();
  }

  #next(id: ScopeId, round: number, turnInMs: number | null = null): void {
    if (this.#isStopped) return;
    const delay = turnInMs ?? Math.min(LONGEST_MS, FIRST_MS * GROWTH ** round);
    this.#looks.set(
      id,
      this.#parts.clock.after(delay, () => void this.#look(id, round, turnInMs !== null)),
    );
  }

  async #look(id: ScopeId, round: number, isItsTurn: boolean): Promise<void> {
    const { store, clock, pacer, isPaused } = this.#parts;
    const scope = findScope(store.get(), id);
    const checking = scope === undefined ? [] : checkingOf(scope);
    if (scope === undefined || checking.length === 0) {
      this.#looks.delete(id);
      this.#watched.delete(id);
      return;
    }
    if (isPaused(id)) return this.#next(id, round);
    const byStatus = checking.filter(([, { readyWhen }]) => readyWhen === 'status-checks');
    const wait = byStatus.length > 0 && !isItsTurn ? pacer.reserve(scope.region, clock.now()) : 0;
    if (wait > 0) return this.#next(id, round, wait);
    const [passed, answering] = await Promise.all([
      this.#passed(id, byStatus),
      this.#answering(
        scope,
        checking.filter(([, { readyWhen }]) => readyWhen === 'tcp-port'),
      ),
    ]);
    // What AWS did not answer is no sign that something is not usable.
    this.#watch(id, passed !== null);
    this.#show(id, checking, [...(passed ?? []), ...answering]);
    this.#next(id, round + 1);
  }

  #watch(id: ScopeId, isAnswered: boolean): void {
    const now = this.#parts.clock.now();
    const watched = this.#watched.get(id);
    const goesOn = isAnswered && watched !== undefined && now - watched.last <= CONTINUOUS_MS;
    this.#watched.set(id, { since: goesOn ? watched.since : now, last: now });
  }

  /** Those whose checks have passed; null where AWS does not say. */
  async #passed(
    id: ScopeId,
    checking: readonly (readonly [InstanceId, Checking])[],
  ): Promise<readonly InstanceId[] | null> {
    if (checking.length === 0) return [];
    // The oldest first: with more than one call can take, the others have their turn when these are through.
    const oldest = checking.toSorted(([, a], [, b]) => a.since - b.since).slice(0, MOST_IDS);
    const answer = await this.#parts.clientFor(id).describeInstanceStatus(oldest.map(([instanceId]) => instanceId));
    if (!answer.ok) return null;
    return answer.value.filter(({ havePassed }) => havePassed).map(({ instanceId }) => instanceId);
  }

  async #answering(
    scope: Scope,
    checking: readonly (readonly [InstanceId, Checking])[],
  ): Promise<readonly InstanceId[]> {
    const { store, answersOnPort } = this.#parts;
    const port = store.get().settings.readyPort;
    const asked = checking.map(async ([id]): Promise<readonly InstanceId[]> => {
      const host = addressOf(findInstance(scope, id));
      return host !== null && (await answersOnPort(host, port)) ? [id] : [];
    });
    return (await Promise.all(asked)).flat();
  }

  /** Only of what is still being checked for the same action: much may have happened meanwhile. */
  #show(id: ScopeId, asked: readonly (readonly [InstanceId, Checking])[], usable: readonly InstanceId[]): void {
    const { store, clock } = this.#parts;
    const now = clock.now();
    store.updateScope(id, (scope) =>
      asked.reduce((shown, [instanceId, { actionId, action, since }]) => {
        const activity = shown.activities[instanceId];
        if (activity?.phase !== 'checking' || activity.actionId !== actionId) return shown;
        if (usable.includes(instanceId)) return withActivity(shown, instanceId, null);
        if (now - Math.max(since, this.#watched.get(id)?.since ?? now) < LIMIT_MS) return shown;
        const error = appError('not-usable');
        return withActivity(shown, instanceId, { phase: 'failed', actionId, action, at: now, error });
      }, scope),
    );
  }
}

function checkingOf({ activities }: Scope): readonly (readonly [InstanceId, Checking])[] {
  return Object.entries(activities).flatMap(([id, activity]) =>
    activity.phase === 'checking' ? [[toInstanceId(id), activity] as const] : [],
  );
}

function addressOf(instance: Instance | undefined): string | null {
  return instance?.publicDnsName ?? instance?.publicIpAddress ?? instance?.privateIpAddress ?? null;
}
