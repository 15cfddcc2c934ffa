import { TokenBuckets } from '../../src/demo/token-buckets';
import { journalEntries } from '../../src/main/journal/journal-entries';
import { isDryRunScope } from '../../src/shared/dry-run';
import { isUnderWay } from '../../src/shared/instance-look';
import {
  type ActionId,
  type Activity,
  findInstance,
  findScope,
  type GroupId,
  type InstanceId,
  type InstanceState,
  type Scope,
  type ScopeId,
  type Snapshot,
  toInstanceId,
} from '../../src/shared/model';
import type { AppRun } from './app-run';
import type { ManualClock } from './manual-clock';
import type { JournalDisk } from './memory-journal';
import type { ChangingCall, RegionWatch, SimulatedRegion } from './simulated-region';

/*
 * EC2's limits, as buckets of half the size: one that is emptied stands for a real one that falls below its half.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
const halfOf = {
  list: { capacity: 100 / 2, refillPerSecond: 20 },
  'by ID': { capacity: 50 / 2, refillPerSecond: 10 },
} as const;

/** How long a start without effect is held, as `settle-activity.ts` has it, ms. */
const HELD_MS = 60_000;

const key = (actionId: ActionId, id: InstanceId): string => `${actionId} ${id}`;

/** Looks at all runs of the app and all calls, and notes what must not happen, in words. */
export class ActionWatch {
  readonly problems: string[] = [];
  readonly #clock: ManualClock;
  readonly #disk: JournalDisk;
  readonly #regionOf: (id: InstanceId) => SimulatedRegion | undefined;
  readonly #buckets = new TokenBuckets();
  readonly #actionsOf = new Map<ChangingCall, ReadonlyMap<InstanceId, ActionId>>();
  /** The calls that are under way: in which run, and for which state of the Profiles. */
  readonly #unanswered = new Map<InstanceId, { readonly run: AppRun; readonly epoch: number }>();
  readonly #sent = new Set<string>();
  readonly #carriedOut = new Set<string>();
  readonly #takenBack = new Set<string>();
  readonly #waited = new Set<string>();
  readonly #epochOf = new Map<ActionId, number>();
  #epoch = 0;
  readonly #listings = new Map<ScopeId, number[]>();

  constructor(clock: ManualClock, disk: JournalDisk, regionOf: (id: InstanceId) => SimulatedRegion | undefined) {
    this.#clock = clock;
    this.#disk = disk;
    this.#regionOf = regionOf;
  }

  /** What EC2 gets to see of one scope. */
  ofRegion(account: string, scope: ScopeId, runOf: () => AppRun): RegionWatch {
    const epoch = this.#epoch;
    return {
      asked: (call) => {
        if (call === 'list') this.#listings.set(scope, [...this.listingsOf(scope), this.#clock.now()]);
        const draw = { bucket: call, limit: halfOf[call], tokens: 1 };
        if (!this.#buckets.take(account, [draw], this.#clock.now())) {
          this.#note(`a call (${call}) took a bucket of ${account} below its half`);
        }
      },
      begun: (call) => this.#begun(call, runOf(), epoch, scope),
      carriedOut: (call) => {
        for (const [id, actionId] of this.#actionsOf.get(call) ?? []) {
          if (this.#carriedOut.has(key(actionId, id))) this.#note(`${key(actionId, id)} was carried out twice`);
          this.#carriedOut.add(key(actionId, id));
        }
      },
      answered: ({ ids }) => {
        for (const id of ids) this.#unanswered.delete(id);
      },
    };
  }

  /** When the scope was listed, ms since the epoch. */
  listingsOf(scope: ScopeId): readonly number[] {
    return this.#listings.get(scope) ?? [];
  }

  /** The person takes back the stops of these instances that count down now. */
  takesBack(snapshot: Snapshot, scope: ScopeId, ids: readonly InstanceId[]): void {
    for (const id of ids) {
      const activity = findScope(snapshot, scope)?.activities[id];
      if (activity?.phase === 'countdown') this.#takenBack.add(key(activity.actionId, id));
    }
  }

  /** What a group has asked for and what still counts down is taken back with its run. */
  takesBackRun(snapshot: Snapshot, id: GroupId): void {
    const { actionIds = [] } = snapshot.groupRuns.find(({ groupId }) => groupId === id) ?? {};
    for (const { id: scope, activities } of snapshot.scopes) {
      const own = Object.entries(activities).filter(([, { actionId }]) => actionIds.includes(actionId));
      this.takesBack(
        snapshot,
        scope,
        own.map(([key]) => toInstanceId(key)),
      );
    }
  }

  /** A Profile goes or signs in elsewhere: what is under way there is no business of the scope that begins anew. */
  beginsAnew(): void {
    this.#epoch += 1;
  }

  /** Sees to it that nothing drops out of the picture unnoticed. */
  follow({ store }: AppRun): void {
    let before = store.get();
    store.subscribe((snapshot) => {
      const was = before;
      before = snapshot;
      for (const { actionId } of snapshot.scopes.flatMap(({ activities }) => Object.values(activities))) {
        if (!this.#epochOf.has(actionId)) this.#epochOf.set(actionId, this.#epoch);
      }
      for (const scope of was.scopes) this.#compare(scope, findScope(snapshot, scope.id));
    });
  }

  /** What is still wrong after everything has had its time. */
  remaining(run: AppRun): readonly string[] {
    const left = run.store.get().scopes.flatMap(({ id, activities }) =>
      Object.entries(activities)
        .filter(([, { phase }]) => phase !== 'failed' && phase !== 'tried')
        .map(
          ([instanceId, { phase, action, actionId }]) =>
            `${id} ${key(actionId, toInstanceId(instanceId))} (${action}) is still ${phase}`,
        ),
    );
    const groups = run.store.get().groupRuns.map(({ groupId }) => `${groupId} is still under way`);
    return [...left, ...groups, ...this.#journalProblems(run)];
  }

  #begun(call: ChangingCall, run: AppRun, epoch: number, scope: ScopeId): void {
    const { ids, action } = call;
    if (isDryRunScope(run.store.get(), scope)) this.#note(`${action} was really sent to ${scope}, a dry run`);
    if (ids.length === 0) this.#note(`${action} was sent without an ID, which means all instances`);
    if (new Set(ids).size < ids.length) this.#note(`${action} names an instance twice: ${ids.join(', ')}`);
    const actionOf = new Map<InstanceId, ActionId>();
    for (const id of ids) {
      const begun = this.#disk.findLast(
        (record) =>
          record.type === 'begun' &&
          this.#epochOf.get(record.actionId) === epoch &&
          record.instances.some(({ instanceId }) => instanceId === id),
      );
      if (begun?.type !== 'begun' || begun.action !== action) {
        this.#note(`${action} of ${id} was sent before the journal had it on the disk`);
        continue;
      }
      const { actionId } = begun;
      if (!run.hasBegun(actionId)) this.#note(`${key(actionId, id)} was sent again by itself in a later run`);
      if (this.#takenBack.has(key(actionId, id))) this.#note(`${key(actionId, id)} was sent though it was taken back`);
      const unanswered = this.#unanswered.get(id);
      if (unanswered?.run === run && unanswered.epoch === epoch)
        this.#note(`${key(actionId, id)} was sent over an unanswered call`);
      this.#unanswered.set(id, { run, epoch });
      this.#sent.add(key(actionId, id));
      actionOf.set(id, actionId);
    }
    this.#actionsOf.set(call, actionOf);
  }

  #compare(was: Scope, is: Scope | undefined): void {
    const isAnew = is === undefined || (is.freshness.kind === 'loading' && was.freshness.kind !== 'loading');
    for (const [instanceId, activity] of Object.entries(was.activities)) {
      const id = toInstanceId(instanceId);
      if (activity.phase === 'waiting') this.#waited.add(key(activity.actionId, id));
      const next = is?.activities[id];
      if (next?.phase === 'failed') this.#failed(activity, next, id);
      if (next !== undefined && (next.actionId === activity.actionId || next.action === 'force-stop')) continue;
      const what = key(activity.actionId, id);
      // The same was asked for again, to be sent now.
      if (activity.phase === 'countdown' && next?.phase === 'sending' && next.action === activity.action) continue;
      if (next !== undefined && isUnderWay(activity)) {
        this.#note(`${what} (${activity.phase}) was overwritten by ${next.actionId} (${next.phase})`);
      }
      if (next === undefined && activity.phase === 'countdown') this.#dropped(what, id);
      if (next === undefined && !isAnew) this.#ended(what, activity, findInstance(is, id)?.state);
    }
  }

  /** A start that EC2 has taken, and that is told as fallen back: only what EC2 has really ended. */
  #failed(was: Activity, { actionId, at }: Extract<Activity, { phase: 'failed' }>, id: InstanceId): void {
    const isHeld = was.phase === 'accepted' && was.action === 'start' && at - was.since < HELD_MS;
    const region = this.#regionOf(id);
    const state = region?.stateOf(id);
    if (!isHeld || (state !== 'pending' && state !== 'running') || region?.hasStoppedSince(id, was.since)) return;
    this.#note(`${key(actionId, id)} is told as failed, though the instance is ${state}`);
  }

  /** A stop that counted down is no more, and is not sent either. */
  #dropped(what: string, id: InstanceId): void {
    if (this.#takenBack.has(what) || this.#regionOf(id)?.stateOf(id) !== 'running') return;
    this.#note(`${what} counted down and was dropped, though the instance runs`);
  }

  #ended(what: string, { phase, action }: Activity, shown: InstanceState | undefined): void {
    if (action === 'reboot' || (phase !== 'sending' && phase !== 'accepted' && phase !== 'unverified')) return;
    const wanted = action === 'start' ? 'running' : 'stopped';
    if (shown !== wanted) this.#note(`${what} (${phase}) is followed no more while the instance is ${shown}`);
  }

  #journalProblems(run: AppRun): readonly string[] {
    // What was only tried out is not followed, so that nothing is settled.
    const begun = this.#disk.filter((record) => record.type === 'begun').filter(({ isDryRun }) => !isDryRun);
    const settled = this.#disk.filter((record) => record.type === 'settled');
    const times = (what: string): number => settled.filter((one) => key(one.actionId, one.instanceId) === what).length;
    const open = journalEntries(this.#disk, run.hasBegun).flatMap(({ actionId, outcomes }) =>
      outcomes
        .filter(({ result }) => result === 'under-way' || result === 'unknown')
        .map(({ instanceId, result }) => `the journal still calls ${key(actionId, instanceId)} ${result}`),
    );
    const wrong = begun.flatMap(({ actionId, instances }) =>
      instances.flatMap(({ instanceId }) => {
        const what = key(actionId, instanceId);
        const isOfThisRun = run.hasBegun(actionId);
        const isSent = this.#sent.has(what) || this.#waited.has(what) || this.#isHeldBack(what);
        return [
          ...(times(what) > 1 ? [`${what} was settled ${times(what)} times`] : []),
          ...(isOfThisRun && times(what) === 0 ? [`${what} was never settled`] : []),
          ...(isOfThisRun && !isSent ? [`${what} was begun and never sent`] : []),
        ];
      }),
    );
    const twice = begun.filter((one, index) => begun.findIndex(({ actionId }) => actionId === one.actionId) !== index);
    return [...open, ...wrong, ...twice.map(({ actionId }) => `${actionId} was begun twice`)];
  }

  /** The dry run was switched on between the journal and the call. */
  #isHeldBack(what: string): boolean {
    return this.#disk.some(
      (record) =>
        record.type === 'answered' &&
        record.error?.code === 'dry-run-on' &&
        record.instanceIds.some((id) => key(record.actionId, id) === what),
    );
  }

  #note(problem: string): void {
    this.problems.push(`${Math.round(this.#clock.now() / 1000) % 1_000_000} s: ${problem}`);
  }
}
