import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeProfileName, PROFILE_NAME_LENGTH } from '../../../src/shared/free-profile-name';

test.each([
  ['work', [], 'work'],
  ['work', ['work'], 'work (2)'],
  ['work', ['work', 'work (2)'], 'work (3)'],
  ['work (2)', ['work (2)'], 'work (3)'],
  ['work (2)', ['work', 'work (2)', 'work (3)'], 'work (4)'],
])('%s where %j are taken becomes %s', (name, taken, expected) => {
  expect(freeProfileName(name, taken)).toBe(expected);
});

test('it is free and no longer than a name may be, whatever is taken', () => {
  const names = fc.string({ minLength: 1, maxLength: PROFILE_NAME_LENGTH });
  fc.assert(
    fc.property(names, fc.array(names), (name, others) => {
      const taken = [name, ...others, freeProfileName(name, [name, ...others])];
      const free = freeProfileName(name, taken);
      expect(taken).not.toContain(free);
      expect(free.length).toBeLessThanOrEqual(PROFILE_NAME_LENGTH);
    }),
  );
});
