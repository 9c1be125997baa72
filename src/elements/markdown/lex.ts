import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';

/** Characters above which text stays plain: about 20 ms of work. Packed messages are shorter. */
export const MAX_MARKDOWN_LENGTH = 40_000;

/**
 * Lines that make the lexer slow or overflow its stack: dozens of nested quotes, list items indented by many
 * levels or begun in one line by the dozen, tables of hundreds of columns. Nobody reads them as formatted text anyway.
 */
const PATHOLOGICAL =
  /^(?:[ \t]*>){24}|^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]){12}|^[ \t]{60,}(?:[-+*]|\d+[.)])[ \t]|^(?:[^|\n]*\|){128}/mu;

/** Marks that begin or end emphasis, links and the like, in one block: what they cost grows with the square of them. */
const MAX_MARKS = 1500;

/** More tokens than this are not drawn: about 100 ms of work. Dense text as long as is allowed has half of it. */
const MAX_TOKENS = 4000;
/** A block of code is an element with a shadow root. */
const CODE_WEIGHT = 12;

/**
 * Markdown (GitHub's flavour, a line end is a line break) as tokens.
 *
 * @returns `undefined` for text that is better shown as it is: too long, too deep, too dense, or more than the
 *   lexer bears
 */
export function lexMarkdown(text: string): readonly Token[] | undefined {
  if (text.length > MAX_MARKDOWN_LENGTH || PATHOLOGICAL.test(text) || hasManyMarks(text)) return undefined;
  try {
    const tokens = Lexer.lex(text, { gfm: true, breaks: true });
    return weightOf(tokens) > MAX_TOKENS ? undefined : tokens;
  } catch {
    return undefined;
  }
}

function hasManyMarks(text: string): boolean {
  return text.split(/\n[ \t]*\n/u).some((block) => (block.match(/[*_~[<]/gu)?.length ?? 0) > MAX_MARKS);
}

/** Tokens within: of lists in their items, of tables in their cells, else directly below. */
function within(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type !== 'table') return 'tokens' in token ? (token.tokens ?? []) : [];
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].flatMap((row) => row.flatMap((cell) => cell.tokens));
}

function weightOf(tokens: readonly Token[]): number {
  return tokens.reduce(
    (weight, token) => weight + (token.type === 'code' ? CODE_WEIGHT : 1) + weightOf(within(token)),
    0,
  );
}
