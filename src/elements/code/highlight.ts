import { html } from 'lit';
import { openerOf, piecesOf } from './code-pieces.ts';
import { renderVisible } from './visible-characters.ts';
import type { Visible } from './visible-characters.ts';

/** What a run of characters is, as far as it has a colour of its own; the class is `code-<kind>`. */
export type TokenKind =
  'keyword' | 'string' | 'number' | 'comment' | 'title' | 'attribute' | 'inserted' | 'deleted';

/** A run of characters of one line. Without `kind` it has the colour of text. */
export interface CodeToken {
  readonly text: string;
  readonly kind?: TokenKind;
}

/** The tokens of one line, without its line end; their texts joined are the line. */
export type HighlightedLine = readonly CodeToken[];

/** Characters above which code stays plain: about 0.1 s of work. */
export const MAX_HIGHLIGHTED_LENGTH = 60_000;

/** How long is highlighted before the page has its turn, ms. */
const SLICE_TIME = 8;
/**
 * Code that has taken longer than this, ms, five times what the longest takes, is made to: the rest stays plain. Of all
 * pieces together: a computer that is busy with something else may hold up any one of them.
 */
const LONGEST_WORK = 500;

/** highlight.js scopes → kinds. Scopes that are not here look like what is around them. */
const KINDS: Readonly<Record<string, TokenKind | 'plain'>> = {
  keyword: 'keyword',
  literal: 'keyword',
  built_in: 'keyword',
  'selector-tag': 'keyword',
  'selector-pseudo': 'keyword',
  name: 'keyword',
  tag: 'plain',
  string: 'string',
  regexp: 'string',
  quote: 'comment',
  code: 'string',
  link: 'string',
  char: 'string',
  number: 'number',
  symbol: 'number',
  bullet: 'number',
  comment: 'comment',
  doctag: 'comment',
  meta: 'comment',
  title: 'title',
  section: 'title',
  type: 'title',
  class: 'title',
  'selector-class': 'title',
  'selector-id': 'title',
  attr: 'attribute',
  attribute: 'attribute',
  'selector-attr': 'attribute',
  'template-variable': 'attribute',
  variable: 'attribute',
  addition: 'inserted',
  deletion: 'deleted',
  subst: 'plain',
};

interface SyntaxNode {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly SyntaxNode[];
}

/**
 * Splits code into coloured tokens, line by line (lines end at `\n`). The first call loads the highlighter (12 KB)
 * and each language (1 to 3 KB) when it is first met. Works in pieces between which the page has its turn, so that no
 * code can hold it up; comments and strings go on from one to the next.
 *
 * @param language - name of a code fence (`ts`, `TypeScript`, `sh`) or what `languageOfPath` gave
 * @returns the lines without kinds when the language is not known or the code is too long; never rejects
 */
export async function highlightLines(
  code: string,
  language: string | undefined,
): Promise<readonly HighlightedLine[]> {
  if (!language || code.length > MAX_HIGHLIGHTED_LENGTH) return plainCode(code);
  try {
    const { loadGrammar } = await import('./grammars.ts');
    const parse = await loadGrammar(language);
    return parse ? await highlightPieces(code, parse) : plainCode(code);
  } catch {
    // Offline, or a grammar that chokes: colours are no reason to show no code.
    return plainCode(code);
  }
}

/** Code as lines of one plain token each: what is shown until the colours are there. */
export function plainCode(code: string): readonly HighlightedLine[] {
  return code.split('\n').map((text) => (text === '' ? [] : [{ text }]));
}

/** Lines as one run of tokens, of which those without a colour are one: each token is nodes in the page. */
export function joinedLines(lines: readonly HighlightedLine[]): HighlightedLine {
  const joined: CodeToken[] = [];
  const add = (token: CodeToken): void => {
    const last = joined.at(-1);
    if (last && last.kind === undefined && token.kind === undefined)
      joined[joined.length - 1] = { text: last.text + token.text };
    else joined.push(token);
  };
  for (const [index, line] of lines.entries()) {
    if (index > 0) add({ text: '\n' });
    for (const token of line) add(token);
  }
  return joined;
}

/**
 * Draws tokens as spans with classes, deceptive characters as visible marks. `codeStyles` gives the colours,
 * `visibleStyles` draws the marks.
 */
export function renderTokens(tokens: HighlightedLine): readonly Visible[] {
  return tokens.map(({ text, kind }) =>
    kind === undefined ? renderVisible(text) : html`<span class="code-${kind}">${renderVisible(text)}</span>`,
  );
}

async function highlightPieces(
  code: string,
  parse: (code: string) => SyntaxNode,
): Promise<readonly HighlightedLine[]> {
  const lines: HighlightedLine[] = [];
  let opener = '';
  let spent = 0;
  let began = performance.now();
  for (const { text, plain } of piecesOf(code)) {
    if (plain || spent > LONGEST_WORK) {
      lines.push(...plainCode(text));
      continue;
    }
    const start = performance.now();
    // With its line end: a comment or string that goes on holds that too.
    const root = parse(`${opener}${text}\n`);
    lines.push(...withoutOpener(toLines(root), opener).slice(0, -1));
    opener = openerOf(openTextOf(root));
    spent += performance.now() - start;
    if (performance.now() - began < SLICE_TIME) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
  return lines;
}

/** Takes the opener away again that was put before the first line. */
function withoutOpener(lines: readonly HighlightedLine[], opener: string): readonly HighlightedLine[] {
  const before = opener.split('\n');
  const [first = [], ...rest] = lines.slice(before.length - 1);
  let left = before.at(-1)!.length;
  const tokens = first.flatMap((token) => {
    const text = token.text.slice(left);
    left = Math.max(0, left - token.text.length);
    return text === '' ? [] : [{ ...token, text }];
  });
  return [tokens, ...rest];
}

/** Scopes that may go on over lines. */
const GOES_ON: ReadonlySet<unknown> = new Set(['comment', 'string', 'code']);

/** The text of the comment or string that a tree ends in, with the line end behind its last line; empty where there is none. */
function openTextOf(root: SyntaxNode): string {
  for (let node: SyntaxNode | undefined = root; node; node = node.children?.at(-1)) {
    if (!GOES_ON.has(scopeOf(node))) continue;
    const text = textOf(node);
    return text.endsWith('\n') ? text : '';
  }
  return '';
}

function textOf({ value = '', children = [] }: SyntaxNode): string {
  return value + children.map(textOf).join('');
}

function toLines(root: SyntaxNode): readonly HighlightedLine[] {
  const lines: CodeToken[][] = [[]];
  const add = (value: string, kind: TokenKind | undefined): void => {
    value.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)!.push(kind === undefined ? { text } : { text, kind });
    });
  };
  const visit = (node: SyntaxNode, around: TokenKind | undefined): void => {
    if (node.type === 'text') add(node.value ?? '', around);
    const kind = kindOf(node) ?? around;
    for (const child of node.children ?? []) visit(child, kind === 'plain' ? undefined : kind);
  };
  visit(root, undefined);
  return lines;
}

function scopeOf({ properties }: SyntaxNode): unknown {
  return Array.isArray(properties?.className) ? properties.className[0] : undefined;
}

function kindOf(node: SyntaxNode): TokenKind | 'plain' | undefined {
  const scope = scopeOf(node);
  return typeof scope === 'string' && Object.hasOwn(KINDS, scope) ? KINDS[scope] : undefined;
}
