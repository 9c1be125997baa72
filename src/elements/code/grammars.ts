import { createLowlight } from 'lowlight';
import type { GrammarLoader } from './languages.ts';

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;

/** Grammars that are loaded, compiled once: this file itself is loaded when there is code to highlight. */
const lowlight = createLowlight();

/** The syntax tree of `code`, loading the grammar first when it has not been used on this page. */
export async function parseCode(code: string, language: string, load: GrammarLoader): Promise<Root> {
  if (!lowlight.registered(language)) lowlight.register(language, (await load()).default);
  return lowlight.highlight(language, code, { prefix: '' });
}
