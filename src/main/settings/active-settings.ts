import { fail, ok, type Result } from '../../shared/errors';
import type { Language } from '../../shared/locales/languages';
import type { Settings } from '../../shared/settings';
import { withNotice } from '../notices';
import type { Shortcut } from '../shortcut';
import type { Store } from '../store';
import type { StoredFile } from '../stored-file';
import type { SettingsFile } from './settings-repository';

export interface ActiveSettingsParts {
  readonly file: StoredFile<SettingsFile>;
  readonly store: Store;
  readonly shortcut: Shortcut;
  readonly languageOf: (language: Settings['language']) => Language;
  readonly setTheme: (theme: Settings['theme']) => void;
  /** The bounds of the polling may be other ones. */
  readonly replan: () => void;
}

/** Keeps changed settings and lets everything that depends on them follow. */
export class ActiveSettings {
  readonly #parts: ActiveSettingsParts;

  constructor(parts: ActiveSettingsParts) {
    this.#parts = parts;
  }

  /** The saved settings take effect. A shortcut that another program has taken meanwhile is told. */
  begin(): void {
    const { store, shortcut } = this.#parts;
    const { settings } = store.get();
    this.#apply(settings);
    const chosen = settings.shortcut;
    if (shortcut.set(chosen).ok || chosen === null) return;
    const notice = { id: 'shortcut', text: { key: 'notice.shortcut', values: { shortcut: chosen } } } as const;
    store.update((snapshot) => withNotice(snapshot, notice));
  }

  /**
   * A shortcut that cannot be had is not kept (`shortcut-taken`, `shortcut-invalid`); one that is not kept
   * (`save-failed`) is given back.
   */
  change(settings: Settings): Result<Settings> {
    const { file, shortcut, replan } = this.#parts;
    const registered = shortcut.set(settings.shortcut);
    // One that was there before and is another program's by now keeps nobody from changing something else.
    const isNew = settings.shortcut !== file.read().settings.shortcut;
    if (!registered.ok && isNew) return registered;
    const written = file.write({ settings });
    if (!written.ok) {
      shortcut.set(file.read().settings.shortcut);
      return fail(written.error);
    }
    this.#apply(settings);
    replan();
    return ok(settings);
  }

  #apply(settings: Settings): void {
    const { store, languageOf, setTheme } = this.#parts;
    setTheme(settings.theme);
    store.update((snapshot) => ({ ...snapshot, settings, language: languageOf(settings.language) }));
  }
}
