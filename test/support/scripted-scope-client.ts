import type { ScopeClient, StatusChecks, StopMode } from '../../src/main/aws/scope-client';
import type { ChangeAnswer } from '../../src/main/aws/state-changes';
import { type AppError, appError, type ErrorCode, fail, ok, type Result } from '../../src/shared/errors';
import type { InstanceDetails } from '../../src/shared/instance-details';
import type { Instance, InstanceId, InstanceState } from '../../src/shared/model';
import { someDetails } from './some-details';

type Method = 'list' | 'describe' | 'details' | 'status' | 'start' | 'stop' | 'reboot' | 'dry-run';

export interface ScopeCall {
  readonly method: Method;
  /** Empty for `list`. */
  readonly ids: readonly InstanceId[];
  /** Of a stop that is not an ordinary one. */
  readonly how?: StopMode;
}

/** Decides about a call: an error to answer with, or null to let it through. */
type Rule = (call: ScopeCall) => AppError | null;

/** A Region in memory, behind the interface that the app asks: the test says what AWS shows and how it fails. */
export class ScriptedScopeClient implements ScopeClient {
  /** What AWS lists. */
  instances: readonly Instance[];
  /** Every call in the order in which it came. */
  readonly calls: ScopeCall[] = [];
  /** The most calls that were ever under way at once. */
  mostAtOnce = 0;
  isClosed = false;
  #rule: Rule = () => null;
  #held: (() => void)[] | null = null;
  #underWay = 0;

  constructor(instances: readonly Instance[] = []) {
    this.instances = instances;
  }

  /** From now on every call for which `rule` gives an error fails with it. */
  failWhen(rule: Rule): void {
    this.#rule = rule;
  }

  /** From now on every call of these methods, or every call at all, fails. */
  fail(code: ErrorCode, ...methods: readonly Method[]): void {
    const error = appError(code, { retryable: true, detail: `scripted ${code}` });
    this.#rule = ({ method }) => (methods.length === 0 || methods.includes(method) ? error : null);
  }

  recover(): void {
    this.#rule = () => null;
  }

  /** Holds back every answer until `release`. What AWS shows is taken when the answer is released. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }

  /** Gives the answer that was held back first, and goes on holding back the others. */
  releaseFirst(): void {
    this.#held?.shift()?.();
  }

  /** AWS shows this state of an instance from now on. */
  setState(id: InstanceId, state: InstanceState): void {
    this.instances = this.instances.map((instance) => (instance.instanceId === id ? { ...instance, state } : instance));
  }

  callsOf(method: Method): readonly ScopeCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  listInstances = (): Promise<Result<readonly Instance[]>> => this.#answer('list', [], () => this.instances);

  describeInstances = (ids: readonly InstanceId[]): Promise<Result<readonly Instance[]>> =>
    this.#answer('describe', ids, () => this.instances.filter(({ instanceId }) => ids.includes(instanceId)));

  /** Those whose status checks have passed. */
  readonly passed = new Set<InstanceId>();

  describeInstanceStatus = (ids: readonly InstanceId[]): Promise<Result<readonly StatusChecks[]>> =>
    this.#answer('status', ids, () =>
      ids.map((instanceId) => ({ instanceId, havePassed: this.passed.has(instanceId) })),
    );

  /** What is not in the list. */
  details: Omit<InstanceDetails, 'asOf'> = someDetails();

  describeDetails = (id: InstanceId): Promise<Result<Omit<InstanceDetails, 'asOf'>>> =>
    this.#answer('details', [id], () => this.details);

  startInstances = (ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> =>
    this.#answer('start', ids, () => this.#changed(ids, 'pending'));

  stopInstances = (ids: readonly InstanceId[], how: StopMode): Promise<Result<ChangeAnswer>> =>
    this.#answer('stop', ids, () => this.#changed(ids, 'stopping'), how);

  rebootInstances = (ids: readonly InstanceId[]): Promise<Result<ChangeAnswer>> =>
    this.#answer('reboot', ids, () => ({ changes: [], requestId: 'scripted' }));

  /** Allowed, unless a rule says otherwise. */
  dryRun = (ids: readonly InstanceId[]): Promise<Result<null>> => this.#answer('dry-run', ids, () => null);

  #changed(ids: readonly InstanceId[], currentState: InstanceState): ChangeAnswer {
    return { changes: ids.map((instanceId) => ({ instanceId, currentState })), requestId: 'scripted' };
  }

  close = (): void => {
    this.isClosed = true;
  };

  async #answer<Value>(
    method: Method,
    ids: readonly InstanceId[],
    value: () => Value,
    how?: StopMode,
  ): Promise<Result<Value>> {
    const call: ScopeCall = { method, ids: [...ids], ...(how === undefined || how === 'stop' ? {} : { how }) };
    this.calls.push(call);
    this.#underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    const held = this.#held;
    if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
    else await Promise.resolve();
    this.#underWay -= 1;
    const error = this.#rule(call);
    return error === null ? ok(value()) : fail(error);
  }
}
