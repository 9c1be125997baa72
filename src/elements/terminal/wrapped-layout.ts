import type { RowRange, TerminalRun, TerminalScreen } from '../../state/index.ts';
import type { LaidPlace, LaidRow, ScreenLayout } from './screen-layout.ts';
import { type LinePart, wrapLine } from './wrap-line.ts';

/** A line of the terminal: a row and those that go on with it. */
interface Line {
  /** First row, counted from the first that the terminal ever had. */
  readonly first: number;
  /** Cells of each of its rows. */
  readonly widths: readonly number[];
  readonly parts: readonly LinePart[];
  /** Number of its first row as it is drawn. */
  readonly top: number;
}

/**
 * The lines of a terminal laid out anew to another width, from the oldest that is held to the last that shows
 * something or has the cursor. Lines that went off the screen are laid out once.
 */
export class WrappedLayout implements ScreenLayout {
  readonly #screen: TerminalScreen;
  readonly cols: number;
  readonly #lines: Line[] = [];
  /** Lines from the start that are wholly above the screen. */
  #settled = 0;
  #tape: object | undefined;
  /** Number of the first row as it is drawn, where no line is settled. */
  #base = 0;

  /** @param cols - cells that a row may have */
  constructor(screen: TerminalScreen, cols: number) {
    this.#screen = screen;
    this.cols = cols;
    this.update();
  }

  get top(): number {
    return this.#lines[0]?.top ?? this.#base;
  }
  get length(): number {
    const last = this.#lines.at(-1);
    return last ? last.top + last.parts.length - this.top : 0;
  }
  get screenTop(): number {
    return this.place(0, 0).index;
  }

  update(): void {
    const { scrolled, held, tape } = this.#screen;
    if (tape !== this.#tape) this.#settled = 0;
    this.#tape = tape;
    this.#lines.length = this.#settled;
    this.#forgetBefore(scrolled - held);
    let first = this.#endOfSettled(scrolled - held);
    const end = scrolled + this.#lastShown() + 1;
    while (first < end) {
      const line = this.#layOut(first, end);
      this.#lines.push(line);
      first += line.widths.length;
      if (first <= scrolled && !this.#screen.continues(first - scrolled)) this.#settled = this.#lines.length;
    }
  }

  row(index: number): LaidRow {
    const number = this.top + index;
    const line = this.#lines[this.#lineAt(number, 'top')]!;
    const part = number - line.top;
    return {
      runs: line.parts[part]!.runs,
      continued: part < line.parts.length - 1,
      y: line.first + this.#rowOf(line, line.parts[part]!.start) - this.#screen.scrolled,
    };
  }

  place(y: number, x: number): LaidPlace {
    const row = y + this.#screen.scrolled;
    const line = this.#lines[this.#lineAt(row, 'first')];
    if (!line) return { index: 0, x };
    const before = line.widths.slice(0, row - line.first).reduce((sum, width) => sum + width, 0);
    const cell = before + x;
    let part = line.parts.length - 1;
    while (part > 0 && line.parts[part]!.start > cell) part -= 1;
    const { start, indent } = line.parts[part]!;
    return { index: line.top + part - this.top, x: Math.min(cell - start + indent, this.cols - 1) };
  }

  range({ first, last }: RowRange): RowRange {
    const end = this.place(last, 0).index;
    const line = this.#lines[this.#lineAt(last + this.#screen.scrolled, 'first')];
    const isLastOfLine = line && last + this.#screen.scrolled === line.first + line.widths.length - 1;
    return {
      first: this.place(first, 0).index,
      last: isLastOfLine ? line.top + line.parts.length - 1 - this.top : end,
    };
  }

  /** Drops lines that are not held any more; what is left of one becomes a line of its own. */
  #forgetBefore(row: number): void {
    let count = 0;
    while (count < this.#lines.length && this.#lines[count]!.first < row) count += 1;
    if (count === 0) return;
    const { first, widths, top, parts } = this.#lines[count - 1]!;
    this.#base = top + parts.length;
    this.#lines.splice(0, count);
    this.#settled = this.#lines.length;
    const next = this.#lines[0];
    if (!next || first + widths.length <= row) return;
    const rest = this.#layOut(row, next.first);
    this.#lines.unshift({ ...rest, top: next.top - rest.parts.length });
    this.#settled = this.#lines.length;
  }

  #endOfSettled(oldest: number): number {
    const last = this.#lines.at(-1);
    return last ? last.first + last.widths.length : oldest;
  }

  /** The last row that shows something or has the cursor. */
  #lastShown(): number {
    const { rows, cursor } = this.#screen;
    let y = rows - 1;
    while (y > cursor.y && this.#screen.row(y).length === 0) y -= 1;
    return y;
  }

  #layOut(first: number, end: number): Line {
    const { scrolled } = this.#screen;
    const widths: number[] = [];
    const runs: TerminalRun[] = [];
    let row = first;
    do {
      const own = this.#screen.row(row - scrolled);
      const width = own.reduce((sum, run) => sum + run.width, 0);
      widths.push(width);
      runs.push(...own);
      row += 1;
    } while (row < end && this.#screen.continues(row - scrolled));
    const last = this.#lines.at(-1);
    const top = last ? last.top + last.parts.length : this.#base;
    return { first, widths, parts: wrapLine(runs, this.cols), top };
  }

  /** Row of a line, counted from its first, that cell `start` of it stands in. */
  #rowOf({ widths }: Line, start: number): number {
    let row = 0;
    for (let end = widths[0]!; row < widths.length - 1 && start >= end; end += widths[row]!) row += 1;
    return row;
  }

  /** Index of the last line whose `key` is at most `value`. */
  #lineAt(value: number, key: 'top' | 'first'): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]![key] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
