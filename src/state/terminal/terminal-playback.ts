import {
  DEFAULT_LIMITS,
  type Limits,
  type TerminalEvent,
  type TerminalKeyframe,
  type TerminalSize,
} from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import { Emulator } from './emulator.ts';
import { ScreenView } from './screen-view.ts';
import type { TerminalScreen } from './terminal-screen.ts';

/** The emulator knows no narrower screen: a wide character must fit. */
const MIN_COLUMNS = 2;

/** Bounds on the size of a terminal; default: those of a reader. */
export interface TerminalStateOptions {
  readonly limits?: Pick<Limits, 'maxTerminalColumns' | 'maxTerminalRows'>;
}

/**
 * A terminal track's state as playing needs it: a terminal without scrollback that output is written to.
 *
 * Recorded output is data: it is never answered, and beside cells, cursor, title and colours nothing comes of it.
 */
export class TerminalPlayback implements Pick<TrackState<'terminal'>, 'apply' | 'restore'> {
  readonly #initial: TerminalSize;
  readonly #limits: NonNullable<TerminalStateOptions['limits']>;
  readonly #screen: ScreenView;
  #emulator: Emulator;

  /**
   * @param size - of the recording's header; sizes are brought into 2 … 500 columns and 1 … 200 rows
   * @throws {TypeError} when another version of `@xterm/headless` than 6.0.0 is installed
   */
  constructor(size: TerminalSize, { limits = DEFAULT_LIMITS }: TerminalStateOptions = {}) {
    this.#limits = limits;
    this.#initial = this.#clamp(size);
    this.#emulator = this.#open(this.#initial);
    this.#screen = new ScreenView(this.#emulator);
  }

  /** What to draw; the same object for the life of the state, its contents change in place. */
  get screen(): TerminalScreen {
    return this.#screen;
  }

  /** For what looks deeper than the screen; another one after `restore`. */
  protected get emulator(): Emulator {
    return this.#emulator;
  }

  /** Output and resizes change the state; input, markers, exit codes and unknown kinds do not. */
  apply(event: TerminalEvent): void {
    if (event.code === 'o') this.#emulator.write(event.data);
    if (event.code === 'r') this.#resize(event.data);
  }

  restore(keyframe: TerminalKeyframe | undefined): void {
    this.#emulator.dispose();
    this.#emulator = this.#open(keyframe ? this.#clamp(keyframe) : this.#initial);
    if (keyframe) this.#emulator.write(keyframe.data);
    this.#screen.show(this.#emulator);
  }

  /** Frees the emulator; the state is not used after it. */
  dispose(): void {
    this.#emulator.dispose();
  }

  /** `COLSxROWS`; anything else is ignored. */
  #resize(data: string): void {
    const [, cols, rows] = /^(\d{1,9})x(\d{1,9})$/.exec(data) ?? [];
    if (cols === undefined || rows === undefined) return;
    const size = this.#clamp({ cols: Number(cols), rows: Number(rows) });
    this.#emulator.resize(size.cols, size.rows);
  }

  #open({ cols, rows }: TerminalSize): Emulator {
    const emulator: Emulator = new Emulator(cols, rows, (first, last) => {
      if (emulator === this.#emulator) this.#screen.markChanged(first, last);
    });
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
