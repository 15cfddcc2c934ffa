import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from '../../../src/shared/locales/en.json';
import { pseudoLocale, pseudoMessage } from '../../support/pseudo-locale';

const format = (message: string, values: Readonly<Record<string, string | number>> = {}): string =>
  String(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).format({ ...values }));

describe('the pseudo-language', () => {
  test('is English with accents, in brackets, and longer', () => {
    expect(pseudoMessage('Stop')).toBe('[Šţööƥ]');
    expect(pseudoMessage('Write its name')).toBe('[Ŵŕîîţéé îţšš ñȧȧɱé]');
  });

  test('leaves placeholders and plurals to their values', () => {
    expect(format(pseudoMessage('Stop {name}?'), { name: 'web-1' })).toMatch(/^\[Šţööƥ web-1\?\]$/);
    const plural = pseudoMessage('{count, plural, one {# instance of {name}} other {# instances}} left');
    expect(format(plural, { count: 1, name: 'kim' })).toMatch(/^\[1 îñ+š.* kim ŀ/);
    expect(format(plural, { count: 2, name: 'kim' })).toMatch(/^\[2 îñ+š[^k]*ŀ/);
    expect(format(pseudoMessage("a '{b}' c"))).toMatch(/^\[ȧ {b} ç+\]$/);
  });

  test.each(Object.entries(pseudoLocale(en)))('can say %s', (_key, message) => {
    expect(() => new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true })).not.toThrow();
    expect(message).toMatch(/^\[.*\]$/s);
  });

  test('is 40 % longer on the whole', () => {
    const lengthOf = (messages: Readonly<Record<string, string>>): number => Object.values(messages).join('').length;
    expect(lengthOf(pseudoLocale(en)) / lengthOf(en)).toBeGreaterThan(1.25);
  });
});
