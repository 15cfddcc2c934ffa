/*
 * How rules and filters are split: at spaces into words, and a word at `=` and commas. Quotes hold together what has any of
 * these in it.
 */

interface Character {
  /** Nothing, where quotes hold nothing. */
  readonly text: string;
  readonly isQuoted: boolean;
}

export type Word = readonly Character[];

/** The words of a text; null where a quotation mark is not closed. */
export function wordsOf(text: string): readonly Word[] | null {
  const characters: Character[] = [];
  let isQuoted = false;
  let before = '';
  for (const character of text) {
    if (character !== '"') characters.push({ text: character, isQuoted });
    else {
      if (isQuoted && before === '"') characters.push({ text: '', isQuoted });
      isQuoted = !isQuoted;
    }
    before = character;
  }
  return isQuoted ? null : split(characters, (character) => /\s/.test(character)).filter((word) => textOf(word) !== '');
}

/** The parts between separators that do not stand in quotes. */
function split(word: Word, isSeparator: (text: string) => boolean): readonly Word[] {
  const parts: Character[][] = [[]];
  for (const character of word) {
    if (!character.isQuoted && isSeparator(character.text)) parts.push([]);
    else parts.at(-1)?.push(character);
  }
  return parts;
}

/** A condition's key and its values; the key is null where the word has no `=`. */
export function conditionOf(word: Word): { readonly key: string | null; readonly values: readonly string[] } {
  const equals = word.findIndex(({ text, isQuoted }) => text === '=' && !isQuoted);
  return {
    key: equals < 0 ? null : textOf(word.slice(0, equals)),
    values: split(word.slice(equals + 1), (character) => character === ',').map(textOf),
  };
}

/** The values of a word in which `=` is like any other character. */
export const valuesOf = (word: Word): readonly string[] => split(word, (character) => character === ',').map(textOf);

export const textOf = (word: Word): string => word.map(({ text }) => text).join('');
