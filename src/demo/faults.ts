import type { InstanceFacts } from './fleet-types';
import { ServiceError } from './service-error';

/** Which calls a fault is for; what is left out does not matter. */
interface FaultTarget {
  readonly action?: string;
  readonly region?: string;
  /** After how many calls it is over; by default only `clear()` ends it. */
  readonly times?: number;
}

export interface Failure extends FaultTarget {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
}

export interface Delay extends FaultTarget {
  /** How long the answer is held back, in milliseconds of real time. What the call does, it does at once. */
  readonly ms: number;
}

export interface DroppedConnection extends FaultTarget {
  /** `after`: the action takes effect, and the answer never arrives. */
  readonly when: 'before' | 'after';
}

export interface CapacityShortage {
  readonly instanceType?: string;
  readonly availabilityZone?: string;
}

/** Faults of one kind, each used up call by call. */
class FaultList<Fault extends FaultTarget> {
  #faults: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  take(action: string, region: string, also: (fault: Fault) => boolean = () => true): Fault | undefined {
    const entry = this.#faults.find(
      ({ fault, left }) =>
        left > 0 && (fault.action ?? action) === action && (fault.region ?? region) === region && also(fault),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }

  clear(): void {
    this.#faults = [];
  }
}

/** How the endpoint is told to misbehave. */
export class Faults {
  readonly #failures = new FaultList<Failure>();
  readonly #delays = new FaultList<Delay>();
  readonly #drops = new FaultList<DroppedConnection>();
  readonly #denied = new Set<string>();
  #shortages: readonly CapacityShortage[] = [];

  /** Answers with an error instead of doing anything. */
  fail(failure: Failure): void {
    this.#failures.add(failure);
  }

  delay(delay: Delay): void {
    this.#delays.add(delay);
  }

  /** Takes away the permission for actions: what each service says then, in EC2 UnauthorizedOperation, under DryRun too. */
  deny(...actions: readonly string[]): void {
    for (const action of actions) this.#denied.add(action);
  }

  /** No start of such an instance works: InsufficientInstanceCapacity. */
  noCapacity(shortage: CapacityShortage = {}): void {
    this.#shortages = [...this.#shortages, shortage];
  }

  /** Cuts the connection instead of answering. */
  dropConnection(drop: DroppedConnection): void {
    this.#drops.add(drop);
  }

  /** Behaves again. */
  clear(): void {
    this.#failures.clear();
    this.#delays.clear();
    this.#drops.clear();
    this.#denied.clear();
    this.#shortages = [];
  }

  /** The rest is asked by the endpoint itself. */
  takeFailure(action: string, region: string): ServiceError | undefined {
    const failure = this.#failures.take(action, region);
    if (failure === undefined) return undefined;
    const { code, message = 'The endpoint was told to fail.', status } = failure;
    return new ServiceError(code, message, status);
  }

  takeDelayMs(action: string, region: string): number {
    return this.#delays.take(action, region)?.ms ?? 0;
  }

  takeDrop(action: string, region: string, when: DroppedConnection['when']): boolean {
    return this.#drops.take(action, region, (drop) => drop.when === when) !== undefined;
  }

  isDenied(action: string): boolean {
    return this.#denied.has(action);
  }

  lacksCapacity({ instanceType, availabilityZone }: InstanceFacts): boolean {
    return this.#shortages.some(
      (shortage) =>
        (shortage.instanceType ?? instanceType) === instanceType &&
        (shortage.availabilityZone ?? availabilityZone) === availabilityZone,
    );
  }
}
