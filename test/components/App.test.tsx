import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { App } from '../../src/renderer/App';
import { appError, fail } from '../../src/shared/errors';
import { LANGUAGES } from '../../src/shared/locales/languages';
import { translatorFor } from '../../src/shared/translator';
import { answer, show } from './main-side';
import { render } from './render';

const nothing = { profiles: [], allProfiles: [], scopes: [] };

test('the window is empty until it has the picture, and then speaks the language of each', async () => {
  answer('listCredentialSources', fail(appError('config-unreadable')));
  const { container } = render(<App />, 'en');
  expect(container.textContent).toBe('');
  await act(async () => {
    show({ ...nothing, isStarting: true });
  });
  expect(screen.getByRole('main').getAttribute('aria-busy'), 'what Profiles there are is not known yet').toBe('true');
  for (const language of [...LANGUAGES, ...LANGUAGES]) {
    await act(async () => {
      show({ ...nothing, language });
    });
    expect(screen.getByText(translatorFor(language).t('welcome.title'))).toBeTruthy();
    expect(document.documentElement.lang).toBe(language);
  }
});
