import type { TerminalFrame } from '../terminal/terminal-frame.ts';
import type { Shape } from '../picture.ts';

/** A stretch of a terminal as moving pictures: what does not change is held once. */
export interface Clip {
  readonly title: string;
  readonly description: string;
  readonly frame: TerminalFrame;
  /** Columns and rows of the largest screen in it. */
  readonly cols: number;
  readonly rows: number;
  /** Behind the cells. */
  readonly background: string;
  /** The window around the cells. */
  readonly window: readonly Shape[];
  /** Every row that is shown, once, with its left upper corner at 0, 0. */
  readonly strips: readonly (readonly Shape[])[];
  readonly frames: readonly ClipFrame[];
}

/** One picture of a clip. */
export interface ClipFrame {
  /** How long it is shown, ms. */
  readonly length: number;
  /** By row from the top, which of the clip's strips it is. */
  readonly strips: readonly number[];
}
