import type { HighlightedLine } from '../code/highlight.ts';
import { highlightLines, MAX_HIGHLIGHTED_LENGTH } from '../code/highlight.ts';
import { languageOfPath } from '../code/languages.ts';
import { afterPaint } from '../controllers/after-paint.ts';
import { findBlocks } from './diff-blocks.ts';
import type { DiffRow, LineRow } from './diff-rows.ts';
import { findWords } from './word-ranges.ts';
import type { DiffWords, WordRange } from './word-ranges.ts';

/** What is drawn over the plain lines once it is there, by the keys of rows. */
export interface Decorations {
  readonly tokens: ReadonlyMap<number, HighlightedLine>;
  readonly words: ReadonlyMap<number, readonly WordRange[]>;
}

/** Characters whose words are compared before the page gets its turn. */
const SLICE_CHARACTERS = 20_000;

/** For lines that nothing has been drawn over yet. */
export const NO_DECORATIONS: Decorations = { tokens: new Map(), words: new Map() };

/** Colours and word marks for rows; loads the highlighter and jsdiff when first used. Never rejects. */
export async function decorate(rows: readonly DiffRow[], path: string): Promise<Decorations> {
  const [tokens, words] = await Promise.all([colour(rows, languageOfPath(path)), markWords(rows)]);
  return { tokens, words };
}

/**
 * Colours the lines of each side as they follow each other, so that strings and comments over several lines come
 * out right. What is between hunks is not known: each stretch starts anew.
 */
async function colour(
  rows: readonly DiffRow[],
  language: string | undefined,
): Promise<ReadonlyMap<number, HighlightedLine>> {
  const tokens = new Map<number, HighlightedLine>();
  if (language === undefined) return tokens;
  let budget = MAX_HIGHLIGHTED_LENGTH * 2;
  for (const stretch of stretches(rows)) {
    for (const side of ['delete', 'add'] as const) {
      const lines = stretch.filter(({ kind }) => kind === 'context' || kind === side);
      // A side without changes of its own is the other one.
      if (side === 'delete' && !stretch.some(({ kind }) => kind === 'delete')) continue;
      const code = lines.map(({ text }) => text).join('\n');
      budget -= code.length;
      if (budget < 0) return tokens;
      const coloured = await highlightLines(code, language);
      lines.forEach(({ key }, index) => tokens.set(key, coloured[index] ?? []));
    }
  }
  return tokens;
}

async function markWords(rows: readonly DiffRow[]): Promise<ReadonlyMap<number, readonly WordRange[]>> {
  const words = new Map<number, readonly WordRange[]>();
  const blocks = findBlocks(rows).filter(({ deleted, added }) => deleted.length > 0 && added.length > 0);
  const diffWords = blocks.length > 0 ? await loadDiffWords() : undefined;
  if (!diffWords) return words;
  let compared = 0;
  for (const { deleted, added } of blocks) {
    if (compared > SLICE_CHARACTERS) {
      await afterPaint();
      compared = 0;
    }
    for (const { text } of [...deleted, ...added]) compared += text.length;
    const textOf = ({ text }: LineRow): string => text;
    const ranges = findWords(deleted.map(textOf), added.map(textOf), diffWords);
    deleted.forEach(({ key }, index) => words.set(key, ranges?.before[index] ?? []));
    added.forEach(({ key }, index) => words.set(key, ranges?.after[index] ?? []));
  }
  return words;
}

async function loadDiffWords(): Promise<DiffWords | undefined> {
  try {
    const { diffWordsWithSpace } = await import('diff');
    return diffWordsWithSpace;
  } catch {
    // Offline: the lines are marked, their words are not.
    return undefined;
  }
}

function stretches(rows: readonly DiffRow[]): LineRow[][] {
  const all: LineRow[][] = [[]];
  for (const row of rows) {
    if (row.kind === 'gap') all.push([]);
    else all.at(-1)!.push(row);
  }
  return all.filter((stretch) => stretch.length > 0);
}
