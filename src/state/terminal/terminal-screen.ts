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
  /** Runs of equal look that make up row `y` (0 … rows − 1), left to right; trailing default blanks left out. */
  row(y: number): readonly TerminalRun[];
  /** Rows that may have changed after `version`; all of them when the version is from before a restore. */
  changedRows(version: number): readonly number[];
  /** Text of each visible row, trailing blanks cut. */
  readonly lines: readonly string[];
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
