import type { TerminalCode, TerminalEvent, TerminalSize, WidthRule } from '../../format/index.ts';
import { TerminalState } from './terminal-state.ts';

/** What is written in place of output: as in an event, without a time. */
export interface TerminalPiece {
  readonly code: TerminalCode;
  readonly data: string;
}

/**
 * Output that was cut can have begun an escape sequence or a synchronized update which what comes next ends: so much of
 * that belongs to the cut, UTF-16 units.
 */
const MAX_UNFINISHED = 65_536;

/**
 * A terminal of which stretches of the output are taken out. It knows two: the true one, and the one that is left to be seen.
 *
 * Behind a stretch the screen is drawn again: every row that was there before, or is blank, as it truly is; every other
 * one shaded, until something is written to it. So nothing of the stretch is to be seen, and nothing is shown that was not
 * there.
 */
export class CutTerminal {
  readonly #true: TerminalState;
  readonly #shown: TerminalState;
  #size: string;
  #shownSize: string;
  /** Output was left out since the last redraw. */
  #isBehind = false;
  #unfinished = 0;

  constructor(size: TerminalSize, widths?: WidthRule) {
    this.#true = new TerminalState(size, { widths });
    this.#shown = new TerminalState(size, { widths });
    this.#size = this.#shownSize = `${size.cols}x${size.rows}`;
  }

  /** Leaves an event out. */
  cut(event: TerminalEvent): void {
    this.#true.apply(event);
    if (event.code === 'r') this.#size = event.data;
    if (event.code === 'o' || event.code === 'r') this.#isBehind = true;
  }

  /**
   * An event that stays, and what has to be written before it.
   *
   * @returns the pieces to write; none when the event is the end of something that was cut
   */
  keep(event: TerminalEvent): readonly TerminalPiece[] {
    if (this.#isBehind && !this.#true.cuttable && this.#unfinished < MAX_UNFINISHED) {
      this.#unfinished += event.data.length + 1;
      this.cut(event);
      return [];
    }
    const redraw = this.redraw();
    this.#true.apply(event);
    this.#shown.apply(event);
    if (event.code === 'r') this.#size = this.#shownSize = event.data;
    return [...redraw, { code: event.code, data: event.data }];
  }

  /** Whether nothing that was cut is still to be ended by what comes next. */
  get canRedraw(): boolean {
    return this.#true.cuttable;
  }

  /** What brings the screen behind a cut to where it is without what was cut; nothing where nothing was left out. */
  redraw(): readonly TerminalPiece[] {
    if (!this.#isBehind) return [];
    this.#isBehind = false;
    this.#unfinished = 0;
    // CAN, and the end of a synchronized update: what was begun in the cut and is not ended soon never is.
    if (!this.#true.cuttable) this.#true.apply({ t: 0, code: 'o', data: '\x18\x1b[?2026l' });
    const { data } = this.#true.shaded(this.#shown);
    const pieces: TerminalPiece[] = [];
    if (this.#size !== this.#shownSize) pieces.push({ code: 'r', data: this.#size });
    this.#shownSize = this.#size;
    pieces.push({ code: 'o', data });
    for (const piece of pieces) this.#shown.apply({ t: 0, ...piece });
    return pieces;
  }

  dispose(): void {
    this.#true.dispose();
    this.#shown.dispose();
  }
}
