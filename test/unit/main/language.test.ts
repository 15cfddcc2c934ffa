import { expect, test } from 'vitest';
import { languageFor } from '../../../src/main/language';

test.each([
  ['ko', ['en-US'], 'ko'],
  ['en', ['ko-KR'], 'en'],
  ['system', ['ko-KR', 'en-US'], 'ko'],
  ['system', ['fr-FR', 'ko', 'en-US'], 'ko'],
  ['system', ['KO-kr'], 'ko'],
  ['system', ['fr-FR', 'de'], 'en'],
  ['system', ['kok-IN'], 'en'],
  ['system', [], 'en'],
] as const)('the setting “%s” on a system that speaks %j gives %s', (setting, system, language) => {
  expect(languageFor(setting, system)).toBe(language);
});
