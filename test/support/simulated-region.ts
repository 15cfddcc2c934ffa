import type { ScopeClient, StopMode } from '../../src/main/aws/scope-client';
import type { ChangeAnswer } from '../../src/main/aws/state-changes';
import type { Clock } from '../../src/main/clock';
import { type AppError, appError, type ErrorCode, fail, ok, type Result } from '../../src/shared/errors';
import type { Action, Instance, InstanceId, InstanceState } from '../../src/shared/model';
import { anInstance } from './snapshot-builder';
import { someDetails } from './some-details';

/*
 * EC2 in one account and Region as far as the app can tell: states that take their time, pictures that may be old, calls
 * that are carried out as a whole or not at all, answers that come late or never.
 */

export type InstanceKind = 'ordinary' | 'stop-protected' | 'one-time-spot' | 'hibernation';

export interface SimulatedInstance {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly kind: InstanceKind;
  readonly instanceType: string;
}

/** `lost before` and `lost after` the call was carried out: the app is told of a time-out either way. */
export const FAULTS = ['throttled', 'access-denied', 'refused', 'lost before', 'lost after'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Disorder {
  readonly fault: Fault;
  readonly on: 'reads' | 'changes' | 'all';
}

/** A call that changes something, or would. */
export interface ChangingCall {
  readonly action: Action;
  readonly ids: readonly InstanceId[];
}

/** Who looks on: each call when it comes in, when EC2 carries it out, and when its answer is out. */
export interface RegionWatch {
  asked(call: 'list' | 'by ID'): void;
  begun(call: ChangingCall): void;
  carriedOut(call: ChangingCall): void;
  answered(call: ChangingCall): void;
}

export interface RegionGiven {
  readonly clock: Clock;
  readonly random: () => number;
  readonly instances: readonly SimulatedInstance[];
  /** The longest that an answer takes, ms. */
  readonly latencyMs: number;
  /** How old a picture may be, ms; less than any change of a state takes. */
  readonly staleMs: number;
}

/** What the instance is from then on, until the next one; null once nothing shows it any more. */
interface Phase {
  readonly at: number;
  readonly shown: Instance | null;
}

const LOST_ANSWER_MS = 20_000;
const TERMINATED_VISIBLE_MS = 60_000;
const CHECKS_PASS_AFTER_MS = 5_000;
const NO_CAPACITY = 'Server.InsufficientInstanceCapacity: There is not enough capacity';

export class SimulatedRegion {
  /** How many more instances of each type can be started. */
  room = Number.POSITIVE_INFINITY;
  /** Starts that EC2 takes fall back to stopped after a while. */
  fallsBack = false;
  disorder: Disorder | null = null;
  readonly #given: RegionGiven;
  readonly #phases = new Map<InstanceId, readonly Phase[]>();
  readonly #kinds = new Map<InstanceId, InstanceKind>();

  constructor(given: RegionGiven) {
    this.#given = given;
    for (const instance of given.instances) this.add(instance, 0);
  }

  /** What is true now, whatever Describe still says. */
  truth(): readonly Instance[] {
    return this.#pictureAt(this.#given.clock.now());
  }

  stateOf(id: InstanceId): InstanceState | null {
    return this.#at(id, this.#given.clock.now())?.state ?? null;
  }

  /** Whether it came to a stop after that time, whatever it is now. */
  hasStoppedSince(id: InstanceId, since: number): boolean {
    const now = this.#given.clock.now();
    const phases = this.#phases.get(id) ?? [];
    return phases.some(({ at, shown }) => at > since && at <= now && shown?.state === 'stopped');
  }

  /** Somebody launches an instance. */
  add({ instanceId, name, state, kind, instanceType }: SimulatedInstance, at = this.#given.clock.now()): void {
    this.#kinds.set(instanceId, kind);
    const isHibernationConfigured = kind === 'hibernation';
    const shown = anInstance({ instanceId, name, state, instanceType, isHibernationConfigured });
    this.#phases.set(instanceId, [{ at, shown }]);
  }

  rename(id: InstanceId, name: string): void {
    const now = this.#given.clock.now();
    const renamed = (phase: Phase): Phase => ({ ...phase, shown: phase.shown && { ...phase.shown, name } });
    const phases = this.#phases.get(id) ?? [];
    const current = this.#at(id, now);
    this.#phases.set(id, [
      ...phases.filter(({ at }) => at <= now),
      { at: now, shown: current && { ...current, name } },
      ...phases.filter(({ at }) => at > now).map(renamed),
    ]);
  }

  terminate(id: InstanceId): void {
    const state = this.stateOf(id);
    if (state === null || state === 'terminated' || state === 'shutting-down') return;
    const doneAfter = this.#duration();
    this.#plan(id, [
      [0, 'shutting-down'],
      [doneAfter, 'terminated'],
      [doneAfter + TERMINATED_VISIBLE_MS, null],
    ]);
  }

  /** Somebody else asks for it: nothing of it is lost, and nobody looks on. */
  change(call: ChangingCall): Result<ChangeAnswer> {
    const error = this.#refusal(call);
    if (error !== null) return fail(error);
    const changes = call.ids.map((instanceId) => {
      this.#carryOut(call.action, instanceId);
      return { instanceId, currentState: this.stateOf(instanceId) ?? 'terminated' };
    });
    return ok({ changes: call.action === 'reboot' ? [] : changes, requestId: 'simulated' });
  }

  /** The client of one run of the app. */
  client(watch: RegionWatch): ScopeClient {
    const change = (action: Action, ids: readonly InstanceId[]) => this.#answerChange({ action, ids }, watch);
    const read = <Value>(call: 'list' | 'by ID', answer: (pictureAt: number) => Result<Value>) => {
      watch.asked(call);
      return this.#answerRead(answer);
    };
    return {
      listInstances: () => read('list', (at) => ok(this.#pictureAt(at))),
      describeInstances: (ids) => read('by ID', (at) => this.#described(ids, at)),
      describeInstanceStatus: (ids) =>
        read('by ID', (at) => {
          const running = ids.filter((id) => this.#at(id, at)?.state === 'running');
          return ok(running.map((instanceId) => ({ instanceId, havePassed: this.#havePassed(instanceId, at) })));
        }),
      describeDetails: () => read('by ID', () => ok(someDetails())),
      startInstances: (ids) => change('start', ids),
      stopInstances: (ids, how: StopMode) => change(how, ids),
      rebootInstances: (ids) => change('reboot', ids),
      dryRun: (ids, action) => this.#answerDryRun({ action, ids }),
      close: () => undefined,
    };
  }

  /** AWS looks only at whether one may, and not at what the instance is. */
  async #answerDryRun({ ids }: ChangingCall): Promise<Result<null>> {
    const { random, latencyMs } = this.#given;
    const fault = this.#fault('changes');
    const isMissing = ids.some((id) => this.stateOf(id) === null);
    await this.#wait(fault?.startsWith('lost') ? LOST_ANSWER_MS : random() * latencyMs);
    if (fault !== null) return fail(errorOf(fault));
    return isMissing ? fail(appError('instance-not-found')) : ok(null);
  }

  async #answerRead<Value>(answer: (pictureAt: number) => Result<Value>): Promise<Result<Value>> {
    const { clock, random, staleMs, latencyMs } = this.#given;
    const fault = this.#fault('reads');
    const pictureAt = clock.now() - random() * staleMs;
    const answered = answer(pictureAt);
    await this.#wait(fault?.startsWith('lost') ? LOST_ANSWER_MS : random() * latencyMs);
    return fault === null ? answered : fail(errorOf(fault));
  }

  async #answerChange(call: ChangingCall, watch: RegionWatch): Promise<Result<ChangeAnswer>> {
    const { random, latencyMs } = this.#given;
    watch.begun(call);
    const fault = this.#fault('changes');
    await this.#wait((random() * latencyMs) / 2);
    const isCarriedOut = fault === null || fault === 'lost after';
    const answer = isCarriedOut ? this.change(call) : fail(errorOf(fault));
    if (isCarriedOut && answer.ok) watch.carriedOut(call);
    await this.#wait(fault?.startsWith('lost') ? LOST_ANSWER_MS : (random() * latencyMs) / 2);
    watch.answered(call);
    return fault === null ? answer : fail(errorOf(fault));
  }

  #fault(kind: 'reads' | 'changes'): Fault | null {
    const { disorder } = this;
    return disorder !== null && (disorder.on === 'all' || disorder.on === kind) ? disorder.fault : null;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#given.clock.after(ms, resolve));
  }

  #described(ids: readonly InstanceId[], at: number): Result<readonly Instance[]> {
    const found = ids.flatMap((id) => this.#at(id, at) ?? []);
    return found.length === ids.length ? ok(found) : fail(appError('instance-not-found'));
  }

  #havePassed(id: InstanceId, at: number): boolean {
    return this.#at(id, at - CHECKS_PASS_AFTER_MS)?.state === 'running';
  }

  #pictureAt(at: number): readonly Instance[] {
    return [...this.#phases.keys()].flatMap((id) => this.#at(id, at) ?? []);
  }

  #at(id: InstanceId, time: number): Instance | null {
    return this.#phases.get(id)?.findLast(({ at }) => at <= time)?.shown ?? null;
  }

  /** EC2 refuses the whole call for one bad instance; it names the bad ones more often than not. */
  #refusal({ action, ids }: ChangingCall): AppError | null {
    const refused = ids.flatMap((id) => {
      const code = this.#refusalOf(action, id);
      return code === null ? [] : [{ id, code }];
    });
    const [first] = refused;
    if (first !== undefined) {
      const named = refused.filter(({ code }) => code === first.code).map(({ id }) => id);
      return appError(first.code, { detail: this.#given.random() < 0.7 ? `Not these: ${named.join(', ')}` : null });
    }
    return action === 'start' && !this.#takeRoom(ids) ? errorOf('no capacity') : null;
  }

  #refusalOf(action: Action, id: InstanceId): ErrorCode | null {
    const state = this.stateOf(id);
    const kind = this.#kinds.get(id);
    if (state === null) return 'instance-not-found';
    if (state === 'terminated' || state === 'shutting-down') return 'incorrect-state';
    if (action === 'start') return state === 'stopping' ? 'incorrect-state' : null;
    if (action === 'reboot') return state === 'running' ? null : 'incorrect-state';
    if (kind === 'one-time-spot') return 'unsupported-operation';
    if (kind === 'stop-protected') return 'stop-protected';
    return action === 'hibernate' && kind !== 'hibernation' ? 'unsupported-operation' : null;
  }

  #takeRoom(ids: readonly InstanceId[]): boolean {
    const wanted = ids.filter((id) => this.stateOf(id) === 'stopped').length;
    if (wanted > this.room) return false;
    this.room -= wanted;
    return true;
  }

  #carryOut(action: Action, id: InstanceId): void {
    const state = this.stateOf(id);
    const duration = this.#duration();
    if (action === 'start' && state === 'stopped' && this.fallsBack) {
      this.#plan(id, [
        [0, 'pending'],
        [duration, 'stopped', NO_CAPACITY],
      ]);
    } else if (action === 'start' && state === 'stopped')
      this.#plan(id, [
        [0, 'pending'],
        [duration, 'running'],
      ]);
    if (action === 'start' || action === 'reboot') return;
    if (state === 'running' || state === 'pending')
      this.#plan(id, [
        [0, 'stopping'],
        [duration, 'stopped'],
      ]);
    if (state === 'stopping' && action === 'force-stop')
      this.#plan(id, [
        [0, 'stopping'],
        [duration / 2, 'stopped'],
      ]);
  }

  /** Longer than any picture is old. */
  #duration(): number {
    const { random, staleMs } = this.#given;
    return 2 * staleMs + 4_000 + random() * 12_000;
  }

  /** From now on, instead of what was to come. */
  #plan(
    id: InstanceId,
    states: readonly (readonly [afterMs: number, state: InstanceState | null, why?: string])[],
  ): void {
    const now = this.#given.clock.now();
    const current = this.#at(id, now);
    const past = (this.#phases.get(id) ?? []).filter(({ at }) => at <= now);
    const planned = states.map(([afterMs, state, stateReason = null]) => ({
      at: now + afterMs,
      shown: state === null || current === null ? null : { ...current, state, stateReason },
    }));
    this.#phases.set(id, [...past, ...planned]);
  }
}

function errorOf(fault: Fault | 'no capacity'): AppError {
  switch (fault) {
    case 'throttled':
    case 'access-denied':
      return appError(fault, { retryable: fault === 'throttled' });
    case 'refused':
      return appError('endpoint-unreachable', { awsCode: 'ECONNREFUSED', retryable: true });
    case 'lost before':
    case 'lost after':
      return appError('timeout', { retryable: true });
    case 'no capacity':
      return appError('insufficient-capacity', { retryable: true });
  }
}
