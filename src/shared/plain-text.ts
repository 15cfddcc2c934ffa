/**
 * A name or tag as it may be shown: control characters and those that turn the direction of text could reorder or hide what
 * stands beside it (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
