/**
 * A name or tag as it may be shown: control characters and those that turn the direction of text could reorder or hide what
 * stands beside it (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Whether a text shows nothing at all: spaces, and characters that are only there for those beside them (U+200B, U+3164, …). */
export const isInvisible = (text: string): boolean => !/[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
