import { assertNever } from '../shared/assert-never';
import { isDryRunScope } from '../shared/dry-run';
import { type AppError, appError, fail, ok, type Result } from '../shared/errors';
import { type Activity, findInstance, findScope, type InstanceId, type Scope, type ScopeId } from '../shared/model';
import { isFateUnknown } from './aws/sdk-errors';
import type { ChangeAnswer } from './aws/state-changes';
import { CallTurns, THROTTLED_PAUSES_MS } from './call-turns';
import type { Clock } from './clock';
import { withActivities } from './scope-changes';
import type { ActionRecorder, SentAction } from './sent-action';
import type { Store } from './store';

/** Whoever may do nothing is refused each call: no more of them than this. Enough to leave out one of some thirty. */
const MOST_CALLS_WHERE_DENIED = 12;

interface ActionCallsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly follow: (scope: ScopeId) => void;
  readonly recorder: ActionRecorder;
}

/** What became of the instances of one call, after all its splits. */
export interface Sending {
  /** How many AWS took, or may have taken. */
  readonly accepted: number;
  readonly refused: readonly { readonly ids: readonly InstanceId[]; readonly error: AppError }[];
}

/** One action while its calls are sent. */
interface Course {
  readonly sent: SentAction;
  readonly turns: CallTurns;
}

/**
 * The calls that carry an action: one for all its instances of a scope; where some of them make AWS refuse the whole
 * call, it is split so that the good ones go through and the bad ones are named. Nothing is ever sent twice on a doubt.
 */
export class ActionCalls {
  readonly #parts: ActionCallsParts;

  constructor(parts: ActionCallsParts) {
    this.#parts = parts;
  }

  /** Shows that it is on its way; for before `send`. */
  markSending({ actionId, scopeId, action, isDryRun }: SentAction, ids: readonly InstanceId[]): void {
    const since = this.#parts.clock.now();
    const phase = isDryRun ? 'trying' : 'sending';
    this.#parts.store.updateScope(scopeId, (scope) => withActivities(scope, ids, { phase, actionId, action, since }));
  }

  /** One call after the other, never two at once: EC2's bucket for these calls holds five. */
  send(sent: SentAction, ids: readonly InstanceId[]): Promise<Sending> {
    return this.#send({ sent, turns: new CallTurns(this.#parts.clock) }, ids);
  }

  async #send(course: Course, ids: readonly InstanceId[]): Promise<Sending> {
    return this.#settle(course, ids, await this.#call(course, ids));
  }

  /**
   * A throttled call was surely not carried out. The first one of an action fails with it; a part of a split is sent
   * again, for it is the calls before it that have emptied the bucket, and nothing is wrong with its instances.
   */
  async #call({ sent, turns }: Course, ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> {
    const pauses = turns.taken === 0 ? [] : THROTTLED_PAUSES_MS;
    await turns.next();
    let answer = await this.#callOnce(sent, ids);
    for (const pauseMs of pauses) {
      if (answer.ok || answer.error.code !== 'throttled') break;
      await turns.next(pauseMs);
      answer = await this.#callOnce(sent, ids);
    }
    return answer;
  }

  /** The last gate before AWS: what was asked for before the dry run was switched on, and has not gone out yet, stays. */
  async #callOnce(sent: SentAction, ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> {
    if (sent.isDryRun) return tryOut(sent, ids);
    if (isDryRunScope(this.#parts.store.get(), sent.scopeId)) return fail(appError('dry-run-on'));
    return call(sent, ids);
  }

  async #settle(course: Course, ids: readonly InstanceId[], answer: Result<ChangeAnswer>): Promise<Sending> {
    if (answer.ok) return this.#accepted(course.sent, ids, answer.value);
    const { error } = answer;
    if (ids.length > 1 && error.code === 'insufficient-capacity') return this.#sendByPool(course, ids, error);
    if (ids.length > 1 && error.code === 'access-denied') return this.#sendPermitted(course, ids, error);
    if (ids.length > 1 && isAboutSingleInstances(error)) return this.#sendSplit(course, ids, error);
    return this.#notAccepted(course.sent, ids, error);
  }

  /** AWS names the bad ones where it can; where it does not, halves find them. */
  async #sendSplit(course: Course, ids: readonly InstanceId[], error: AppError): Promise<Sending> {
    const named: readonly string[] = error.detail?.match(/\bi-[0-9a-f]{8,17}\b/g) ?? [];
    const bad = ids.filter((id) => named.includes(id));
    if (bad.length > 0 && bad.length < ids.length) {
      const refused = await this.#notAccepted(course.sent, bad, error);
      const good = ids.filter((id) => !bad.includes(id));
      return together(refused, await this.#send(course, good));
    }
    const [first, second] = halves(ids);
    const done = await this.#send(course, first);
    return together(done, await this.#send(course, second));
  }

  /**
   * IAM refuses a whole call for one instance that its conditions (on tags, say) do not allow, or for all of them. The
   * largest parts are sent first, so that as many as can be have gone through when the calls are used up.
   */
  async #sendPermitted(course: Course, ids: readonly InstanceId[], error: AppError): Promise<Sending> {
    const parts = halves(ids).map((half) => ({ half, error }));
    let all: Sending = { accepted: 0, refused: [] };
    // Grows while it is gone through.
    for (const part of parts) {
      if (course.turns.taken >= MOST_CALLS_WHERE_DENIED) {
        all = together(all, await this.#notAccepted(course.sent, part.half, part.error));
        continue;
      }
      const answer = await this.#call(course, part.half);
      if (answer.ok || answer.error.code !== 'access-denied' || part.half.length === 1) {
        all = together(all, await this.#settle(course, part.half, answer));
      } else {
        const { error: latest } = answer;
        parts.push(...halves(part.half).map((half) => ({ half, error: latest })));
      }
    }
    return all;
  }

  /** Capacity is a matter of type and Availability Zone: what one has not, another may have. */
  async #sendByPool(course: Course, ids: readonly InstanceId[], error: AppError): Promise<Sending> {
    const pools = this.#pools(course.sent.scopeId, ids);
    if (pools.length === 1) return this.#sendPart(course, ids, error);
    let all: Sending = { accepted: 0, refused: [] };
    for (const pool of pools) all = together(all, await this.#send(course, pool));
    return all;
  }

  /** A pool that has not enough for all may have enough for some; once it is empty, no more is asked of it. */
  async #sendPart(course: Course, ids: readonly InstanceId[], error: AppError): Promise<Sending> {
    const [half, rest] = halves(ids);
    const first = await this.#send(course, half);
    if (first.accepted === half.length) return together(first, await this.#send(course, rest));
    return together(first, await this.#notAccepted(course.sent, rest, first.refused.at(-1)?.error ?? error));
  }

  #pools(scopeId: ScopeId, ids: readonly InstanceId[]): readonly (readonly InstanceId[])[] {
    const scope = findScope(this.#parts.store.get(), scopeId);
    const pools = new Map<string, InstanceId[]>();
    for (const id of ids) {
      const instance = scope === undefined ? undefined : findInstance(scope, id);
      const pool = `${instance?.instanceType} ${instance?.availabilityZone}`;
      pools.set(pool, [...(pools.get(pool) ?? []), id]);
    }
    return [...pools.values()];
  }

  async #accepted(sent: SentAction, ids: readonly InstanceId[], answer: ChangeAnswer): Promise<Sending> {
    const { store, clock, follow, recorder } = this.#parts;
    const { actionId, scopeId, action } = sent;
    const since = clock.now();
    const states = new Map(answer.changes.map(({ instanceId, currentState }) => [instanceId, currentState]));
    const isOnTheWay = (id: InstanceId): boolean => states.get(id) === (action === 'start' ? 'pending' : 'stopping');
    const recorded = recorder.answered(sent, {
      instanceIds: ids,
      answer: 'accepted',
      error: null,
      ...requestOf(answer),
    });
    if (sent.isDryRun) {
      this.#show(sent, ids, { phase: 'tried', actionId, action, at: since, error: null });
      await recorded;
      return { accepted: ids.length, refused: [] };
    }
    const accepted = { phase: 'accepted', actionId, action, since } as const;
    store.updateScope(scopeId, (scope) => {
      const awaited = stillSending(scope, sent, ids);
      // A reboot changes no state: there is nothing to be followed.
      if (action === 'reboot') return withActivities(scope, awaited, null);
      const marked = withActivities(scope, awaited, { ...accepted, hasProgressed: false });
      return withActivities(marked, awaited.filter(isOnTheWay), { ...accepted, hasProgressed: true });
    });
    follow(scopeId);
    await recorded;
    return { accepted: ids.length, refused: [] };
  }

  async #notAccepted(sent: SentAction, ids: readonly InstanceId[], error: AppError): Promise<Sending> {
    const { clock, follow, recorder } = this.#parts;
    const { actionId, scopeId, action } = sent;
    const now = clock.now();
    const isUnknown = isFateUnknown(error);
    const answer = isUnknown ? 'unknown' : 'refused';
    const recorded = recorder.answered(sent, { instanceIds: ids, answer, error, ...requestOf(error) });
    if (sent.isDryRun) {
      this.#show(sent, ids, { phase: 'tried', actionId, action, at: now, error });
      await recorded;
      return { accepted: 0, refused: [{ ids, error }] };
    }
    if (isUnknown && action !== 'reboot') {
      this.#show(sent, ids, { phase: 'unverified', actionId, action, since: now });
      follow(scopeId);
      await recorded;
      return { accepted: ids.length, refused: [] };
    }
    const told = isUnknown ? appError('outcome-unknown', { detail: error.detail }) : error;
    const waiting = error.code === 'insufficient-capacity' ? sent.untilCapacity?.() : null;
    this.#show(sent, ids, waiting ?? { phase: 'failed', actionId, action, at: now, error: told });
    await recorded;
    return { accepted: 0, refused: [{ ids, error: told }] };
  }

  #show(sent: SentAction, ids: readonly InstanceId[], activity: Activity): void {
    this.#parts.store.updateScope(sent.scopeId, (scope) =>
      withActivities(scope, stillSending(scope, sent, ids), activity),
    );
  }
}

/** Those that wait for this answer: a Profile that signs in elsewhere meanwhile begins anew, and knows nothing of it. */
function stillSending(
  { activities }: Scope,
  { actionId, isDryRun }: SentAction,
  ids: readonly InstanceId[],
): InstanceId[] {
  const phase = isDryRun ? 'trying' : 'sending';
  return ids.filter((id) => activities[id]?.phase === phase && activities[id].actionId === actionId);
}

const together = (a: Sending, b: Sending): Sending => ({
  accepted: a.accepted + b.accepted,
  refused: [...a.refused, ...b.refused],
});

function halves(ids: readonly InstanceId[]): readonly [readonly InstanceId[], readonly InstanceId[]] {
  const half = Math.ceil(ids.length / 2);
  return [ids.slice(0, half), ids.slice(half)];
}

const requestOf = ({ requestId }: { readonly requestId: string | null }) => ({ requestId });

/** AWS tells nothing but that it would have worked. */
async function tryOut({ client, action }: SentAction, ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> {
  const answer = await client.dryRun(ids, action);
  return answer.ok ? ok({ changes: [], requestId: null }) : answer;
}

async function call({ client, action }: SentAction, ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> {
  switch (action) {
    case 'start':
      return client.startInstances(ids);
    case 'stop':
    case 'force-stop':
    case 'hibernate':
      return client.stopInstances(ids, action);
    case 'reboot':
      return client.rebootInstances(ids);
    default:
      return assertNever(action);
  }
}

/** Errors with which AWS refuses a whole call because of some of its instances. */
function isAboutSingleInstances(error: AppError): boolean {
  return (
    error.code === 'instance-not-found' ||
    error.code === 'instance-id-malformed' ||
    error.code === 'incorrect-state' ||
    error.code === 'stop-protected' ||
    error.code === 'not-permitted' ||
    error.code === 'unsupported-operation'
  );
}
