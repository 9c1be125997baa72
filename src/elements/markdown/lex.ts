import { Lexer } from 'marked';
import type { Token } from 'marked';

/** Characters above which text stays plain: about 20 ms of work. Packed messages are shorter. */
export const MAX_MARKDOWN_LENGTH = 40_000;

/**
 * Lines that make the lexer slow or overflow its stack: dozens of nested quotes, list items indented by many
 * levels, tables of hundreds of columns. Nobody reads them as formatted text anyway.
 */
const PATHOLOGICAL = /^(?:[ \t]*>){24}|^[ \t]{60,}(?:[-+*]|\d+[.)])[ \t]|^(?:[^|\n]*\|){128}/mu;

/**
 * Markdown (GitHub's flavour, a line end is a line break) as tokens.
 *
 * @returns `undefined` for text that is better shown as it is: too long, too deep, or more than the lexer bears
 */
export function lexMarkdown(text: string): readonly Token[] | undefined {
  if (text.length > MAX_MARKDOWN_LENGTH || PATHOLOGICAL.test(text)) return undefined;
  try {
    return Lexer.lex(text, { gfm: true, breaks: true });
  } catch {
    return undefined;
  }
}
