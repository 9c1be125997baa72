import { Language } from './language.ts';
import type { Translation } from './translation.ts';

/** Languages that come with the package beside English, by their primary tag; each is loaded when a page is in it. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<Translation>>> = {
  de: () => import('./german.ts').then(({ german }) => german),
};

/**
 * The language for a page or a part of one, as its `lang` names it (`de`, `de-CH`); a promise while it is being loaded,
 * which never rejects. English for a language that there is no translation of, or whose translation cannot be loaded.
 */
export function languageFor(tag: string): Language | Promise<Language> {
  const [known] = canonical(tag);
  const [primary = ''] = known?.split('-', 1) ?? [];
  const load = Object.hasOwn(TRANSLATIONS, primary) ? TRANSLATIONS[primary] : undefined;
  const english = new Language(known && primary === 'en' ? known : 'en');
  if (!known || !load) return english;
  return load().then(
    (translation) => new Language(known, translation),
    () => english,
  );
}

/** The tag as standards write it; nothing for what is no tag. */
function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}
