import { damaged } from './damaged-database.ts';
import { MAX_STATEMENT_LENGTH } from './sqlite-limits.ts';

/** A word, sign, name or literal of a `CREATE` statement. */
export interface SqlToken {
  /** As it stands there. */
  readonly text: string;
  /** In upper case, for words; `''` for what is quoted: it is no keyword. */
  readonly keyword: string;
  /** Without quotes. */
  readonly name: string;
}

const COMMENT = /--[^\n]*|\/\*[^]*?(?:\*\/|$)/;
const QUOTED = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[xX]?'(?:[^']|'')*'/;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/;
const NUMBER = /0[xX][\dA-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
const TOKEN = new RegExp([COMMENT, QUOTED, WORD, NUMBER, /\S/].map(({ source }) => source).join('|'), 'g');

/** @throws {ImportError} `damaged-database` when it is longer than any statement */
export function sqlTokens(statement: string): readonly SqlToken[] {
  if (statement.length > MAX_STATEMENT_LENGTH) throw damaged('a table is described by an endless statement');
  return (statement.match(TOKEN) ?? []).flatMap((text) =>
    text.startsWith('--') || text.startsWith('/*') ? [] : [tokenOf(text)],
  );
}

/** The parts of a list in parentheses, cut at its commas, and what follows behind it. */
export function sqlList(
  tokens: readonly SqlToken[],
  start: number,
): { readonly parts: readonly (readonly SqlToken[])[]; readonly rest: readonly SqlToken[] } {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (let index = start + 1; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.text === '(') depth += 1;
    if (token.text === ')') {
      if (depth === 0) return { parts, rest: tokens.slice(index + 1) };
      depth -= 1;
    }
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return { parts, rest: [] };
}

function tokenOf(text: string): SqlToken {
  const quote = text[0]!;
  const isQuoted = text.length > 1 && '"`[\''.includes(quote);
  if (!isQuoted) return { text, keyword: text.toUpperCase(), name: text };
  const inner = text.slice(1, -1);
  return { text, keyword: '', name: quote === '[' ? inner : inner.replaceAll(quote + quote, quote) };
}
