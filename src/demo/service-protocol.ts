import type { Operation } from './operations/operation';
import type { ServiceError } from './service-error';
import type { SignatureFailure } from './signature-v4';
import type { Xml } from './xml';

/** What tells one AWS service of the Query protocol from another on the wire. */
export interface ServiceProtocol {
  /** The name in the credential scope of a signature. */
  readonly signingName: string;
  readonly operations: ReadonlyMap<string, Operation>;
  response(action: string, requestId: string, inner: Xml): Xml;
  errorResponse(error: ServiceError, requestId: string): Xml;
  unknownAction(action: string, version: string): ServiceError;
  signatureError(failure: SignatureFailure, nowMs: number, signedAt: number | undefined): ServiceError;
  denied(action: string, callerArn: string, resource: string | undefined): ServiceError;
  /** Whether the account may use the service in a Region at all. */
  regionError(region: string, optedIn: ReadonlySet<string>, accountId: string): ServiceError | undefined;
}
