import { isDrawn, type TerminalCursor, type TerminalRun } from '../../../state/index.ts';
import type { Shape } from '../picture.ts';
import type { CellColors } from './cell-colors.ts';
import { drawCharacter } from './draw-character.ts';

/** The cells of pictures, in their pixels. Pictures are seen at twice their size: half pixels are sharp. */
export const CELL = { cellWidth: 8.5, cellHeight: 18, lineWidth: 1, devicePixelRatio: 2 } as const;

const FONT_SIZE = 14;
/** From the top of a cell to the baseline of its text. */
const BASELINE = 13.5;

/** Characters that any monospaced font has one cell wide. */
const EVEN = /^[\x20-\x7e\xa0-\xac\xae-\xff]+$/;

/** The shapes of one row of a terminal, whose left upper corner is 0, 0: first the grounds, then what stands on them. */
export function drawRow(
  runs: readonly TerminalRun[],
  colors: CellColors,
  cursor?: TerminalCursor,
): readonly Shape[] {
  const shown = cursor ? withCursor(runs, cursor) : runs;
  const grounds = shown.flatMap((run) => groundOf(run, colors));
  const mark = cursor ? cursorShape(cursor, shown, colors) : [];
  return [...joined(grounds), ...shown.flatMap((run) => drawRun(run, colors)), ...mark];
}

type Ground = Extract<Shape, { readonly kind: 'rectangle' }>;

function groundOf(run: TerminalRun, colors: CellColors): Ground[] {
  const { ground } = colors.of(run);
  if (ground === undefined) return [];
  const [x, width] = [run.x * CELL.cellWidth, run.width * CELL.cellWidth];
  return [{ kind: 'rectangle', x, y: 0, width, height: CELL.cellHeight, fill: ground }];
}

/** Neighbours of one colour as one: between two there would be a seam. */
function joined(grounds: readonly Ground[]): Ground[] {
  const all: Ground[] = [];
  for (const ground of grounds) {
    const last = all.at(-1);
    if (last?.fill === ground.fill && last.x + last.width === ground.x)
      all[all.length - 1] = { ...last, width: last.width + ground.width };
    else all.push(ground);
  }
  return all;
}

function drawRun(run: TerminalRun, colors: CellColors): Shape[] {
  const { text: fill, line } = colors.of(run);
  const [left, width] = [run.x * CELL.cellWidth, run.width * CELL.cellWidth];
  const rule = (y: number, stroke: string, thickness = 1): Shape => ({
    kind: 'rectangle',
    ...{ x: left, y, width, height: thickness, fill: stroke },
  });
  return [
    ...(run.invisible ? [] : drawText(run, fill)),
    ...(run.underline === 'none' ? [] : [rule(BASELINE + 2, line)]),
    ...(run.underline === 'double' ? [rule(BASELINE + 3.5, line, 0.5)] : []),
    ...(run.strikethrough ? [rule(BASELINE - 4.5, fill)] : []),
    ...(run.overline ? [rule(0.5, fill)] : []),
  ];
}

/** The text of a run, in pieces that are each laid out in a way of their own. */
function drawText({ text, x, width, cellWidth, bold, italic }: TerminalRun, fill: string): Shape[] {
  const look = { y: BASELINE, fill, size: FONT_SIZE, font: 'mono' as const, bold, italic };
  const place = (cell: number): number => (x + cell) * CELL.cellWidth;
  const even = (words: string, cell: number): Shape[] => drawEven(words, place(cell), look);
  if (EVEN.test(text)) return even(text, 0);
  const characters = Array.from(text);
  // A character that marks have joined is a run of its own.
  if (characters.length * cellWidth !== width) return [{ kind: 'text', x: place(0), text, ...look }];
  const shapes: Shape[] = [];
  for (let start = 0; start < characters.length;) {
    const kind = kindOf(characters[start]!);
    let end = start + 1;
    while (end < characters.length && kindOf(characters[end]!) === kind) end += 1;
    const piece = characters.slice(start, end);
    const xs = piece.map((_, i) => place((start + i) * cellWidth));
    if (kind === 'even') shapes.push(...even(piece.join(''), start));
    else if (kind === 'drawn')
      shapes.push(
        ...piece.flatMap((character, i) => drawCharacter(character.codePointAt(0)!, [xs[i]!, 0], CELL, fill)),
      );
    else shapes.push({ kind: 'text', x: xs, text: piece.join(''), ...look });
    start = end;
  }
  return shapes;
}

/** Text of even characters, without the blanks around it and as wide as its cells. */
function drawEven(
  text: string,
  left: number,
  look: Omit<Extract<Shape, { kind: 'text' }>, 'kind' | 'x' | 'text'>,
): Shape[] {
  const words = text.trim();
  if (words === '') return [];
  const x = left + (text.length - text.trimStart().length) * CELL.cellWidth;
  return [{ kind: 'text', x, text: words, width: words.length * CELL.cellWidth, ...look }];
}

function kindOf(character: string): 'even' | 'drawn' | 'glyphs' {
  if (EVEN.test(character)) return 'even';
  return isDrawn(character.codePointAt(0)!) ? 'drawn' : 'glyphs';
}

// -------------------------------------------------------------------------------------------- cursor

/** With the cell under a block cursor apart, as a run with the cursor behind it. */
function withCursor(runs: readonly TerminalRun[], cursor: TerminalCursor): readonly TerminalRun[] {
  if (cursor.style !== 'block') return runs;
  return runs.flatMap((run) => {
    const characters = Array.from(run.text);
    if (!isIn(run, cursor.x) || characters.length * run.cellWidth !== run.width) return [run];
    const at = Math.floor((cursor.x - run.x) / run.cellWidth);
    const part = (from: number, to: number): TerminalRun => ({
      ...run,
      text: characters.slice(from, to).join(''),
      x: run.x + from * run.cellWidth,
      width: (to - from) * run.cellWidth,
    });
    return [
      part(0, at),
      { ...part(at, at + 1), inverse: !run.inverse },
      part(at + 1, characters.length),
    ].filter(({ width }) => width > 0);
  });
}

/** The cursor where it is a line, or on a cell that nothing was printed to. */
function cursorShape(
  { x, style }: TerminalCursor,
  runs: readonly TerminalRun[],
  colors: CellColors,
): Shape[] {
  const left = x * CELL.cellWidth;
  const shape = { kind: 'rectangle' as const, x: left, y: 0, height: CELL.cellHeight, fill: colors.cursor };
  if (style === 'bar') return [{ ...shape, width: 1.5 }];
  if (style === 'underline') return [{ ...shape, y: CELL.cellHeight - 2, height: 2, width: CELL.cellWidth }];
  return runs.some((run) => isIn(run, x)) ? [] : [{ ...shape, width: CELL.cellWidth }];
}

function isIn(run: TerminalRun, x: number): boolean {
  return x >= run.x && x < run.x + run.width;
}
