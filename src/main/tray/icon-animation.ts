import type { Clock } from '../clock';

/** Gentle, and cheap: each picture is a message to the desktop. */
const FRAME_MS = 330;

interface IconAnimationParts {
  readonly clock: Clock;
  /** Whether the system asks for as little motion as possible. */
  readonly prefersReducedMotion: () => boolean;
  /** Shows the next picture; frames count from 0 with each start. */
  readonly onFrame: (frame: number) => void;
}

/** Turns the icon while something changes. It has no timer while nothing does. */
export class IconAnimation {
  readonly #parts: IconAnimationParts;
  #cancel: (() => void) | null = null;

  constructor(parts: IconAnimationParts) {
    this.#parts = parts;
  }

  /** Goes on where it runs already. */
  start(): void {
    if (this.#cancel === null) this.#next(0);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #next(frame: number): void {
    const { clock, prefersReducedMotion, onFrame } = this.#parts;
    if (prefersReducedMotion()) {
      this.stop();
      return;
    }
    this.#cancel = clock.after(FRAME_MS, () => {
      this.#next(frame + 1);
      onFrame(frame + 1);
    });
  }
}
