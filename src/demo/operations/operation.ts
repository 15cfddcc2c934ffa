import type { AccessKey, Caller } from '../access-keys';
import type { Faults } from '../faults';
import type { Fleet } from '../fleet';
import type { Identities } from '../identities/identities';
import type { QueryParameters } from '../query-parameters';
import type { Draw } from '../token-buckets';
import type { Xml } from '../xml';

/** What an operation may know and use. */
export interface OperationContext {
  /** Of the caller's account. */
  readonly fleet: Fleet;
  readonly identities: Identities;
  readonly region: string;
  readonly parameters: QueryParameters;
  readonly caller: Caller;
  /** The key the request was signed with; none where it need not be signed. */
  readonly key: AccessKey | undefined;
  readonly faults: Faults;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** One action of the API. */
export interface Operation {
  /** The parameters it knows, without list numbers. */
  readonly parameters: ReadonlySet<string>;
  /** Requests of it may come without a signature, since what they carry says who sent them. */
  readonly unsigned?: boolean;
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
