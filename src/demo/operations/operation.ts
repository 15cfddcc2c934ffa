import type { Caller } from '../access-keys';
import type { Faults } from '../faults';
import type { Fleet } from '../fleet';
import type { QueryParameters } from '../query-parameters';
import type { Draw } from '../token-buckets';
import type { Xml } from '../xml';

/** What an operation may know and use. */
export interface OperationContext {
  readonly fleet: Fleet;
  readonly region: string;
  readonly parameters: QueryParameters;
  readonly caller: Caller;
  readonly faults: Faults;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** One action of the API. */
export interface Operation {
  /** The parameters it knows, without list numbers. */
  readonly parameters: ReadonlySet<string>;
  /** The tokens a call takes. */
  draws(parameters: QueryParameters): readonly Draw[];
  /**
   * Parameters that are there and well-formed, before any permission is looked at.
   * EC2 answers a malformed request the same way to everyone.
   */
  validate(context: OperationContext): void;
  /** What permission is asked for, e.g. the instances that a start would touch. */
  resources(context: OperationContext): readonly string[];
  /** Does it, and gives the inside of the response element. Throws a ServiceError. */
  run(context: OperationContext): Xml;
}
