import { characterWidth } from '../format/index.ts';
import { printable } from './output.ts';

/** A column of a table: what stands in it, and what becomes of it where there is too little room. */
export interface Column<Row> {
  readonly label: string;
  /** Of a cell; what a terminal would obey is replaced. */
  readonly text: (row: Row) => string;
  /** The same in fewer cells, for all cells of the column where the table is too wide. */
  readonly short?: (row: Row) => string;
  readonly align?: 'right';
  /** Which end of a text goes when the table is too wide. Absent: the column is never cut. */
  readonly cut?: 'start' | 'end';
  /** Cells that a column that is cut keeps at least, and that it gets before the ones after it get more. */
  readonly room?: { readonly least: number; readonly enough: number };
  /** The column is left out where it does not fit: the one with the highest number first. */
  readonly spare?: number;
}

const GAP = 2;

/**
 * A plain table: a line of labels, then one for each row, in columns that are aligned.
 *
 * @param width - cells of the terminal; `undefined`: every text is written in full
 */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number | undefined,
): readonly string[] {
  const sized = (textOf: (column: Column<Row>) => (row: Row) => string): readonly Sized<Row>[] =>
    columns.map((column) => {
      const text = textOf(column);
      const cells = [column.label, ...rows.map((row) => printable(text(row)).replaceAll('\t', ' '))];
      return { column, cells, width: cells.reduce((most, cell) => Math.max(most, textWidth(cell)), 0) };
    });
  const full = sized(({ text }) => text);
  const shown = width === undefined ? full : fit(isRoomFor(full, width) ? full : sized(shortText), width);
  return Array.from({ length: rows.length + 1 }, (_, index) =>
    shown
      .map(({ column, cells, width: cellWidth }) => {
        const text = cutText(cells[index]!, cellWidth, column.cut ?? 'end');
        const blanks = ' '.repeat(cellWidth - textWidth(text));
        return column.align === 'right' ? blanks + text : text + blanks;
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

interface Sized<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly string[];
  /** Cells that it takes. */
  readonly width: number;
}

function shortText<Row>({ text, short }: Column<Row>): (row: Row) => string {
  return short ?? text;
}

/** Whether every column has a fair part of its text in a width. */
function isRoomFor<Row>(columns: readonly Sized<Row>[], width: number): boolean {
  const cells = columns.map((sized) => Math.min(sized.width, sized.column.room?.enough ?? sized.width));
  return cells.reduce((sum, each) => sum + each, GAP * (columns.length - 1)) <= width;
}

/** Leaves out the spare columns that have no room, and gives the others that can be cut what is left. */
function fit<Row>(columns: readonly Sized<Row>[], width: number): readonly Sized<Row>[] {
  const least = columns.map((sized) => Math.min(sized.width, sized.column.room?.least ?? sized.width));
  let left = width - least.reduce((sum, cells) => sum + cells, GAP * (columns.length - 1));
  const spare = columns.reduce((most, { column }) => Math.max(most, column.spare ?? 0), 0);
  if (left < 0 && spare > 0 && columns.length > 1) {
    return fit(
      columns.filter(({ column }) => column.spare !== spare),
      width,
    );
  }
  const widths = [...least];
  for (const goal of ['enough', 'all'] as const) {
    for (const [index, sized] of columns.entries()) {
      const wanted = goal === 'all' ? sized.width : Math.min(sized.width, sized.column.room?.enough ?? 0);
      const more = Math.max(0, Math.min(left, wanted - widths[index]!));
      widths[index]! += more;
      left -= more;
    }
  }
  return columns.map((sized, index) => ({ ...sized, width: widths[index]! }));
}

/** Cells of a terminal that a text takes. */
export function textWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += characterWidth(character.codePointAt(0)!);
  return cells;
}

/** A text in at most `width` cells, with `…` where it was cut. */
function cutText(text: string, width: number, end: 'start' | 'end'): string {
  if (textWidth(text) <= width) return text;
  const characters = Array.from(text);
  if (end === 'start') characters.reverse();
  const kept: string[] = [];
  let left = width - 1;
  for (const character of characters) {
    left -= characterWidth(character.codePointAt(0)!);
    if (left < 0) break;
    kept.push(character);
  }
  return end === 'start' ? `…${kept.reverse().join('')}` : `${kept.join('').trimEnd()}…`;
}
