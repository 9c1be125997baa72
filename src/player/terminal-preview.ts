import type { TrackDescription } from '../format/index.ts';
import { openTerminal, playheadAfter, TrackCursor } from '../reading/playback.ts';
import type { SegmentLoader } from '../reading/playback.ts';

type OpenTerminal = Awaited<ReturnType<typeof openTerminal>>;

/**
 * A second place in a terminal track that is shown: looks at other moments of it, as far as they are loaded, and leaves
 * the playhead where it is. Holds an emulator of its own from the first question on.
 */
export class TerminalPreview {
  readonly #track: TrackDescription;
  readonly #loader: SegmentLoader;
  #state: OpenTerminal | undefined;
  #cursor: TrackCursor<'terminal'> | undefined;
  #closed = false;

  /** @param track - of a terminal whose pane is open, so that the code for it is there */
  constructor(track: TrackDescription, loader: SegmentLoader) {
    this.#track = track;
    this.#loader = loader;
    openTerminal(track).then(
      (state) => this.#open(state),
      // Without the code nothing is previewed; the pane says so.
      () => undefined,
    );
  }

  /** Text of the rows at a session time (ms); `undefined` where it cannot be told without loading. */
  linesAt(time: number): readonly string[] | undefined {
    const move = this.#cursor?.available(playheadAfter(time));
    if (!move) return undefined;
    move();
    return this.#state?.screen.lines;
  }

  /** Frees the emulator. */
  close(): void {
    this.#closed = true;
    this.#cursor = undefined;
    this.#state?.dispose();
    this.#state = undefined;
  }

  #open(state: OpenTerminal): void {
    if (this.#closed) {
      state.dispose();
      return;
    }
    this.#state = state;
    this.#cursor = new TrackCursor<'terminal'>(this.#track.entry, state, this.#loader);
  }
}
