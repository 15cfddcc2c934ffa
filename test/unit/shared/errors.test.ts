import { describe, expect, test } from 'vitest';
import { appError, ERROR_CODES, fail, ok } from '../../../src/shared/errors';
import { LANGUAGES } from '../../../src/shared/locales/languages';
import { translatorFor } from '../../../src/shared/translator';

/** What errors are made with, wherever they are made: a text must ask for nothing else. */
const values = {
  where: 'eu-west-1',
  awsCode: 'SomethingNew',
  name: 'work',
  ending: 'WXYZ',
  file: '/tmp/profiles.json',
  shortcut: 'F9',
  reason: 'Why',
  count: 2,
  role: 'arn:aws:iam::123456789012:role/admin',
  device: 'arn:aws:iam::123456789012:mfa/kim',
  profile: 'work',
  line: 3,
  config: '~/.aws/config',
  credentials: '~/.aws/credentials',
  position: 'profiles[2].name',
};

describe.each(LANGUAGES)('every error in the language %s', (language) => {
  const { text } = translatorFor(language);

  test.each(ERROR_CODES)('%s has a message and a hint that are complete sentences', (code) => {
    const { message, hint } = appError(code, { values });
    for (const sentence of [text(message), text(hint)]) {
      expect(sentence.trim(), `the texts of ${code}`).not.toBe('');
      expect(sentence).not.toMatch(/[{}]/);
      expect(sentence).not.toContain('error.');
    }
  });
});

describe('an AppError', () => {
  test('tells nothing it was not given', () => {
    expect(appError('throttled')).toEqual({
      code: 'throttled',
      message: { key: 'error.throttled.message', values: {} },
      hint: { key: 'error.throttled.hint', values: {} },
      retryable: false,
      awsCode: null,
      detail: null,
      requestId: null,
    });
  });

  test('carries its values into both texts', () => {
    const { message, hint } = appError('profile-name-taken', { values: { name: 'work' } });
    expect([message.values, hint.values]).toEqual([{ name: 'work' }, { name: 'work' }]);
  });
});

test('a Result is either a value or a failure', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(fail('why')).toEqual({ ok: false, error: 'why' });
});
