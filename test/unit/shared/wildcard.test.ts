import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasWildcard, matchesPattern } from '../../../src/shared/wildcard';

test.each([
  ['web-1', 'web-1', true],
  ['web-1', 'Web-1', false],
  ['web', 'web-1', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'anything', true],
  ['alice*', 'alice', true],
  ['alice*', 'alice-dev', true],
  ['alice*', 'malice', false],
  ['*dev*', 'my-dev-box', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['web-?', 'web-1', true],
  ['web-?', 'web-', false],
  ['web-?', 'web-12', false],
  ['?', '🚀', true],
  ['결제-*', '결제-웹', true],
  ['a.c', 'abc', false],
  ['\\*amazon\\?\\\\', '*amazon?\\', true],
  ['\\*', 'x', false],
  ['a\\b', 'a\\b', true],
  ['a\\', 'a\\', true],
  ['*', 'two\nlines', true],
])('the pattern %j and the text %j: %j', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

test('a hostile pattern is answered at once', () => {
  const begun = performance.now();
  expect(matchesPattern(`${'*a'.repeat(100)}b`, 'a'.repeat(2_000))).toBe(false);
  expect(performance.now() - begun, 'ms').toBeLessThan(1_000);
});

test.each([
  ['web-1', false],
  ['web*', true],
  ['web-?', true],
  ['web\\*', false],
])('%j has a wildcard: %j', (pattern, expected) => {
  expect(hasWildcard(pattern)).toBe(expected);
});

test('a pattern without wildcards fits itself and nothing else', () => {
  const plain = fc.string({ unit: 'binary' }).filter((text) => !/[*?\\]/.test(text));
  fc.assert(
    fc.property(plain, plain, (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(pattern === text);
    }),
  );
});

test('a pattern fits whatever its stars could stand for', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 1 }), fc.string(), (parts, filling) => {
      expect(matchesPattern(parts.join('*'), parts.join(filling))).toBe(true);
    }),
  );
});
