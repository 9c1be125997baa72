import { createContext } from '@lit/context';
import type { Language } from './language.ts';

/** The language of the nearest enclosing player; `undefined` while it is being loaded. */
export const languageContext = createContext<Language | undefined>(Symbol('reprise-language'));
