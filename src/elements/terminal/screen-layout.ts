import type { RowRange, TerminalRun } from '../../state/index.ts';

/** A row as it is drawn. */
export interface LaidRow {
  /** Its runs; their `x` is the column that they are drawn in. */
  readonly runs: readonly TerminalRun[];
  /** The line goes on in the next row: copied, the two are one line. */
  readonly continued: boolean;
  /** Row of the screen that it stems from, as `TerminalScreen.row` counts. */
  readonly y: number;
}

/** A place in a layout. */
export interface LaidPlace {
  /** Of the row. */
  readonly index: number;
  readonly x: number;
}

/**
 * The rows of a terminal as they are drawn, those above the screen first. Of a row that went off the screen everything
 * stays what it was, for as long as it is held.
 */
export interface ScreenLayout {
  /** Width, cells. */
  readonly cols: number;
  /** Number of rows. */
  readonly length: number;
  /** Index of the screen's first row; rows before it lie above the screen. */
  readonly screenTop: number;
  /** Number that row 0 has among all that there ever were: `top + index` is a row's number for good. */
  readonly top: number;
  /** Brings the layout up to what the screen holds now. */
  update(): void;
  /** The row at `index` (0 … length − 1). */
  row(index: number): LaidRow;
  /** Where column `x` of the screen's row `y` is drawn. */
  place(y: number, x: number): LaidPlace;
  /** The rows that rows of the screen are drawn in. */
  range(rows: RowRange): RowRange;
}
