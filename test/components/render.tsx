import { type RenderResult, render as renderAlone } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { StatusContext, type StatusMessage } from '../../src/renderer/status-line';
import { TranslationContext } from '../../src/renderer/translation';
import { LANGUAGES, type Language } from '../../src/shared/locales/languages';
import { type Translator, translatorFor } from '../../src/shared/translator';

interface Rendered extends Translator, Pick<RenderResult, 'container' | 'rerender'> {
  readonly user: UserEvent;
  /** What the foot of the window was told, in this order. */
  readonly told: readonly (StatusMessage | null)[];
}

/** For `describe.each`: every language, by its name in English. */
export const languages = LANGUAGES.map((language) => ({
  language,
  name: new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language,
}));

/** Renders within all that `App` puts around a view. The answer also translates, to name what must be seen. */
export function render(element: ReactElement, language: Language): Rendered {
  const translator = translatorFor(language);
  const told: (StatusMessage | null)[] = [];
  function Around({ children }: { readonly children: ReactNode }) {
    return (
      <I18nProvider locale={language}>
        <TranslationContext value={translator}>
          <StatusContext value={(message) => told.push(message)}>{children}</StatusContext>
        </TranslationContext>
      </I18nProvider>
    );
  }
  const { container, rerender } = renderAlone(element, { wrapper: Around });
  return { ...translator, container, rerender, user: userEvent.setup(), told };
}
