import type { ShownCall } from '../../format/index.ts';
import { CallRows } from './call-rows.ts';
import { CellReader } from './cell.ts';
import type { Emulator } from './emulator.ts';
import { LineReader } from './line-reader.ts';
import { RowReader } from './row-reader.ts';
import { RowTimes } from './row-times.ts';
import type {
  RowRange,
  TerminalColors,
  TerminalCursor,
  TerminalRun,
  TerminalScreen,
} from './terminal-screen.ts';
import type { BufferLine } from './xterm-internals.ts';

/** The emulator's active screen, read as runs of equal look. Stays the same object over a restore. */
export class ScreenView implements TerminalScreen {
  readonly #reader = new LineReader();
  #rows: RowReader;
  #emulator: Emulator;
  #version = 1;
  /** By row, the version of its last change. */
  readonly #rowVersions: number[] = [];
  readonly #maxRows: number;
  #times: RowTimes;
  /** Which call wrote which rows. */
  readonly calls: CallRows;
  #lastOutput: number | undefined;
  #tape = {};

  /** @param maxRows - most rows of which is kept when they were written, and by which call */
  constructor(emulator: Emulator, maxRows: number) {
    this.#emulator = emulator;
    this.#rows = new RowReader(emulator.links);
    this.#maxRows = maxRows;
    this.#times = new RowTimes(maxRows);
    this.calls = new CallRows(maxRows);
    this.markChanged(0, Infinity);
  }

  get cols(): number {
    return this.#emulator.cols;
  }
  get rows(): number {
    return this.#emulator.rows;
  }
  get version(): number {
    return this.#version;
  }
  get title(): string {
    return this.#emulator.title;
  }
  get colors(): TerminalColors {
    return this.#emulator.palette;
  }

  get cursor(): TerminalCursor {
    const { active, core } = this.#emulator;
    const { decPrivateModes: modes, isCursorHidden } = core.coreService;
    return {
      x: active.x,
      y: active.y,
      visible: !isCursorHidden,
      style: modes.cursorStyle ?? 'block',
      blink: modes.cursorBlink ?? core.options.cursorBlink,
    };
  }

  get lines(): readonly string[] {
    const lines: string[] = [];
    const reader = new CellReader();
    for (let y = 0; y < this.rows; y += 1) {
      const line = this.#emulator.line(y);
      let text = '';
      for (let x = 0; x < this.cols;) {
        const cell = reader.read(line, x);
        text += cell.text || ' ';
        x += cell.width || 1;
      }
      lines.push(text.trimEnd());
    }
    return lines;
  }

  get scrolled(): number {
    return this.#emulator.scrolled.count;
  }
  get held(): number {
    const { active, core, scrolled } = this.#emulator;
    return active === core._bufferService.buffers.normal ? scrolled.held : 0;
  }
  get cut(): 'keyframe' | 'limit' | undefined {
    return this.#emulator.scrolled.cut;
  }
  get tape(): object {
    return this.#tape;
  }
  get lastOutput(): number | undefined {
    return this.#lastOutput;
  }

  row(y: number): readonly TerminalRun[] {
    const whole = y < this.rows - 1 && this.continues(y + 1);
    return this.#rows.runs(this.#line(y), { whole });
  }

  /** Text of row `y` (as in `row`) without the trailing blanks; with `columns` also the column of each UTF-16 unit. */
  text(y: number, columns?: number[]): string {
    const whole = y < this.rows - 1 && this.continues(y + 1);
    return this.#reader.text(this.#line(y), { whole, ...(columns && { columns }) });
  }

  continues(y: number): boolean {
    return y > -this.held && this.#line(y).isWrapped;
  }

  rowsWritten(from: number, to: number): RowRange | undefined {
    const rows = this.#times.between(from, to);
    return rows && this.#readable(rows);
  }

  rowsOf(call: string): readonly RowRange[] | undefined {
    if (!this.calls.stretches) return undefined;
    const { x, y } = this.#emulator.normal;
    const end = this.scrolled + (x === 0 ? y - 1 : y);
    return this.calls.of(call, end).flatMap((rows) => this.#readable(rows) ?? []);
  }

  changedRows(version: number): readonly number[] {
    const changed: number[] = [];
    for (let y = 0; y < this.rows; y += 1) if (this.#rowVersions[y]! > version) changed.push(y);
    return changed;
  }

  /** Takes up an emulator that has begun anew, on whose screen these calls are: everything may look different. */
  show(emulator: Emulator, calls: readonly ShownCall[] | undefined): void {
    this.#emulator = emulator;
    this.#rows = new RowReader(emulator.links);
    this.#tape = {};
    this.calls.restore(calls);
    this.#lastOutput = undefined;
    this.#times = new RowTimes(this.#maxRows);
    this.markChanged(0, Infinity);
  }

  /** Counts the version up and notes which rows may have changed; `last` may lie beyond the screen. */
  markChanged(first: number, last: number): void {
    this.#version += 1;
    this.#rowVersions.length = this.rows;
    this.#rowVersions.fill(this.#version, first, Math.min(last, this.rows - 1) + 1);
  }

  /**
   * Notes when rows are written to, by where the cursor was before and after. Programs on the alternate screen write
   * everywhere: there it tells nothing.
   */
  noteOutput(time: number, write: () => void): void {
    const before = this.#cursorRow();
    write();
    this.#lastOutput = time;
    const after = this.#cursorRow();
    if (before === undefined || after === undefined) return;
    // A line's end puts the cursor on a row that nothing was written to yet.
    const isOnNext = after > before && this.#emulator.active.x === 0;
    this.#times.note(Math.min(before, after), isOnNext ? after - 1 : Math.max(before, after), time);
  }

  /** What is written next belongs to a call. */
  beginCall(call: string): void {
    this.calls.begin(this.scrolled + this.#emulator.normal.y, call);
  }

  /** Writes output of the call that was named last: one that clears the screen, or goes above its rows, has all of it. */
  writeOfCall(write: () => void): void {
    const { clears } = this.#emulator.scrolled;
    write();
    if (!this.calls.stretches) return;
    const isCleared = this.#emulator.scrolled.clears > clears;
    this.calls.rise(this.scrolled + (isCleared ? 0 : this.#emulator.normal.y));
  }

  /** A range of rows as `row` counts them, without those that cannot be read any more. */
  #readable({ first, last }: RowRange): RowRange | undefined {
    if (last - this.scrolled < -this.held) return undefined;
    return { first: Math.max(first - this.scrolled, -this.held), last: last - this.scrolled };
  }

  #cursorRow(): number | undefined {
    const { active, core } = this.#emulator;
    return active === core._bufferService.buffers.normal ? this.scrolled + active.y : undefined;
  }

  #line(y: number): BufferLine {
    return y < 0 ? this.#emulator.scrolled.above(-y)! : this.#emulator.line(y);
  }
}
