import type { TerminalRun } from '../../state/index.ts';

/** Columns that the rows of a wrapped line stand further in than its first one. */
const HANGING = 2;

/** A part of a line that is one row. */
export interface LinePart {
  /** Runs with the columns that they are drawn in. */
  readonly runs: readonly TerminalRun[];
  /** First cell of the line that stands in it, and the column that it is drawn in. */
  readonly start: number;
  readonly indent: number;
}

/** One character of a line. */
interface Character {
  readonly run: TerminalRun;
  readonly text: string;
  readonly width: number;
}

/**
 * Lays a line out anew in rows of `cols` cells: between words where it can be done, and then a little further in than
 * the line begins, so that what belongs together is seen at a glance. No character is left out or added.
 *
 * @param runs - of the whole line, without gaps, from cell 0 on
 */
export function wrapLine(runs: readonly TerminalRun[], cols: number): readonly LinePart[] {
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  if (width <= cols) return [{ runs, start: 0, indent: 0 }];
  const characters = runs.flatMap(charactersOf);
  const hanging = Math.min(leadingBlanks(characters) + HANGING, Math.floor(cols / 2));
  const parts: LinePart[] = [];
  let cell = 0;
  for (let first = 0; first < characters.length;) {
    const indent = first === 0 ? 0 : hanging;
    const end = breakAfter(characters, first, cols - indent);
    parts.push({ runs: runsOf(characters.slice(first, end), indent), start: cell, indent });
    for (; first < end; first += 1) cell += characters[first]!.width;
  }
  return parts;
}

/** Index of the first character that has no place in a row of `room` cells which begins with that at `first`. */
function breakAfter(characters: readonly Character[], first: number, room: number): number {
  let used = 0;
  let end = first;
  for (; end < characters.length && used + characters[end]!.width <= room; end += 1)
    used += characters[end]!.width;
  if (end === characters.length) return end;
  // Blanks at a row's end hang over it: they are seen nowhere.
  if (characters[end]!.text === ' ') {
    while (end < characters.length && characters[end]!.text === ' ') end += 1;
    return end;
  }
  for (let i = end; i > first + 1; i -= 1) {
    if (characters[i - 1]!.text === ' ' && !isBlank(characters, first, i)) return i;
  }
  return Math.max(end, first + 1);
}

function isBlank(characters: readonly Character[], first: number, end: number): boolean {
  for (let i = first; i < end; i += 1) if (characters[i]!.text !== ' ') return false;
  return true;
}

function leadingBlanks(characters: readonly Character[]): number {
  const first = characters.findIndex(({ text }) => text !== ' ');
  return Math.max(0, first);
}

function charactersOf(run: TerminalRun): Character[] {
  const texts = Array.from(run.text);
  // A character that marks have joined is a run of its own.
  if (texts.length * run.cellWidth !== run.width) return [{ run, text: run.text, width: run.width }];
  return texts.map((text) => ({ run, text, width: run.cellWidth }));
}

/** Characters put together again as runs, from column `x` on. */
function runsOf(characters: readonly Character[], x: number): TerminalRun[] {
  const runs: TerminalRun[] = [];
  let column = x;
  for (let start = 0; start < characters.length;) {
    const { run } = characters[start]!;
    let end = start;
    let width = 0;
    let text = '';
    for (; end < characters.length && characters[end]!.run === run; end += 1) {
      text += characters[end]!.text;
      width += characters[end]!.width;
    }
    runs.push({ ...run, text, x: column, width });
    column += width;
    start = end;
  }
  return runs;
}
