/*
 * A language for tests of the layout that nobody speaks: English with accents, in brackets, and as much longer as
 * translations may be. What is not accented comes from no message; where a bracket is missing, text is cut off.
 */

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [
    letter,
    [...'ȧƀçḓéƒɠĥîĵķŀɱñöƥɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'][at] ?? letter,
  ]),
);
/** How much longer than English, as a share. */
const LONGER = 0.4;

/** Every message of a language in the pseudo-language. */
export const pseudoLocale = (messages: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, pseudoMessage(message)]));

/** One ICU message in the pseudo-language; its placeholders, plurals and selects are left as they are. */
export function pseudoMessage(message: string): string {
  let at = 0;
  let owed = 0;

  function letter(given: string): string {
    const accented = ACCENTED[given];
    if (accented === undefined) return given;
    owed += LONGER;
    if (owed < 1) return accented;
    owed -= 1;
    return accented + accented.toLowerCase();
  }

  /** Text up to the brace that closes it, or to the end. */
  function text(): string {
    let done = '';
    while (at < message.length && message[at] !== '}') {
      const next = message[at] ?? '';
      const quoted = /^'[{}#][^']*'/.exec(message.slice(at))?.[0];
      if (quoted !== undefined) {
        done += quoted;
        at += quoted.length;
      } else if (next === '{') {
        done += argument();
      } else {
        done += letter(next);
        at += 1;
      }
    }
    return done;
  }

  /** `{name}`, or `{name, plural, one {text} other {text}}`. */
  function argument(): string {
    let done = '{';
    at += 1;
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') {
        at += 1;
        done += `{${text()}}`;
      } else done += message[at];
      at += 1;
    }
    at += 1;
    return `${done}}`;
  }

  return `[${text()}]`;
}
