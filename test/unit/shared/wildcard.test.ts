import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../../src/shared/wildcard';

describe('a pattern', () => {
  test.each([
    ['prod', 'prod', true],
    ['prod', 'prod-1', false],
    ['prod*', 'prod-1', true],
    ['prod*', 'Prod-1', false],
    ['*-db', 'main-db', true],
    ['*-db', 'main-db-2', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['web-?', 'web-1', true],
    ['web-?', 'web-10', false],
    ['web-?', 'web-', false],
    ['?', '🚀', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a.c', 'abc', false],
    ['개발*', '개발-1', true],
  ])('%j against %j answers %j', (pattern, text, isMatch) => {
    expect(matchesPattern(pattern, text)).toBe(isMatch);
  });

  test('without wildcards fits itself and nothing else', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => !/[*?]/.test(text));
    fc.assert(
      fc.property(plain, plain, (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(pattern === text);
      }),
    );
  });

  test('fits whatever its stars could stand for', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 1 }), fc.string(), (parts, filling) => {
        expect(matchesPattern(parts.join('*'), parts.join(filling))).toBe(true);
      }),
    );
  });

  test('of many stars is decided at once, also where it does not fit', () => {
    expect(matchesPattern(`${'*a'.repeat(400)}*b`, 'a'.repeat(1000))).toBe(false);
  });
});
