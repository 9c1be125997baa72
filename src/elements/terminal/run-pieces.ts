import { isDrawn, type TerminalRun } from '../../state/index.ts';
import type { GlyphFitter } from './glyph-fitter.ts';

/** Characters that any monospaced font draws exactly one cell wide. */
const EVEN = /^[\x20-\x7e\xa0-\xac\xae-\xff]+$/;

/**
 * A part of a run that is one element: `even` text, `drawn` characters, or `glyphs` that are equally wide in
 * their own font.
 */
export interface Piece {
  readonly kind: 'even' | 'drawn' | 'glyphs';
  readonly characters: readonly string[];
  /** Cells it takes. */
  readonly width: number;
}

/** What of a run decides its pieces. */
type RunText = Pick<TerminalRun, 'text' | 'width' | 'cellWidth'>;

/** Takes a run apart into pieces that are laid out each in its own way. */
export function piecesOf({ text, width, cellWidth }: RunText, glyphs: GlyphFitter): Piece[] {
  if (EVEN.test(text)) return [{ kind: 'even', characters: [text], width }];
  const characters = Array.from(text);
  // A character that marks have joined is a run of its own.
  if (characters.length * cellWidth !== width) return [{ kind: 'glyphs', characters: [text], width }];
  const pieces: Piece[] = [];
  for (let start = 0; start < characters.length;) {
    const first = characters[start]!;
    const kind = kindOf(first);
    const breadth = kind === 'glyphs' ? glyphs.width(first) : 0;
    let end = start + 1;
    for (; end < characters.length; end += 1) {
      const next = characters[end]!;
      if (kindOf(next) !== kind || (kind === 'glyphs' && glyphs.width(next) !== breadth)) break;
    }
    pieces.push({ kind, characters: characters.slice(start, end), width: (end - start) * cellWidth });
    start = end;
  }
  return pieces;
}

/** How much there is to draw in a row: its runs, and in them drawn characters that differ from the one before. */
export function weightOf(runs: readonly TerminalRun[]): number {
  let weight = runs.length;
  for (const { text } of runs) {
    if (EVEN.test(text)) continue;
    let before = '';
    for (const character of text) {
      if (character !== before && isDrawn(character.codePointAt(0) ?? 0)) weight += 1;
      before = character;
    }
  }
  return weight;
}

/**
 * Runs that differ in their looks alone, put together: what they are in text. Characters that marks have joined stay
 * alone, as they do in runs.
 */
export function textRuns(runs: readonly TerminalRun[]): RunText[] {
  const joined: { text: string; width: number; cellWidth: 1 | 2; isOpen: boolean }[] = [];
  for (const { text, width, cellWidth } of runs) {
    const isOpen = Array.from(text).length * cellWidth === width;
    const last = joined.at(-1);
    if (last?.isOpen && isOpen && last.cellWidth === cellWidth) {
      last.text += text;
      last.width += width;
    } else joined.push({ text, width, cellWidth, isOpen });
  }
  return joined;
}

/**
 * The runs of a row with the blanks at its end apart: they show a colour and are no text.
 *
 * @returns the runs, and how many of them from the end are such blanks
 */
export function splitBlanks(runs: readonly TerminalRun[]): {
  readonly runs: readonly TerminalRun[];
  readonly blanks: number;
} {
  let blanks = 0;
  while (blanks < runs.length && /^ *$/.test(runs[runs.length - 1 - blanks]!.text)) blanks += 1;
  const last = runs[runs.length - 1 - blanks];
  const text = last?.text.trimEnd();
  if (!last || text === undefined || text === '' || text.length === last.text.length) return { runs, blanks };
  const count = (last.text.length - text.length) * last.cellWidth;
  const width = last.width - count;
  const split = [
    { ...last, text, width },
    { ...last, text: last.text.slice(text.length), x: last.x + width, width: count },
  ];
  return {
    runs: [...runs.slice(0, runs.length - 1 - blanks), ...split, ...runs.slice(runs.length - blanks)],
    blanks: blanks + 1,
  };
}

function kindOf(character: string): Piece['kind'] {
  if (EVEN.test(character)) return 'even';
  return isDrawn(character.codePointAt(0) ?? 0) ? 'drawn' : 'glyphs';
}
