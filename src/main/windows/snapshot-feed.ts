import type { Snapshot } from '../../shared/model';
import { type SnapshotChange, snapshotChange } from '../../shared/snapshot-change';
import type { Clock } from '../clock';
import type { Store } from '../store';

/** No more than one message for each frame that the window can draw. */
const FRAME_MS = 16;

interface SnapshotFeedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly send: (change: SnapshotChange) => void;
}

/**
 * What the window is told of the picture: all of it when its page asks, from then on what is new. While it is out of
 * sight it is told nothing; then one change brings it up to date.
 */
export class SnapshotFeed {
  readonly #parts: SnapshotFeedParts;
  readonly #unsubscribe: () => void;
  /** What the page has been told last; null while there is none that has asked. */
  #told: Snapshot | null = null;
  #toldAt = 0;
  #isVisible = false;
  #cancelTimer: (() => void) | null = null;

  constructor(parts: SnapshotFeedParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.subscribe(() => this.#tellSoon());
  }

  /** The whole picture, for a page that has none, or has lost its way. */
  begin(): Snapshot {
    // A page that goes on with what it has must not miss what it has not been told of yet.
    this.tell();
    this.#told = this.#parts.store.get();
    return this.#told;
  }

  /** One that comes into sight is up to date before it is drawn. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (isVisible) this.tell();
    else this.#takeBackTimer();
  }

  /** The page is gone: nobody is told anything until another one asks. */
  end(): void {
    this.setVisible(false);
    this.#told = null;
  }

  stop(): void {
    this.end();
    this.#unsubscribe();
  }

  /** After this turn, in which more may happen, and not before the next frame. */
  #tellSoon(): void {
    if (this.#told === null || !this.#isVisible || this.#cancelTimer !== null) return;
    const { clock } = this.#parts;
    const sinceLast = Math.max(0, clock.now() - this.#toldAt);
    this.#cancelTimer = clock.after(Math.max(0, FRAME_MS - sinceLast), () => this.tell());
  }

  /** At once, in sight or not: the answer to a command must find the picture that the command has made. */
  tell(): void {
    this.#takeBackTimer();
    const { store, clock, send } = this.#parts;
    const now = store.get();
    if (this.#told === null || this.#told === now) return;
    const change = snapshotChange(this.#told, now);
    this.#told = now;
    this.#toldAt = clock.now();
    send(change);
  }

  #takeBackTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
