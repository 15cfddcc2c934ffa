import { describe, expect, test } from 'vitest';
import { compileFilters, compileWildcards } from '../../../src/demo/filters';

describe('a filter value', () => {
  test.each([
    ['web', 'web', true],
    ['web', 'Web', false],
    ['web', 'web-1', false],
    ['web*', 'web-1', true],
    ['*web', 'my-web', true],
    ['*e*', 'web', true],
    ['*', '', true],
    ['?', '', false],
    ['we?', 'web', true],
    ['we?', 'we', false],
    ['?', '🚀', true],
    ['결제-*', '결제-배치', true],
    ['a*b*c', 'axxbxxbc', true],
    ['a*b*c', 'axxbxxb', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['\\*', '*', true],
    ['\\*', 'anything', false],
    ['100\\?', '100?', true],
    ['a\\\\b', 'a\\b', true],
    ['a\\b', 'a\\b', true],
    ['a\\', 'a\\', true],
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
  ])('%j matches %j: %s', (pattern, text, expected) => {
    expect(compileWildcards(pattern)(text)).toBe(expected);
  });

  test('full of wildcards is no way to keep the endpoint busy', () => {
    const began = performance.now();
    expect(compileWildcards(`${'*a'.repeat(100)}*b`)('a'.repeat(5_000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('filters', () => {
  const valuesOf = (name: string) =>
    name === 'letter' || name === 'number'
      ? (thing: { readonly letter: string; readonly number: string }) => [thing[name]]
      : undefined;

  test('must all be met, each by any of its values', () => {
    const matches = compileFilters(
      [
        { name: 'letter', values: ['a', 'b'] },
        { name: 'number', values: ['1'] },
      ],
      valuesOf,
    );
    expect(matches({ letter: 'a', number: '1' })).toBe(true);
    expect(matches({ letter: 'b', number: '1' })).toBe(true);
    expect(matches({ letter: 'c', number: '1' })).toBe(false);
    expect(matches({ letter: 'a', number: '2' })).toBe(false);
  });

  test('let everything through when there are none', () => {
    expect(compileFilters([], valuesOf)({ letter: 'a', number: '1' })).toBe(true);
  });

  test('are refused by name when there is no such filter', () => {
    expect(() => compileFilters([{ name: 'colour', values: ['red'] }], valuesOf)).toThrow(
      "The filter 'colour' is invalid",
    );
  });
});
