import type { Snapshot } from '../../shared/model';
import type { Settings } from '../../shared/settings';
import { type Translator, translatorFor } from '../../shared/translator';
import type { Clock } from '../clock';
import type { Store } from '../store';
import { type EndedAction, endedActions } from './ended-actions';
import { type HeldEnds, holdEnds, type ToldEnds, untilTold } from './held-ends';
import { longRunning, type RunKey, runKey } from './long-running';
import { longRunningText, type NotificationText, notificationText, startedByOthersText } from './notification-text';
import { startedByOthers } from './started-by-others';

/** How often it is looked for instances that have been running for long, while the person wants to be told, ms. */
const LONG_RUNNING_EVERY_MS = 60_000;

/** A notification with what can be done about it, in the order of its buttons. */
export interface ShownNotification extends NotificationText {
  readonly buttons: readonly { readonly label: string; readonly run: () => void }[];
}

export interface NotifierParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether the person has the window before their eyes: then they see it there. */
  readonly isLookedAt: () => boolean;
  readonly show: (notification: ShownNotification) => void;
  readonly run: {
    readonly copyDns: (ended: EndedAction) => void;
    readonly copySshCommand: (ended: EndedAction) => void;
    readonly keepTrying: (ended: EndedAction) => void;
  };
}

/** Tells what the person wants to be told of while they look elsewhere: each thing once, what belongs together as one. */
export class Notifier {
  readonly #parts: NotifierParts;
  readonly #unsubscribe: () => void;
  #before: Snapshot;
  #held: readonly HeldEnds[] = [];
  #toldRuns: ReadonlySet<RunKey> = new Set();
  #cancelHold = (): void => {};
  #cancelLongRunning: (() => void) | null = null;

  constructor(parts: NotifierParts) {
    this.#parts = parts;
    this.#before = parts.store.get();
    this.#unsubscribe = parts.store.subscribe((snapshot) => this.#follow(snapshot));
    this.#watchLongRunning(this.#before.settings);
  }

  stop(): void {
    this.#unsubscribe();
    this.#cancelHold();
    this.#cancelLongRunning?.();
  }

  #follow(snapshot: Snapshot): void {
    const before = this.#before;
    this.#before = snapshot;
    if (before.settings !== snapshot.settings) this.#watchLongRunning(snapshot.settings);
    if (before.scopes === snapshot.scopes && before.groupRuns === snapshot.groupRuns) return;
    this.#tellEnds(endedActions(before.scopes, snapshot.scopes), before.groupRuns, snapshot);
    if (snapshot.settings.tellsStartedByOthers) {
      const started = startedByOthers(before.scopes, snapshot.scopes);
      this.#show(startedByOthersText(started, translatorFor(snapshot.language)), []);
    }
  }

  #tellEnds(ended: readonly EndedAction[], runs: Snapshot['groupRuns'], snapshot: Snapshot): void {
    const { clock } = this.#parts;
    if (ended.length === 0 && this.#held.length === 0) return;
    const { held, told } = holdEnds(this.#held, ended, { runs, snapshot, now: clock.now() });
    this.#held = held;
    this.#cancelHold();
    const wait = untilTold(held, clock.now());
    if (wait !== null) {
      this.#cancelHold = clock.after(wait, () => this.#tellEnds([], [], this.#parts.store.get()));
    }
    const translator = translatorFor(snapshot.language);
    for (const one of told) this.#show(notificationText(one, translator), this.#buttons(one, translator));
  }

  #buttons({ group, ended }: ToldEnds, { t }: Translator): ShownNotification['buttons'] {
    const [only] = ended;
    const { run } = this.#parts;
    if (only === undefined || ended.length > 1 || group !== null || only.action !== 'start') return [];
    if (only.outcome === 'failed') {
      const canWait = only.error.code === 'insufficient-capacity';
      return canWait ? [{ label: t('action.keepTrying'), run: () => run.keepTrying(only) }] : [];
    }
    const dns = { label: t('copy.dns'), run: () => run.copyDns(only) };
    const ssh = { label: t('copy.ssh'), run: () => run.copySshCommand(only) };
    return only.instance.publicDnsName === null ? [ssh] : [dns, ssh];
  }

  /** A timer that runs only while the person wants to be told. */
  #watchLongRunning({ tellsRunningAfterHours, notifications }: Settings): void {
    const isWanted = tellsRunningAfterHours !== null && notifications;
    if (!isWanted) {
      this.#cancelLongRunning?.();
      this.#cancelLongRunning = null;
    } else if (this.#cancelLongRunning === null) {
      this.#cancelLongRunning = this.#parts.clock.after(LONG_RUNNING_EVERY_MS, () => this.#tellLongRunning());
    }
  }

  #tellLongRunning(): void {
    const { store, clock } = this.#parts;
    const { scopes, settings, language } = store.get();
    const hours = settings.tellsRunningAfterHours;
    this.#cancelLongRunning = null;
    if (hours === null) return;
    // What is before the person's eyes is not told; should they look away, it is news the next time.
    const found = this.#parts.isLookedAt() ? [] : longRunning(scopes, hours, this.#toldRuns, clock.now());
    this.#toldRuns = new Set([...this.#toldRuns, ...found.map(runKey)]);
    this.#show(longRunningText(found, hours, translatorFor(language)), []);
    this.#watchLongRunning(settings);
  }

  #show(text: NotificationText | null, buttons: ShownNotification['buttons']): void {
    const { store, isLookedAt, show } = this.#parts;
    if (text === null || !store.get().settings.notifications || isLookedAt()) return;
    show({ ...text, buttons });
  }
}
