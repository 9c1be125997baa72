import { createLowlight } from 'lowlight';
import { findLanguage, grammarLoader } from './languages.ts';

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;

/** Grammars that are loaded, compiled once: this file itself is loaded when there is code to highlight. */
const lowlight = createLowlight();

/**
 * What makes syntax trees of code in a language, loading the grammar when it has not been used on this page.
 *
 * @returns `undefined` when there is no grammar for the language
 */
export async function loadGrammar(language: string): Promise<((code: string) => Root) | undefined> {
  const name = findLanguage(language);
  const load = name === undefined ? undefined : grammarLoader(name);
  if (name === undefined || !load) return undefined;
  const parse = (code: string): Root => lowlight.highlight(name, code, { prefix: '' });
  if (!lowlight.registered(name)) {
    lowlight.register(name, (await load()).default);
    // It is compiled when it is first used.
    parse('');
  }
  return parse;
}
