import type { MessageKey } from '../text';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

/**
 * The languages of the app, complete or they do not compile. One more is a file beside these and its name here: the setting,
 * the choice by the system and the tests know it from then on.
 */
export const messages = { en, ko } satisfies Readonly<Record<string, Record<MessageKey, string>>>;

export type Language = keyof typeof messages;

export const LANGUAGES: readonly Language[] = Object.keys(messages).filter(
  (code): code is Language => code in messages,
);

/** A language's own name for itself, so that each is found by who needs it: `한국어`. */
export const languageName = (language: Language): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
