import { createLowlight } from 'lowlight';
import { findLanguage, grammarLoader } from './languages.ts';

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;

/** Grammars that are loaded, compiled once: this file itself is loaded when there is code to highlight. */
const lowlight = createLowlight();

/**
 * The syntax tree of `code`, loading the grammar first when it has not been used on this page.
 *
 * @returns `undefined` when there is no grammar for the language
 */
export async function parseCode(code: string, language: string): Promise<Root | undefined> {
  const name = findLanguage(language);
  const load = name === undefined ? undefined : grammarLoader(name);
  if (name === undefined || !load) return undefined;
  if (!lowlight.registered(name)) lowlight.register(name, (await load()).default);
  return lowlight.highlight(name, code, { prefix: '' });
}
