import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CodeToken, HighlightedLine } from '../code/highlight.ts';
import { renderTokens } from '../code/highlight.ts';
import type { ChangesStrings } from '../strings/changes.ts';
import type { WordRange } from './word-ranges.ts';

/** Characters of a line that are drawn; a longer one (minified code) says how many more it has. */
export const MAX_LINE_LENGTH = 5_000;

/** The code of one line: colours of its tokens under marks for its changed words. */
export function renderCode(
  text: string,
  tokens: HighlightedLine | undefined,
  words: readonly WordRange[] | undefined,
  strings: ChangesStrings,
): TemplateResult | readonly unknown[] {
  if (text.length > MAX_LINE_LENGTH) {
    const more = text.length - MAX_LINE_LENGTH;
    return html`${renderTokens([{ text: text.slice(0, MAX_LINE_LENGTH) }])}<span class="more"
        >${strings.moreCharacters(more)}</span
      >`;
  }
  const line = tokens ?? (text === '' ? [] : [{ text }]);
  if (!words || words.length === 0) return renderTokens(line);
  return splitAtWords(line, words).map(({ marked, tokens: part }) =>
    marked ? html`<span class="word">${renderTokens(part)}</span>` : renderTokens(part),
  );
}

interface Stretch {
  readonly marked: boolean;
  readonly tokens: CodeToken[];
}

/** Cuts tokens at the ends of the ranges, so that each piece is wholly inside or outside of a mark. */
function splitAtWords(tokens: HighlightedLine, words: readonly WordRange[]): Stretch[] {
  const stretches: Stretch[] = [];
  let column = 0;
  for (const token of tokens) {
    for (let rest = token.text; rest !== '';) {
      const word = words.find(({ end }) => end > column);
      const marked = word !== undefined && word.start <= column;
      const end = word === undefined ? Infinity : marked ? word.end : word.start;
      const piece = rest.slice(0, end - column);
      const last = stretches.at(-1);
      const part = { ...token, text: piece };
      if (last?.marked === marked) last.tokens.push(part);
      else stretches.push({ marked, tokens: [part] });
      column += piece.length;
      rest = rest.slice(piece.length);
    }
  }
  return stretches;
}
