/** Read access to a terminal's visible screen: what an element draws and a test compares. */
export interface TerminalScreen {
  readonly cols: number;
  readonly rows: number;
  /** Counts up with every change of a cell, the cursor, the size or a colour. */
  readonly version: number;
  /** Window title set by the program, text only. */
  readonly title: string;
  readonly cursor: TerminalCursor;
  /** Colours that programs changed (OSC 4, 10, 11, 12) over the theme's. */
  readonly colors: TerminalColors;
  /**
   * Runs of equal look that make up row `y`, left to right. Trailing default blanks are left out, but for those that
   * were printed in a row that the next one goes on with. The same array for as long as nothing in the row changes,
   * wherever it moves; rows with links, with marks that joined characters or with other than plain underlines may get
   * another one.
   *
   * @param y - −held … rows − 1: rows below 0 are those above the screen, −1 the last that went off it
   */
  row(y: number): readonly TerminalRun[];
  /** Row `y` (as in `row`) goes on with the row above it: output ran over the edge. */
  continues(y: number): boolean;
  /**
   * Number of rows above the screen that can be read; 0 on the alternate screen, which has none. Playing adds to
   * them; a seek that enters by a keyframe begins anew. So what is held depends on the way here, the screen does not.
   */
  readonly held: number;
  /**
   * Why rows before those that are held cannot be read, where there were any: the state was entered by a keyframe
   * after them, or there are more than are kept.
   */
  readonly cut: 'keyframe' | 'limit' | undefined;
  /** Another object whenever rows are numbered anew: after a seek that entered by a keyframe. */
  readonly tape: object;
  /** Number of rows that have gone off the top: row `y` is row `scrolled + y` for as long as it can be read. */
  readonly scrolled: number;
  /** Session time of the newest output, ms; `undefined` when it lies before the keyframe that the state was entered by. */
  readonly lastOutput: number | undefined;
  /** The first and last row (as in `row`) written to between two session times (ms, both included). */
  rowsWritten(from: number, to: number): RowRange | undefined;
  /**
   * The rows (as in `row`) that a tool call (id) wrote, from the top; `undefined` where the terminal does not say which
   * call wrote what: a recording, or an archive from before calls were named.
   */
  rowsOf(call: string): readonly RowRange[] | undefined;
  /** Rows that may have changed after `version`; all of them when the version is from before a restore. */
  changedRows(version: number): readonly number[];
  /** Text of each visible row, trailing blanks cut. */
  readonly lines: readonly string[];
}

/** Rows of a screen, both included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Where the cursor stands and how it looks. */
export interface TerminalCursor {
  /** Cell, counted from 0; `x` equals `cols` while a wrap is pending. */
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
  readonly style: 'block' | 'underline' | 'bar';
  readonly blink: boolean;
}

/** Colours as `#rrggbb`; those that are absent are the theme's. */
export interface TerminalColors {
  readonly foreground?: string | undefined;
  readonly background?: string | undefined;
  readonly cursor?: string | undefined;
  /** Palette index → `#rrggbb`. */
  readonly palette: ReadonlyMap<number, string>;
}

/** A colour: default, one of 256 of the palette, or `#rrggbb`. */
export type TerminalColor = undefined | number | string;

/** Neighbouring cells of one row that look alike. */
export interface TerminalRun {
  readonly text: string;
  /** First cell and number of cells; a run of wide characters has twice as many cells as characters. */
  readonly x: number;
  readonly width: number;
  /** Cells each character takes: 1, or 2 for a run of wide characters. */
  readonly cellWidth: 1 | 2;
  readonly fg: TerminalColor;
  readonly bg: TerminalColor;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: 'none' | 'single' | 'double' | 'curly' | 'dotted' | 'dashed';
  readonly underlineColor: TerminalColor;
  readonly blink: boolean;
  readonly inverse: boolean;
  readonly invisible: boolean;
  readonly strikethrough: boolean;
  readonly overline: boolean;
  /** Target of an OSC 8 link, as recorded: untrusted text. */
  readonly link: string | undefined;
}
