import type { z } from 'zod';
import type { Identities } from '../identities/identities';
import { ServiceError } from '../service-error';

/** A request of a REST-JSON service. */
export interface RestRequest {
  /** Of the endpoint, as the client called it, e.g. `http://127.0.0.1:5999`. */
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** `undefined` where the body is not JSON. */
  readonly body: unknown;
}

/** What tells one REST-JSON service from another on the wire. */
export interface RestService {
  /** The error that a body or a query of the wrong form is. */
  readonly malformed: string;
  errorBody(error: ServiceError): object;
  denied(action: string): ServiceError;
}

/** One action of a REST-JSON service. */
export interface RestOperation {
  readonly action: string;
  readonly service: RestService;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Does it, and gives what is answered as JSON; nothing for an empty answer. Throws a ServiceError. */
  run(request: RestRequest, identities: Identities): object | undefined;
}

/** `value` in the form that `schema` asks for. */
export function wellFormed<Schema extends z.ZodType>(
  { malformed }: RestService,
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError(malformed, `Invalid request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
