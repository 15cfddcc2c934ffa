import { demoAccountId } from './access-keys';
import type { Clock } from './clock';
import { systemClock } from './clock';
import type { Duration, FleetTiming, InstanceFacts, InstanceStateName, InstanceView, NewInstance } from './fleet-types';
import { realisticTiming } from './fleet-types';
import type { Life, StopMode } from './instance-lifecycle';
import { assertNever, neededStop, needsReboot, needsStart, starting, stateAt, stopping } from './instance-lifecycle';
import { viewOf } from './instance-view';
import { firstLife, newInstanceFacts } from './new-instance';

export interface FleetOptions {
  readonly clock?: Clock;
  readonly timing?: Partial<FleetTiming>;
  /** Twelve digits. */
  readonly accountId?: string;
  /** The opt-in Regions that this account has enabled. */
  readonly optedInRegions?: readonly string[];
}

/** What Start- and StopInstances answer for one instance. */
export interface StateChange {
  readonly instanceId: string;
  readonly previous: InstanceStateName;
  readonly current: InstanceStateName;
}

/** One instance and what became of it. */
interface InstanceRecord {
  facts: InstanceFacts;
  life: Life;
  /** What Describe* gives until `visibleFrom`: EC2 is eventually consistent. */
  earlierLife: Life;
  visibleFrom: number;
}

/** A terminated instance stays visible for about this long, in milliseconds. */
const terminatedVisibleMs = 3_600_000;

/** The instances of one account in all Regions. It runs no timers: every answer is worked out from the clock. */
export class Fleet {
  readonly clock: Clock;
  readonly accountId: string;
  readonly optedInRegions: ReadonlySet<string>;
  #timing: FleetTiming;
  readonly #regions = new Map<string, InstanceRecord[]>();
  readonly #byId = new Map<string, InstanceRecord>();
  readonly #launchGroups = new Map<string, number>();
  #publicAddresses = 0;
  #elasticAddresses = 0;

  constructor({ clock = systemClock, timing = {}, accountId = demoAccountId, optedInRegions = [] }: FleetOptions = {}) {
    this.clock = clock;
    this.accountId = accountId;
    this.optedInRegions = new Set(optedInRegions);
    this.#timing = { ...realisticTiming, ...timing };
  }

  /** Changes how long things take from now on; what is under way goes on as it was. */
  setTiming(timing: Partial<FleetTiming>): void {
    this.#timing = { ...this.#timing, ...timing };
  }

  /** Puts an instance into the fleet, by default a stopped t3.micro, and gives its ID. */
  add(region: string, given: NewInstance = {}): string {
    const records = this.#regions.get(region) ?? [];
    this.#regions.set(region, records);
    const sequence = records.length;
    const group = `${region}/${given.launchGroup ?? sequence}`;
    const launchIndex = this.#launchGroups.get(group) ?? 0;
    const now = this.clock.now();
    this.#launchGroups.set(group, launchIndex + 1);
    const facts = newInstanceFacts(given, {
      region,
      sequence,
      ownerId: this.accountId,
      launchIndex,
      elasticIp: given.elasticIp === true ? this.#nextElasticIp() : undefined,
      now,
    });
    if (this.#byId.has(facts.instanceId)) throw new Error(`There is an instance ${facts.instanceId} already`);

    const state = given.state ?? 'stopped';
    const publicIp = state === 'stopped' || state === 'terminated' ? undefined : this.#nextPublicIp(facts);
    const life = firstLife(given, state, now, publicIp);
    const record: InstanceRecord = { facts, life, earlierLife: life, visibleFrom: now };
    records.push(record);
    this.#byId.set(facts.instanceId, record);
    // A transitional state has to lead somewhere.
    if (state === 'pending' || state === 'stopping' || state === 'shutting-down') this.#jump(record, state, now);
    return facts.instanceId;
  }

  /** The instance as it is, whatever Describe* still says. */
  find(region: string, idOrName: string): InstanceView | undefined {
    const now = this.clock.now();
    const record =
      this.#existing(region, idOrName, now) ??
      this.#regions.get(region)?.find(({ facts }) => facts.tags.get('Name') === idOrName);
    return record === undefined ? undefined : viewOf(record.facts, record.life, now);
  }

  /** "Somebody else did it": puts an instance into a state, at once and for everyone to see. */
  setState(region: string, idOrName: string, state: InstanceStateName): void {
    const record = this.#required(region, idOrName);
    this.#jump(record, state, this.clock.now());
  }

  /** "Somebody else did it": gives an instance other tags than it had. */
  setTags(region: string, idOrName: string, tags: Readonly<Record<string, string>>): void {
    const record = this.#required(region, idOrName);
    record.facts = { ...record.facts, tags: new Map(Object.entries(tags)) };
  }

  regionsWithInstances(): readonly string[] {
    return [...this.#regions.keys()];
  }

  /** The picture Describe* gives, in a fixed order. */
  describe(region: string): readonly InstanceView[] {
    const now = this.clock.now();
    const views: InstanceView[] = [];
    for (const record of this.#regions.get(region) ?? []) {
      if (!isForgotten(record, now)) views.push(visibleView(record, now));
    }
    return views;
  }

  /** The same for some instances; `undefined` for an ID that does not exist. */
  describeOne(region: string, instanceId: string): InstanceView | undefined {
    const now = this.clock.now();
    const record = this.#existing(region, instanceId, now);
    return record === undefined ? undefined : visibleView(record, now);
  }

  has(region: string, instanceId: string): boolean {
    return this.#existing(region, instanceId, this.clock.now()) !== undefined;
  }

  /** Which of the instances a start would have to switch on. Throws a ServiceError where EC2 would refuse the call. */
  instancesToStart(region: string, instanceIds: readonly string[]): readonly InstanceFacts[] {
    const now = this.clock.now();
    return this.#records(region, instanceIds)
      .filter(({ facts, life }) => needsStart(facts, stateAt(life, now)))
      .map(({ facts }) => facts);
  }

  /** All or nothing: throws a ServiceError, and changes nothing, where EC2 would refuse one of the instances. */
  start(region: string, instanceIds: readonly string[]): readonly StateChange[] {
    const now = this.clock.now();
    const planned = this.#records(region, instanceIds).map((record) => ({
      record,
      previous: stateAt(record.life, now),
      act: needsStart(record.facts, stateAt(record.life, now)),
    }));
    return planned.map(({ record, previous, act }) => {
      if (act) this.#begin(record, this.#startingLife(record, now), now);
      return { instanceId: record.facts.instanceId, previous, current: act ? 'pending' : previous };
    });
  }

  /** All or nothing: throws a ServiceError, and changes nothing, where EC2 would refuse one of the instances. */
  stop(region: string, instanceIds: readonly string[], mode: StopMode): readonly StateChange[] {
    const now = this.clock.now();
    const planned = this.#records(region, instanceIds).map((record) => ({
      record,
      previous: stateAt(record.life, now),
      need: neededStop(record.facts, record.life, now, mode),
    }));
    return planned.map(({ record, previous, need }) => {
      const duration = this.#duration(record, mode === 'force' ? 'forceStoppingMs' : 'stoppingMs');
      if (need === 'stop') this.#begin(record, stopping(record.life, now, duration, mode), now);
      if (need === 'hurry') {
        this.#begin(record, { ...record.life, until: Math.min(record.life.until, now + duration) }, now);
      }
      return { instanceId: record.facts.instanceId, previous, current: need === 'stop' ? 'stopping' : previous };
    });
  }

  /** A reboot leaves no trace in what Describe* says, but EC2 refuses some. */
  reboot(region: string, instanceIds: readonly string[]): void {
    const now = this.clock.now();
    for (const { facts, life } of this.#records(region, instanceIds)) needsReboot(facts, stateAt(life, now));
  }

  /** When the status checks of a running instance pass, in milliseconds since the epoch, UTC. */
  checksPassAt(instance: InstanceView): number {
    return instance.stateSince + this.#duration({ facts: instance }, 'statusChecksMs');
  }

  #existing(region: string, instanceId: string, now: number): InstanceRecord | undefined {
    const record = this.#byId.get(instanceId);
    return record === undefined || record.facts.region !== region || isForgotten(record, now) ? undefined : record;
  }

  #required(region: string, idOrName: string): InstanceRecord {
    const instanceId = this.find(region, idOrName)?.instanceId;
    const record = instanceId === undefined ? undefined : this.#byId.get(instanceId);
    if (record === undefined) throw new Error(`There is no instance ${idOrName} in ${region}`);
    return record;
  }

  #records(region: string, instanceIds: readonly string[]): readonly InstanceRecord[] {
    return [...new Set(instanceIds)].map((instanceId) => this.#required(region, instanceId));
  }

  /** Starts a new life; for a while Describe* goes on with the one it shows now. */
  #begin(record: InstanceRecord, life: Life, now: number): void {
    if (now >= record.visibleFrom) record.earlierLife = record.life;
    record.life = life;
    record.visibleFrom = now + this.#duration(record, 'consistencyDelayMs');
  }

  #startingLife(record: InstanceRecord, now: number): Life {
    return starting(record.life, now, this.#duration(record, 'pendingMs'), this.#nextPublicIp(record.facts));
  }

  #jump(record: InstanceRecord, state: InstanceStateName, now: number): void {
    record.life = this.#lifeOf(record, state, now);
    record.earlierLife = record.life;
    record.visibleFrom = now;
  }

  #lifeOf(record: InstanceRecord, state: InstanceStateName, now: number): Life {
    const { life } = record;
    switch (state) {
      case 'pending':
        return this.#startingLife(record, now);
      case 'running':
        return { ...this.#startingLife(record, now), during: 'running', until: now, everRan: true };
      case 'stopping':
        return stopping(life, now, this.#duration(record, 'stoppingMs'), 'stop');
      case 'stopped':
        return { ...stopping(life, now, 0, 'stop'), during: 'stopped' };
      case 'shutting-down': {
        const down = stopping(life, now, this.#duration(record, 'stoppingMs'), 'stop');
        return { ...down, during: 'shutting-down', after: 'terminated' };
      }
      case 'terminated':
        return { ...stopping(life, now, 0, 'stop'), during: 'terminated', after: 'terminated' };
      default:
        return assertNever(state);
    }
  }

  #duration({ facts }: { readonly facts: InstanceFacts }, name: keyof FleetTiming): number {
    const duration: Duration = this.#timing[name];
    if (typeof duration === 'number') return duration;
    const [shortest, longest] = duration;
    return Math.round(shortest + (longest - shortest) * fraction(`${facts.instanceId}/${name}`));
  }

  /** 198.18.0.0/15 is set aside for tests (RFC 2544): no address of the demo can ever be somebody's machine. */
  #nextPublicIp(facts: InstanceFacts): string | undefined {
    if (facts.elasticIp !== undefined || !facts.assignsPublicIp) return undefined;
    this.#publicAddresses += 1;
    const n = this.#publicAddresses;
    return `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;
  }

  /** 203.0.113.0/24 and 192.0.2.0/24 are set aside for documentation (RFC 5737). */
  #nextElasticIp(): string {
    this.#elasticAddresses += 1;
    const n = this.#elasticAddresses;
    return `${n < 255 ? '203.0.113' : '192.0.2'}.${n % 255}`;
  }
}

function visibleView({ facts, life, earlierLife, visibleFrom }: InstanceRecord, now: number): InstanceView {
  return viewOf(facts, now < visibleFrom ? earlierLife : life, now);
}

function isForgotten({ life }: InstanceRecord, now: number): boolean {
  return life.after === 'terminated' && now >= life.until + terminatedVisibleMs;
}

/** A number from 0 to below 1 that depends on the text alone (FNV-1a). */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
