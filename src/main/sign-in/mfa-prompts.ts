import { appError, fail, ok, type Result } from '../../shared/errors';
import type { Scope, ScopeId } from '../../shared/model';
import type { MfaPrompt } from '../../shared/sign-in';
import type { MfaChallenge } from '../aws/assumed-roles';
import { toAppError } from '../aws/sdk-errors';
import type { Store } from '../store';

export interface MfaPromptsParts {
  readonly store: Store;
  /** Asks AWS again for the scopes that waited for the code. */
  readonly refresh: (scope: ScopeId) => Promise<void>;
}

/** Asks the person for MFA codes, once for each role, and lets go on what waited for them. The code itself is kept nowhere. */
export class MfaPrompts {
  readonly #parts: MfaPromptsParts;
  readonly #challenges = new Map<string, MfaChallenge>();
  readonly #answering = new Map<string, Promise<Result<null>>>();
  /** Those that a scope has been seen to wait for. */
  readonly #waitedFor = new Set<string>();

  constructor(parts: MfaPromptsParts) {
    this.#parts = parts;
  }

  /** Takes questions away that nothing waits for any more: the Profile is gone, or signs in otherwise. The answer ends it. */
  start(): () => void {
    let scopes: readonly Scope[] = [];
    return this.#parts.store.subscribe((snapshot) => {
      if (snapshot.scopes === scopes) return;
      scopes = snapshot.scopes;
      for (const { id } of snapshot.mfaPrompts) {
        if (scopes.some((scope) => isWaitingFor(scope, id))) this.#waitedFor.add(id);
        else if (this.#waitedFor.has(id)) this.#forget(id);
      }
    });
  }

  /** A role wants a code. The same one again changes nothing for the person: who said "not now" is not asked again. */
  hear = (challenge: MfaChallenge): void => {
    this.#challenges.set(challenge.id, challenge);
    const { id, roleArn, serialNumber } = challenge;
    this.#update((prompts) =>
      prompts.some((prompt) => prompt.id === id)
        ? prompts
        : [...prompts, { id, roleArn, serialNumber, isDismissed: false }],
    );
  };

  /** Fails with `mfa-code-wrong`, or with what else STS says; the question then stays. A double click sends one code. */
  async answer(id: string, code: string): Promise<Result<null>> {
    const underWay = this.#answering.get(id);
    if (underWay !== undefined) return underWay;
    const answering = this.#answer(id, code).finally(() => this.#answering.delete(id));
    this.#answering.set(id, answering);
    return answering;
  }

  async #answer(id: string, code: string): Promise<Result<null>> {
    const challenge = this.#challenges.get(id);
    if (challenge === undefined) return fail(appError('mfa-not-asked'));
    try {
      await challenge.answer(code);
    } catch (thrown) {
      return fail(toAppError(thrown, 'STS'));
    }
    const waiting = this.#parts.store.get().scopes.filter((scope) => isWaitingFor(scope, id));
    this.#forget(id);
    for (const scope of waiting) void this.#parts.refresh(scope.id);
    return ok(null);
  }

  setDismissed(id: string, isDismissed: boolean): Result<null> {
    // A question that is gone is asked again by whatever still waits for its answer.
    if (!isDismissed && !this.#challenges.has(id)) {
      const { store, refresh } = this.#parts;
      for (const scope of store.get().scopes) if (isWaitingFor(scope, id)) void refresh(scope.id);
    }
    this.#update((prompts) => prompts.map((prompt) => (prompt.id === id ? { ...prompt, isDismissed } : prompt)));
    return ok(null);
  }

  /** Whatever still wants the code says so again. */
  #forget(id: string): void {
    this.#challenges.delete(id);
    this.#waitedFor.delete(id);
    this.#update((prompts) => prompts.filter((prompt) => prompt.id !== id));
  }

  #update(change: (prompts: readonly MfaPrompt[]) => readonly MfaPrompt[]): void {
    this.#parts.store.update((snapshot) => {
      const mfaPrompts = change(snapshot.mfaPrompts);
      return mfaPrompts === snapshot.mfaPrompts ? snapshot : { ...snapshot, mfaPrompts };
    });
  }
}

function isWaitingFor({ freshness }: Scope, id: string): boolean {
  if (freshness.kind !== 'failed' || freshness.error.code !== 'mfa-required') return false;
  return freshness.error.message.values['challenge'] === id;
}
