/** How a call ended. */
export type CallOutcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'refused'; readonly code: string; readonly status: number }
  | { readonly kind: 'dropped'; readonly when: 'before' | 'after' };

/** A call that came in with a valid Host and could be read; the signature may have been wrong. */
export interface EndpointCall {
  readonly action: string;
  /** Empty where the request was not signed well enough to tell. */
  readonly region: string;
  /** As they came; `***` for every secret. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, UTC, by the fleet's clock. */
  readonly at: number;
  readonly outcome: CallOutcome;
}

/** MFA codes, device codes, tokens and secrets, of whatever service; a page's token is none. */
const secretName = /code|token|secret|verifier|assertion|password/i;

/** The parameters of a call as the log may hold them. */
function withoutSecrets(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      secretName.test(name) && !/^next_?token$/i.test(name) ? '***' : value,
    ]),
  );
}

interface Waiter {
  readonly predicate: (call: EndpointCall) => boolean;
  readonly resolve: (call: EndpointCall) => void;
  readonly reject: (error: Error) => void;
}

/** The last calls, for tests to look at and to wait for. */
export class CallLog {
  readonly #calls: EndpointCall[] = [];
  readonly #kept: number;
  #waiters: readonly Waiter[] = [];

  constructor(kept = 10_000) {
    this.#kept = kept;
  }

  get calls(): readonly EndpointCall[] {
    return this.#calls;
  }

  add(made: EndpointCall): void {
    const call = { ...made, parameters: withoutSecrets(made.parameters) };
    this.#calls.push(call);
    if (this.#calls.length > this.#kept) this.#calls.shift();
    const done = new Set(this.#waiters.filter(({ predicate }) => predicate(call)));
    this.#waiters = this.#waiters.filter((waiter) => !done.has(waiter));
    for (const { resolve } of done) resolve(call);
  }

  /** The first such call, whether it came already or is still to come. */
  waitFor(predicate: (call: EndpointCall) => boolean): Promise<EndpointCall> {
    const past = this.#calls.find(predicate);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, { predicate, resolve, reject }];
    });
  }

  /** Nobody waits for ever for an endpoint that is gone. */
  close(): void {
    for (const { reject } of this.#waiters) reject(new Error('The endpoint was closed before such a call came'));
    this.#waiters = [];
  }
}
