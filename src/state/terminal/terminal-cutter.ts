import type { TerminalEvent, TerminalKeyframe, TerminalSize } from '../../format/index.ts';
import type { TerminalStateOptions } from './terminal-playback.ts';
import { TerminalState } from './terminal-state.ts';

/** A keyframe larger than this costs more than replaying the segment before it. */
const MAX_KEYFRAME_LENGTH = 2 ** 20;
/** Output between two tries that failed, in UTF-16 units: doubles from the first to the second. */
const FIRST_PAUSE = 512;
const LONGEST_PAUSE = 65_536;

/** What is known where a terminal track is cut. */
export interface TerminalCut {
  /**
   * Opens the segment that starts here. It restores this very state; whether what follows also comes out right
   * is known at the next cut. `undefined` after `cutAnyway`.
   */
  readonly keyframe: TerminalKeyframe | undefined;
  /**
   * Whether the keyframe before this one has led, through the events since, to the state that replay from zero
   * has here. When false, the segment that ends here must be written without its keyframe.
   */
  readonly lastKeyframeHolds: boolean;
}

/**
 * Finds the places where a terminal track can be cut, and proves each keyframe twice: where it is taken, and at
 * the next cut (spec section 11).
 *
 * An encoder keeps the newest segment back until the next cut has proved its keyframe:
 *
 * 1. `apply` each event, then append it to the segment.
 * 2. When the segment is large enough, ask `cut()` after each event until it gives a cut; at 5 MiB, `cutAnyway()`.
 * 3. Write the segment with its keyframe if `lastKeyframeHolds`, else without and with a diagnostic.
 * 4. At the end of the track `holds()` says the same of the last segment.
 *
 * Memory: two terminals. Output is parsed twice, by the track's state and by the twin that started at the keyframe.
 */
export class TerminalCutter {
  /** State after all events so far. */
  readonly state: TerminalState;
  readonly #size: TerminalSize;
  readonly #options: TerminalStateOptions;
  /** What a reader has who entered at the newest keyframe. */
  #twin: TerminalState | undefined;
  /** Output still to come before the next try, and the pause after that one. */
  #wait = 0;
  #pause = FIRST_PAUSE;

  /** @param options - as for the state of the track */
  constructor(size: TerminalSize, { synthesised, widths }: Omit<TerminalStateOptions, 'limits'> = {}) {
    this.#size = size;
    this.#options = { synthesised, widths };
    this.state = new TerminalState(size, this.#options);
  }

  /** Moves on by one event. Cost: twice that of `TerminalState.apply`. */
  apply(event: TerminalEvent): void {
    this.state.apply(event);
    this.#twin?.apply(event);
    this.#wait -= event.data.length;
  }

  /**
   * Tries to cut before the next event. Cheap when there is nothing to try: within an escape sequence, and for
   * a while after a try that failed.
   *
   * @returns `undefined` when no keyframe can be proved here; try again after the next event
   */
  cut(): TerminalCut | undefined {
    if (this.#wait > 0 || !this.state.cuttable) return undefined;
    const keyframe = this.state.snapshot();
    const twin = new TerminalState(this.#size, this.#options);
    twin.restore(keyframe);
    if (keyframe.data.length > MAX_KEYFRAME_LENGTH || !twin.equals(this.state)) {
      twin.dispose();
      this.#wait = this.#pause;
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
      return undefined;
    }
    const lastKeyframeHolds = this.holds();
    this.#twin?.dispose();
    this.#twin = twin;
    this.#wait = 0;
    this.#pause = FIRST_PAUSE;
    return { keyframe, lastKeyframeHolds };
  }

  /** Cuts here without a keyframe: the segment is entered from the one before. */
  cutAnyway(): TerminalCut {
    return { keyframe: undefined, lastKeyframeHolds: this.holds() };
  }

  /** Whether the newest keyframe has led to the true state so far; true before the first. Cost: one comparison. */
  holds(): boolean {
    return this.#twin?.equals(this.state) ?? true;
  }
}
