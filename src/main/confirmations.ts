import { isDryRunOf } from '../shared/dry-run';
import { appError, fail, ok, type Result } from '../shared/errors';
import type { Group } from '../shared/group';
import {
  type Action,
  type ActionSource,
  type Confirmation,
  type InstanceTarget,
  instanceLabel,
  type Snapshot,
  targetKey,
} from '../shared/model';
import { protectionBy } from '../shared/protection';
import type { Store } from './store';

/** What somebody wants done to running instances. */
export interface Guarded {
  readonly action: Action;
  readonly targets: readonly InstanceTarget[];
  /** The group that is to be stopped; null for instances on their own. */
  readonly group: Group | null;
  readonly source: ActionSource;
}

export type Decision =
  | { readonly kind: 'go' }
  /** `phrase` must be typed; null where a click is enough. */
  | { readonly kind: 'ask'; readonly phrase: string | null }
  /** Something protected, asked for where nothing can be typed into the window. */
  | { readonly kind: 'refuse' };

/**
 * Whether something may be done at once. Protected instances need their name typed, a group with some of them the group's;
 * a forced stop is always asked about (it may lose data), all others by the person's setting. What is typed as a command
 * has been thought of. A dry run changes nothing that could be asked about.
 */
export function decide(snapshot: Snapshot, { action, targets, group, source }: Guarded): Decision {
  if (action === 'start' || isDryRunOf(snapshot, targets)) return { kind: 'go' };
  const names = protectedNames(snapshot, targets);
  if (names.length > 0) {
    if (source === 'command-line') return { kind: 'refuse' };
    return { kind: 'ask', phrase: group === null ? phraseFor(names) : group.name };
  }
  if (source === 'command-line') return { kind: 'go' };
  const isAsked = action === 'force-stop' || snapshot.settings.stopBehavior === 'ask';
  return isAsked ? { kind: 'ask', phrase: null } : { kind: 'go' };
}

/** More names than this nobody types: their number is enough to make one think. */
const MOST_TYPED_NAMES = 3;

const phraseFor = (names: readonly string[]): string =>
  names.length > MOST_TYPED_NAMES ? String(names.length) : names.join(', ');

function protectedNames(snapshot: Snapshot, targets: readonly InstanceTarget[]): readonly string[] {
  const isProtected = protectionBy(snapshot.settings);
  const wanted = new Set(targets.map(targetKey));
  // One walk through the picture, however many are asked for.
  return snapshot.scopes.flatMap((scope) =>
    scope.instances
      .filter(({ instanceId }) => wanted.has(targetKey({ scopeId: scope.id, instanceId })))
      .filter((instance) => isProtected(instance, scope.activities[instance.instanceId]))
      .map(instanceLabel),
  );
}

/** Whether what was typed is the phrase, as a person sees it. */
export function isPhrase(typed: string, phrase: string): boolean {
  // Nobody can type what nobody sees, such as a U+200B, or tell one space from two.
  const plain = (text: string): string =>
    text
      .normalize('NFC')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(/\s+/g, ' ')
      .trim();
  return plain(typed) === plain(phrase);
}

export interface ConfirmationsParts {
  readonly store: Store;
  readonly newId: () => string;
  /** The question stands in the window. */
  readonly showWindow: () => void;
}

/** Asks in the window before something is stopped, one question at a time: a new one takes the place of the old. */
export class Confirmations {
  readonly #parts: ConfirmationsParts;
  #goOn: () => Promise<Result<null>> = async () => ok(null);

  constructor(parts: ConfirmationsParts) {
    this.#parts = parts;
  }

  /** Goes on at once where it may, else once the question is answered; the answer does not wait for that. */
  async guard(guarded: Guarded, goOn: (isConfirmed: boolean) => Promise<Result<null>>): Promise<Result<null>> {
    const { store, newId, showWindow } = this.#parts;
    const { action, targets, group } = guarded;
    const decision = decide(store.get(), guarded);
    if (decision.kind === 'refuse') return fail(appError('confirmation-required'));
    if (decision.kind === 'go' || action === 'start') return goOn(false);
    this.#goOn = () => goOn(true);
    const { phrase } = decision;
    this.#show({ id: newId(), action, targets, phrase, groupId: group?.id ?? null });
    showWindow();
    return ok(null);
  }

  /** Does what was asked about. Fails with `phrase-mismatch`, and the question stays. */
  async confirm(id: string, typed: string): Promise<Result<null>> {
    const asked = this.#parts.store.get().confirmation;
    // A double click: it has been answered.
    if (asked === null || asked.id !== id) return ok(null);
    if (asked.phrase !== null && !isPhrase(typed, asked.phrase)) return fail(appError('phrase-mismatch'));
    this.#show(null);
    return this.#goOn();
  }

  cancel(id: string): Result<null> {
    if (this.#parts.store.get().confirmation?.id === id) this.#show(null);
    return ok(null);
  }

  #show(confirmation: Confirmation | null): void {
    this.#parts.store.update((snapshot) => ({ ...snapshot, confirmation }));
  }
}
