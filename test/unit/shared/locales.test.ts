import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, languageName, messages } from '../../../src/shared/locales/languages';

const english = new Map(Object.entries(messages.en));
const korean = new Map(Object.entries(messages.ko));
const locales = LANGUAGES.map(
  (language) => [languageName(language), new Map(Object.entries(messages[language])), language] as const,
);

interface Node {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>;
}

/** The names of the values that a message asks for, those in plurals and selects among them. */
function placeholders(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    const own = node.type >= 1 && node.type <= 6 && typeof node.value === 'string' ? [node.value] : [];
    const inner = Object.values(node.options ?? {}).flatMap((option) => placeholders(option.value));
    return [...own, ...inner];
  });
}

function placeholdersOf(message: string, language: string): string[] {
  const ast = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();
  return [...new Set(placeholders(ast))].sort();
}

describe('the languages', () => {
  test.each(locales)('have the same messages in the same order: %s', (_name, locale) => {
    expect([...locale.keys()]).toEqual([...english.keys()]);
  });

  test('are called what their own speakers call them', () => {
    expect(LANGUAGES.map(languageName)).toEqual(['English', '한국어']);
  });

  test('know what a placeholder is (a check of this test itself)', () => {
    expect(placeholdersOf('{b} {a, plural, one {x {c}} other {# y}} {b}', 'en')).toEqual(['a', 'b', 'c']);
  });

  test.each([...english])('ask for the same values in %s', (key, message) => {
    const translated = korean.get(key) ?? '';
    expect(placeholdersOf(translated, 'ko'), `“${translated}” against “${message}”`).toEqual(
      placeholdersOf(message, 'en'),
    );
  });

  test.each(locales)('in %s: no message is empty or has spaces around it', (_name, messages) => {
    const wrong = [...messages].filter(([, message]) => message.trim() === '' || message !== message.trim());
    expect(wrong).toEqual([]);
  });

  test.each(locales)(
    'in %s: every message can be formatted and leaves no brace behind',
    (_name, messages, language) => {
      const wrong = [...messages].filter(([, message]) => {
        const values = Object.fromEntries(placeholdersOf(message, language).map((name) => [name, 3]));
        const text = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).format(values);
        return /[{}]/.test(String(text));
      });
      expect(wrong).toEqual([]);
    },
  );

  test('write Korean in Korean', () => {
    const brands = /^(EC2 Tray|IAM Identity Center|UAE|ID \{id\}|\{name\}, \{state\})$/;
    const untranslated = [...korean].filter(
      ([, message]) => !/\p{Script=Hangul}/u.test(message) && !brands.test(message),
    );
    expect(untranslated).toEqual([]);
  });
});
