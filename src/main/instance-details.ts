import { appError, fail, ok, type Result } from '../shared/errors';
import { copiedTexts, type DetailField, type InstanceDetails } from '../shared/instance-details';
import { findScope, type InstanceTarget, type ScopeId, targetKey } from '../shared/model';
import type { ScopeClient } from './aws/scope-client';
import type { Clock } from './clock';
import type { RequestPacer } from './request-pacer';
import type { Store } from './store';

/** The calls that one look takes at most. */
const MOST_CALLS = 3;
/** The instances whose details are kept to be copied; more than a person has before their eyes. */
const MOST_KEPT = 20;

interface InstanceDetailsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly clientFor: (id: ScopeId) => Pick<ScopeClient, 'describeDetails'>;
  readonly pacer: RequestPacer;
}

/** Asks AWS for everything about one instance, when somebody looks at it, and remembers it only so that it can be copied. */
export class InstanceDetailsOnDemand {
  readonly #parts: InstanceDetailsParts;
  readonly #told = new Map<string, InstanceDetails>();

  constructor(parts: InstanceDetailsParts) {
    this.#parts = parts;
  }

  async describe(target: InstanceTarget): Promise<Result<InstanceDetails>> {
    const { store, clock, clientFor, pacer } = this.#parts;
    const scope = findScope(store.get(), target.scopeId);
    if (scope === undefined) return fail(appError('scope-not-found'));
    const waits = Array.from({ length: MOST_CALLS }, () => pacer.reserve(scope.region, clock.now()));
    const wait = Math.max(...waits);
    if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
    // Its Profile may have gone while this waited.
    if (findScope(store.get(), target.scopeId) === undefined) return fail(appError('scope-not-found'));
    const asOf = clock.now();
    const described = await clientFor(target.scopeId).describeDetails(target.instanceId);
    if (!described.ok) return described;
    const details = { ...described.value, asOf };
    this.#keep(targetKey(target), details);
    return ok(details);
  }

  /** The text of one value of a field, as it was told last; null where nothing was, or there is no such value. */
  told(target: InstanceTarget, field: DetailField, index: number): string | null {
    const details = this.#told.get(targetKey(target));
    return details === undefined ? null : (copiedTexts(details, field)[index] ?? null);
  }

  #keep(key: string, details: InstanceDetails): void {
    // Told anew, it is the newest again.
    this.#told.delete(key);
    this.#told.set(key, details);
    const [oldest] = this.#told.keys();
    if (this.#told.size > MOST_KEPT && oldest !== undefined) this.#told.delete(oldest);
  }
}
