import {
  DEFAULT_LIMITS,
  type Limits,
  NEWEST_WIDTHS,
  type TerminalEvent,
  type TerminalKeyframe,
  type TerminalSize,
  type WidthRule,
} from '../../format/index.ts';
import type { RestoreOptions, TrackState } from '../track-state.ts';
import type { Stretch } from './call-rows.ts';
import { Emulator } from './emulator.ts';
import { ScreenView } from './screen-view.ts';
import type { TerminalScreen } from './terminal-screen.ts';

/** The emulator knows no narrower screen: a wide character must fit. */
const MIN_COLUMNS = 2;

/** Bounds on the size of a terminal; default: those of a reader. */
export interface TerminalStateOptions {
  readonly limits?: Pick<Limits, 'maxTerminalColumns' | 'maxTerminalRows'>;
  /** Most rows above the screen that are kept for reading, and most whose times of writing are; default 0. */
  readonly scrollback?: number;
  /** The terminal is made from tool calls: its `c` events name them. */
  readonly synthesised?: boolean | undefined;
  /** How wide its characters are; default: the newest rule. */
  readonly widths?: WidthRule | undefined;
}

/**
 * A terminal track's state as playing needs it: a terminal that output is written to.
 *
 * Its screen is the same whichever way the state came to a time. What is held above the screen, and which rows were
 * written when, reaches back to the keyframe that `restore` was given last, and no further than `scrollback` rows.
 *
 * Recorded output is data: it is never answered, and beside cells, cursor, title and colours nothing comes of it.
 */
export class TerminalPlayback implements Pick<TrackState<'terminal'>, 'apply' | 'restore'> {
  readonly #initial: TerminalSize;
  readonly #limits: NonNullable<TerminalStateOptions['limits']>;
  readonly #scrollback: number;
  readonly #synthesised: boolean;
  readonly #widths: WidthRule;
  readonly #screen: ScreenView;
  #emulator: Emulator;

  /**
   * @param size - of the recording's header; sizes are brought into 2 … 500 columns and 1 … 200 rows
   * @throws {TypeError} when another version of `@xterm/headless` than 6.0.0 is installed
   */
  constructor(
    size: TerminalSize,
    {
      limits = DEFAULT_LIMITS,
      scrollback = 0,
      synthesised = false,
      widths = NEWEST_WIDTHS,
    }: TerminalStateOptions = {},
  ) {
    this.#limits = limits;
    this.#synthesised = synthesised;
    this.#widths = widths;
    this.#scrollback = scrollback;
    this.#initial = this.#clamp(size);
    this.#emulator = this.#open(this.#initial);
    this.#screen = new ScreenView(this.#emulator, scrollback + limits.maxTerminalRows);
  }

  /** What to draw; the same object for the life of the state, its contents change in place. */
  get screen(): TerminalScreen {
    return this.#screen;
  }

  /** For what writes down which calls the rows belong to; `undefined` where none was named. */
  protected get stretches(): readonly Stretch[] | undefined {
    return this.#screen.calls.stretches;
  }

  /**
   * Text of a row of the screen, y as in `TerminalScreen.row`, without its trailing blanks: for whoever reads many.
   *
   * @param columns - takes the column of each UTF-16 unit
   */
  text(y: number, columns?: number[]): string {
    return this.#screen.text(y, columns);
  }

  /** For what looks deeper than the screen; perhaps another one after `restore`. */
  protected get emulator(): Emulator {
    return this.#emulator;
  }

  /** Output, resizes and names of calls change the state; input, markers, exit codes and unknown kinds do not. */
  apply(event: TerminalEvent): void {
    if (event.code === 'o') this.#write(event);
    if (event.code === 'r') this.#resize(event.data);
    if (event.code === 'c' && this.#synthesised) this.#screen.beginCall(event.data);
  }

  restore(keyframe: TerminalKeyframe | undefined, { isStart = false }: RestoreOptions = {}): void {
    this.#begin(keyframe ? this.#clamp(keyframe) : this.#initial);
    if (keyframe) {
      this.#emulator.write(keyframe.data);
      this.#emulator.scrolled.begin({ isCut: !isStart });
    }
    this.#screen.show(this.#emulator, this.#synthesised ? keyframe?.calls : undefined);
  }

  /** Frees the emulator; the state is not used after it. */
  dispose(): void {
    this.#emulator.dispose();
  }

  #write({ t, data }: TerminalEvent): void {
    const write = (): void => this.#emulator.write(data);
    this.#screen.writeOfCall(this.#scrollback === 0 ? write : () => this.#screen.noteOutput(t, write));
  }

  /** `COLSxROWS`; anything else is ignored. */
  #resize(data: string): void {
    const [, cols, rows] = /^(\d{1,9})x(\d{1,9})$/.exec(data) ?? [];
    if (cols === undefined || rows === undefined) return;
    const size = this.#clamp({ cols: Number(cols), rows: Number(rows) });
    this.#emulator.resize(size.cols, size.rows);
  }

  /** A terminal of that size that nothing was written to. */
  #begin(size: TerminalSize): void {
    if (size.cols === this.#emulator.cols && size.rows === this.#emulator.rows) {
      this.#emulator.reset();
      return;
    }
    this.#emulator.dispose();
    this.#emulator = this.#open(size);
  }

  #open({ cols, rows }: TerminalSize): Emulator {
    const onChange = (first: number, last: number): void => {
      if (emulator === this.#emulator) this.#screen.markChanged(first, last);
    };
    const emulator: Emulator = new Emulator(cols, rows, onChange, this.#scrollback, this.#widths);
    return emulator;
  }

  #clamp({ cols, rows }: TerminalSize): TerminalSize {
    const { maxTerminalColumns, maxTerminalRows } = this.#limits;
    return { cols: clamp(cols, MIN_COLUMNS, maxTerminalColumns), rows: clamp(rows, 1, maxTerminalRows) };
  }
}

/** NaN becomes `min`. */
function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.floor(value) || min));
}
