import { plainText } from '../shared/plain-text';

/*
 * Terminals give two cells to East Asian wide characters and to emoji, and none to what is put onto the character
 * before (https://www.unicode.org/reports/tr11/). The scripts below are those whose letters are wide; characters of
 * ambiguous width are narrow, as terminals have it outside of old CJK encodings.
 */
const WIDE =
  /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const HALF_WIDTH = /^[\uff61-\uffdc]/u;
const EMOJI_LOOK = /\ufe0f/u;
const NOTHING = /^[\p{Mark}\p{Cf}]+$/u;

/** A cell that is longer shifts the rest of its row, instead of pushing every other row apart; nothing is cut. */
const WIDEST_COLUMN = 40;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many cells of a terminal a text takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (NOTHING.test(segment)) continue;
    cells += (WIDE.test(segment) && !HALF_WIDTH.test(segment)) || EMOJI_LOOK.test(segment) ? 2 : 1;
  }
  return cells;
}

/** Rows in columns as wide as their widest ordinary cell; the text of every cell is made harmless. The first row is the head. */
export function table(rows: readonly (readonly string[])[], style: (cell: string, row: number) => string): string {
  const plain = rows.map((row) => row.map(plainText));
  const widths = (plain[0] ?? []).map((_head, column) => widest(plain.map((row) => cellsOf(row[column] ?? ''))));
  return plain
    .map((row, index) =>
      row
        .map((cell, column) => {
          const isLast = column === row.length - 1;
          const gap = isLast ? 0 : Math.max(0, (widths[column] ?? 0) - cellsOf(cell)) + 2;
          return style(cell, index) + ' '.repeat(gap);
        })
        .join('')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const widest = (cells: readonly number[]): number =>
  cells.reduce((most, count) => (count > WIDEST_COLUMN ? most : Math.max(most, count)), 0);
