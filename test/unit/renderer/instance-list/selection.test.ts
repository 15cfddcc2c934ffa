import { expect, test } from 'vitest';
import {
  extended,
  NOTHING_SELECTED,
  type Selection,
  toggled,
  withAll,
  withOnly,
} from '../../../../src/renderer/instance-list/selection';

const ordered = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: Selection): string => [...selection.keys].sort().join('');

test('one is taken in and out', () => {
  const one = toggled(NOTHING_SELECTED, 'b');
  expect(keys(one)).toBe('b');
  expect(keys(toggled(one, 'b'))).toBe('');
});

test('a range goes from the last one, either way, and takes the place of the range before it', () => {
  const begun = toggled(toggled(NOTHING_SELECTED, 'e'), 'b');
  const down = extended(begun, 'd', ordered);
  expect(keys(down)).toBe('bcde');
  expect(keys(extended(down, 'c', ordered)), 'drawn back').toBe('bce');
  expect(keys(extended(down, 'a', ordered)), 'drawn to the other side').toBe('abe');
});

test('a range that begins nowhere takes the one', () => {
  expect(keys(extended(NOTHING_SELECTED, 'c', ordered))).toBe('c');
  const anchorGone = { ...toggled(NOTHING_SELECTED, 'x') };
  expect(keys(extended(anchorGone, 'c', ordered))).toBe('cx');
  const already = toggled(toggled(NOTHING_SELECTED, 'c'), 'x');
  expect(keys(extended(already, 'c', ordered)), 'and never takes it out').toBe('cx');
});

test('a range to what is not in sight changes nothing', () => {
  const begun = toggled(NOTHING_SELECTED, 'b');
  expect(extended(begun, 'x', ordered)).toBe(begun);
});

test('all of them are added to what is chosen', () => {
  expect(keys(withAll(toggled(NOTHING_SELECTED, 'z'), ordered))).toBe('abcdez');
});

test('what is gone is not chosen any more', () => {
  const all = withAll(NOTHING_SELECTED, ordered);
  const listed = ordered.map((key) => ({ key }));
  expect(
    keys(
      withOnly(
        all,
        listed.filter(({ key }) => key !== 'c'),
      ),
    ),
  ).toBe('abde');
  expect(withOnly(all, listed)).toBe(all);
});
