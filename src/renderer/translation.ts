import { createContext, useContext } from 'react';
import { type Translator, translatorFor } from '../shared/translator';

/** The Translator of the language in force, for every component. */
export const TranslationContext = createContext<Translator>(translatorFor('en'));

export const useTranslator = (): Translator => useContext(TranslationContext);
