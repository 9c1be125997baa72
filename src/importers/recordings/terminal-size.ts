import { DEFAULT_LIMITS, type TerminalSize } from '../../format/index.ts';

/** What a terminal is when nothing tells. */
const USUAL_SIZE: TerminalSize = { cols: 80, rows: 24 };

/** A resize sequence in a piece of output. */
export interface AnnouncedSize extends TerminalSize {
  /** Where the sequence ends in the piece, UTF-16 units. */
  readonly end: number;
}

/** Control sequences that say where something is on the screen. */
const CONTROL = /\x1b\[([0-9;]*)([HfdG`rt])/g;
const UNFINISHED = /\x1b(?:\[[0-9;]{0,40})?$/;

/** A size announced before so much was written is that of the terminal at its start. */
const START = 32;

/** A size brought into the limits of an archive; `undefined` for what is no size. */
export function limitedSize(cols: number, rows: number): TerminalSize | undefined {
  if (!(cols >= 1 && rows >= 1)) return undefined;
  return {
    cols: Math.min(Math.floor(cols), DEFAULT_LIMITS.maxTerminalColumns),
    rows: Math.min(Math.floor(rows), DEFAULT_LIMITS.maxTerminalRows),
  };
}

/**
 * Finds how large a terminal was from what was written to it: resize sequences (`CSI 8 ; rows ; cols t`) say it,
 * cursor addressing and scroll regions show that it was at least so large.
 */
export class SizeScanner {
  #cols = USUAL_SIZE.cols;
  #rows = USUAL_SIZE.rows;
  #first: TerminalSize | undefined;
  #announced = false;
  #read = 0;
  /** A sequence that ends in the next piece. */
  #carry = '';

  /** The size at the start. */
  get initial(): TerminalSize {
    return this.#first ?? { cols: this.#cols, rows: this.#rows };
  }

  /** Reads the next piece of output and returns the resize sequences that end in it. */
  scan(piece: string): readonly AnnouncedSize[] {
    const { length: carried } = this.#carry;
    const text = this.#carry + piece;
    const found: AnnouncedSize[] = [];
    for (const match of text.matchAll(CONTROL)) {
      const size = this.#control(match[1]!.split(';').slice(0, 4).map(Number), match[2]!);
      if (size) found.push({ ...size, end: match.index + match[0].length - carried });
    }
    this.#carry = UNFINISHED.exec(text.slice(-44))?.[0] ?? '';
    this.#read += piece.length;
    return found;
  }

  #control([first = 0, second = 0, third = 0]: readonly number[], final: string): TerminalSize | undefined {
    switch (final) {
      case 'H':
      case 'f':
        this.#grow(first, second);
        return undefined;
      case 'd':
        this.#grow(first, 0);
        return undefined;
      case 'r':
        this.#grow(second, 0);
        return undefined;
      case 't':
        return first === 8 ? this.#announce(second, third) : undefined;
      default:
        this.#grow(0, first);
        return undefined;
    }
  }

  /** Programs ask for the size by sending the cursor to row 999: a row that no terminal has says nothing. */
  #grow(row: number, col: number): void {
    if (this.#announced || row > DEFAULT_LIMITS.maxTerminalRows || col >= DEFAULT_LIMITS.maxTerminalColumns)
      return;
    this.#rows = Math.max(this.#rows, row);
    this.#cols = Math.max(this.#cols, col);
  }

  #announce(rows: number, cols: number): TerminalSize | undefined {
    const size = limitedSize(cols, rows);
    if (size && !this.#announced && this.#read < START) this.#first = size;
    this.#announced ||= size !== undefined;
    return size;
  }
}
