import type { ServiceError } from './service-error';

/** A request that has been recognised as a call of one of the services. */
export interface IncomingCall {
  readonly action: string;
  /** What it carries, for the log. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly contentType: string;
  /**
   * Whose request it is.
   *
   * @returns the Region it was signed for; empty where it need not be signed. Throws a ServiceError.
   */
  authenticate(): string;
  /** Does it, and gives the body of the answer. Throws a ServiceError. */
  carryOut(requestId: string): string;
  errorAnswer(error: ServiceError, requestId: string): ErrorAnswer;
}

/** How a service puts an error. */
interface ErrorAnswer {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
