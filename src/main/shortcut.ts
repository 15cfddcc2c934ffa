import { appError, fail, ok, type Result } from '../shared/errors';

/** What Electron's `globalShortcut` gives; it throws at what is no accelerator. */
export interface ShortcutRegistry {
  register(accelerator: string, onPress: () => void): boolean;
  unregister(accelerator: string): void;
}

/** The one key combination that works in every program. */
export class Shortcut {
  readonly #registry: ShortcutRegistry;
  readonly #onPress: () => void;
  #current: string | null = null;

  constructor(registry: ShortcutRegistry, onPress: () => void) {
    this.#registry = registry;
    this.#onPress = onPress;
  }

  /**
   * Puts another accelerator, or none (null), in the place of the one before, which stays where the new one cannot be
   * had: it fails with `shortcut-invalid` or `shortcut-taken`.
   */
  set(accelerator: string | null): Result<null> {
    if (accelerator === this.#current) return ok(null);
    const registered = accelerator === null ? ok(null) : this.#register(accelerator);
    if (!registered.ok) return registered;
    this.release();
    this.#current = accelerator;
    return ok(null);
  }

  /** Gives the combination back to the other programs. */
  release(): void {
    if (this.#current !== null) this.#registry.unregister(this.#current);
    this.#current = null;
  }

  #register(accelerator: string): Result<null> {
    if (!isSparing(accelerator)) return fail(appError('shortcut-invalid', { values: { shortcut: accelerator } }));
    try {
      if (this.#registry.register(accelerator, this.#onPress)) return ok(null);
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      return fail(appError('shortcut-invalid', { values: { shortcut: accelerator }, detail }));
    }
    return fail(appError('shortcut-taken', { values: { shortcut: accelerator } }));
  }
}

/** Whether it leaves the letters to those who write: a lone key, or one with Shift, would be gone from every program. */
function isSparing(accelerator: string): boolean {
  const keys = accelerator.split('+');
  const isFunctionKey = /^F\d{1,2}$/.test(keys.at(-1) ?? '');
  return isFunctionKey || keys.slice(0, -1).some((key) => key !== 'Shift');
}
