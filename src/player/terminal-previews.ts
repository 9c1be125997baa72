import type { TrackDescription } from '../format/index.ts';
import { openTerminal, playheadAfter, TrackCursor } from '../reading/playback.ts';
import type { SegmentLoader } from '../reading/playback.ts';

type TerminalState = Awaited<ReturnType<typeof openTerminal>>;

/** A second look at a terminal. */
interface Look {
  readonly state: TerminalState;
  readonly cursor: TrackCursor<'terminal'>;
}

/**
 * Second looks at terminals that are shown: at other moments of theirs, as far as these are loaded. The playhead stays
 * where it is. Each terminal has an emulator of its own here from the first question on.
 */
export class TerminalPreviews {
  readonly #loader: SegmentLoader;
  /** By entry path; `undefined` while the emulator is being made. */
  readonly #looks = new Map<string, Look | undefined>();

  constructor(loader: SegmentLoader) {
    this.#loader = loader;
  }

  /** Text of the rows at a session time (ms); `undefined` where it cannot be told at once. */
  linesAt(track: TrackDescription, time: number): readonly string[] | undefined {
    if (!this.#looks.has(track.entry)) this.#open(track);
    const look = this.#looks.get(track.entry);
    const move = look?.cursor.available(playheadAfter(time));
    move?.finish();
    return move && look?.state.screen.lines;
  }

  /** Frees the emulator of a track (entry path). */
  close(entry: string): void {
    this.#looks.get(entry)?.state.dispose();
    this.#looks.delete(entry);
  }

  /** Frees all of them. */
  closeAll(): void {
    for (const entry of [...this.#looks.keys()]) this.close(entry);
  }

  #open(track: TrackDescription): void {
    const { entry } = track;
    this.#looks.set(entry, undefined);
    openTerminal(track).then(
      (state) => {
        // Closed meanwhile, or closed and opened again.
        if (!this.#looks.has(entry) || this.#looks.get(entry)) {
          state.dispose();
          return;
        }
        const cursor = new TrackCursor<'terminal'>(entry, state, this.#loader);
        this.#looks.set(entry, { state, cursor });
      },
      // Without the code nothing is previewed; the pane says why.
      () => undefined,
    );
  }
}
