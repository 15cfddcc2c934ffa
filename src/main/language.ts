import { LANGUAGES, type Language } from '../shared/locales/languages';
import type { Settings } from '../shared/settings';

/** The language in force: the chosen one, else the first of the system's (`ko-KR`, …) that the app speaks, else English. */
export function languageFor(setting: Settings['language'], systemLanguages: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of systemLanguages) {
    const spoken = LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase());
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}

/** The same, by what Electron says of the system. */
export const languageOf = (
  system: { getPreferredSystemLanguages(): readonly string[] },
  setting: Settings['language'],
): Language => languageFor(setting, system.getPreferredSystemLanguages());
