/** Half-open range of characters within a line. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
}

/** Changed characters of both sides, by line of each. */
export interface WordRanges {
  readonly before: readonly (readonly WordRange[])[];
  readonly after: readonly (readonly WordRange[])[];
}

/** The words that jsdiff finds changed; the part of it that is used. */
export type DiffWords = (
  before: string,
  after: string,
  options: { maxEditLength: number },
) => readonly { readonly added: boolean; readonly removed: boolean; readonly value: string }[] | undefined;

/** Characters of a changed block up to which its words are compared: beyond, lines alone are marked. */
export const MAX_BLOCK_CHARACTERS = 10_000;
/** The same for its words and what stands between them. */
const MAX_BLOCK_TOKENS = 2_000;
const MAX_WORD_EDITS = 400;

/** Below this share of common characters the block was rewritten, and marks on every word would say nothing. */
const MIN_COMMON = 0.3;

interface Part {
  readonly side: 'both' | 'before' | 'after';
  readonly value: string;
}

/**
 * Finds the words that changed between the removed and the added lines of one block.
 *
 * @returns `undefined` when the block is over a limit, or too different for marks to help
 */
export function findWords(
  before: readonly string[],
  after: readonly string[],
  diffWords: DiffWords,
): WordRanges | undefined {
  const texts = [before.join('\n'), after.join('\n')] as const;
  if (texts.some((text) => text.length > MAX_BLOCK_CHARACTERS || countTokens(text) > MAX_BLOCK_TOKENS)) {
    return undefined;
  }
  const parts = diffWords(...texts, { maxEditLength: MAX_WORD_EDITS });
  if (!parts) return undefined;
  const sided = parts.map(({ added, removed, value }): Part => ({
    side: added ? 'after' : removed ? 'before' : 'both',
    value,
  }));
  const joined = joinAcrossSpaces(slideTogether(sided));
  if (commonShare(joined, texts) < MIN_COMMON) return undefined;
  return { before: toRanges(joined, 'before'), after: toRanges(joined, 'after') };
}

function countTokens(text: string): number {
  return text.match(/\w+|\s+|[^\w\s]/gu)?.length ?? 0;
}

/**
 * Two changes of one side with a bit in common between them are one change, when the second ends with that bit:
 * `{ x[; }];` says more than `{ x[;] }[;]`.
 */
function slideTogether(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const [first, common] = result.slice(-2);
    const slides =
      first &&
      common?.side === 'both' &&
      first.side === part.side &&
      part.side !== 'both' &&
      result.at(-3)?.side !== other(part.side) &&
      part.value.endsWith(common.value);
    if (!slides) {
      result.push(part);
      continue;
    }
    const value = first.value + common.value + part.value.slice(0, part.value.length - common.value.length);
    result.splice(-2, 2, { side: part.side, value }, common);
  }
  return result;
}

function other(side: 'before' | 'after'): 'before' | 'after' {
  return side === 'before' ? 'after' : 'before';
}

/** A space between two changed words belongs to the change: one mark is easier to read than two. */
function joinAcrossSpaces(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, index): Part[] => {
    const between =
      part.side === 'both' && /^[^\S\n]+$/.test(part.value) && index > 0 && index < parts.length - 1;
    if (!between) return [part];
    return [
      { side: 'before', value: part.value },
      { side: 'after', value: part.value },
    ];
  });
}

function commonShare(parts: readonly Part[], texts: readonly [string, string]): number {
  const size = (text: string): number => text.replace(/\s+/g, '').length;
  const common = parts.reduce((sum, { side, value }) => sum + (side === 'both' ? size(value) : 0), 0);
  return common / Math.max(1, Math.min(size(texts[0]), size(texts[1])));
}

function toRanges(parts: readonly Part[], side: 'before' | 'after'): WordRange[][] {
  const lines: WordRange[][] = [[]];
  let column = 0;
  for (const part of parts) {
    if (part.side !== 'both' && part.side !== side) continue;
    part.value.split('\n').forEach((piece, index) => {
      if (index > 0) {
        lines.push([]);
        column = 0;
      }
      const ranges = lines.at(-1)!;
      if (part.side === side && piece !== '') {
        const last = ranges.at(-1);
        const start = last?.end === column ? ranges.pop()!.start : column + indentation(piece, column);
        ranges.push({ start, end: column + piece.length });
      }
      column += piece.length;
    });
  }
  return lines;
}

/** Spaces before the first word of a line are not marked with it. */
function indentation(piece: string, column: number): number {
  const spaces = column === 0 ? piece.length - piece.trimStart().length : 0;
  return spaces === piece.length ? 0 : spaces;
}
