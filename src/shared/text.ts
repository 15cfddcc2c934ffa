import type en from './locales/en.json';

/** The name of a sentence; its wording is in `locales/LANGUAGE.json` (ICU MessageFormat). */
export type MessageKey = keyof typeof en;

export type MessageValues = Readonly<Record<string, string | number>>;

/** A sentence to show, not yet in any language: it can cross IPC and be kept. */
export interface Text {
  readonly key: MessageKey;
  readonly values: MessageValues;
}
