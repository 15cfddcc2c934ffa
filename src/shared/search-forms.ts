/*
 * Texts as they are compared by a search: for people, to whom case does not matter, nor how a letter is put together.
 */

/** Korean from macOS comes in pieces (NFD): both sides are put together before they are compared. */
export const plainForm = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * Korean as it is typed, letter by letter: until its vowel comes, the consonant that begins a syllable stands at the end of
 * the one before it (`서벌` on the way to `서버로`), and `과` is `고` at first.
 */
export const typedForm = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u1161-\u1175\u11a8-\u11c2]/g, (letter) => TYPED_LETTERS.get(letter) ?? letter);

/** What stands at the end of a syllable as the consonants that begin one, and the vowels that are typed with two keys. */
const TYPED_LETTERS: ReadonlyMap<string, string> = new Map(
  [
    ...'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'
      .split(' ')
      .map((letters, index) => [String.fromCharCode(0x11a8 + index), letters] as const),
    ...['ㅘㅗㅏ', 'ㅙㅗㅐ', 'ㅚㅗㅣ', 'ㅝㅜㅓ', 'ㅞㅜㅔ', 'ㅟㅜㅣ', 'ㅢㅡㅣ'].map(
      ([vowel = '', ...letters]) => [vowel.normalize('NFKD'), letters.join('')] as const,
    ),
  ].map(([letter, letters]) => [letter, letters.normalize('NFKD')]),
);
