import { expect, test } from 'vitest';
import { cellsOf, table } from '../../../src/cli/table';

test.each([
  ['web-1', 5],
  ['결제-웹', 7],
  ['win-회계-2019', 13],
  ['日本語', 6],
  ['ｗｉｄｅ', 8],
  ['ｶﾅ', 2],
  ['🚀', 2],
  ['👩‍💻', 2],
  ['❤️', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['한', 2],
  ['a\u200bb', 2],
  ['', 0],
])('%j takes %i cells', (text, cells) => {
  expect(cellsOf(text)).toBe(cells);
});

const asIs = (cell: string): string => cell;

test('columns stand under each other, Korean names too, and no line ends in spaces', () => {
  const shown = table(
    [
      ['Name', 'State', 'DNS'],
      ['결제-웹', 'running', 'ec2-1'],
      ['api', 'stopped', ''],
    ],
    asIs,
  );
  expect(shown).toBe(['Name     State    DNS', '결제-웹  running  ec2-1', 'api      stopped', ''].join('\n'));
});

test('a name that is very long shifts its own row only', () => {
  const long = 'x'.repeat(100);
  expect(
    table(
      [
        ['a', 'b'],
        [long, 'c'],
        ['dd', 'e'],
      ],
      asIs,
    ),
  ).toBe(`a   b\n${long}  c\ndd  e\n`);
});

test('what a terminal would take for a command never gets there', () => {
  expect(table([['a\u001b[31m\u009b2Jb\r\nc\u202e']], asIs)).toBe('a [31m 2Jb c\n');
});
