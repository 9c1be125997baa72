import type { TrackDescription } from '../format/index.ts';
import { openTerminal, playheadAfter, TrackCursor } from '../reading/playback.ts';
import type { SegmentLoader } from '../reading/playback.ts';
import type { TerminalScreen } from '../state/index.ts';

type TerminalState = Awaited<ReturnType<typeof openTerminal>>;
type TerminalCursor = TrackCursor<'terminal'>;

/** A terminal at its most telling moment: what is shown of it before anybody plays. */
export interface TerminalPoster {
  /** Session time of the moment, ms. */
  readonly time: number;
  /** How it looks then; of the player's session, so not for longer than that. */
  readonly screen: TerminalScreen;
}

/**
 * Terminals at their most telling moments, each in an emulator of its own. An archive says which moment that is; of one
 * that does not, as those of before, the last segment is looked through. One segment is read, rarely one more.
 */
export class TerminalPosters {
  readonly #loader: SegmentLoader;
  /** Length of the session, ms. */
  readonly #duration: number;
  readonly #signal: AbortSignal;
  /** By entry path. */
  readonly #posters = new Map<string, Promise<TerminalPoster | undefined>>();

  /** @param signal - aborts when the session is closed, which frees the emulators */
  constructor(loader: SegmentLoader, duration: number, signal: AbortSignal) {
    this.#loader = loader;
    this.#duration = duration;
    this.#signal = signal;
  }

  /**
   * The poster of a track; `undefined` where its terminal never shows anything. What failed is tried again next time.
   *
   * @throws {ArchiveError} what reading the segment gives; the signal's reason when it aborts
   */
  get(track: TrackDescription): Promise<TerminalPoster | undefined> {
    const known = this.#posters.get(track.entry);
    if (known) return known;
    const poster = this.#open(track);
    this.#posters.set(track.entry, poster);
    poster.catch(() => this.#posters.delete(track.entry));
    return poster;
  }

  async #open(track: TrackDescription): Promise<TerminalPoster | undefined> {
    // The segment travels while the code does.
    const wanted = playheadAfter(Math.min(track.poster ?? this.#duration, this.#duration));
    const ahead = new TrackCursor<'terminal'>(track.entry, NOTHING, this.#loader);
    ahead.prepare(wanted, this.#signal).catch(() => undefined);
    const state = await openTerminal(track);
    this.#signal.throwIfAborted();
    this.#signal.addEventListener('abort', () => state.dispose(), { once: true });
    const cursor = new TrackCursor<'terminal'>(track.entry, state, this.#loader);
    (await cursor.prepare(wanted, this.#signal)).finish();
    const { screen } = state;
    if (track.poster !== undefined) return { time: wanted.time, screen };
    const time = await this.#find(track, state, cursor);
    if (time === undefined) return undefined;
    (await cursor.prepare(playheadAfter(time), this.#signal)).finish();
    return { time, screen };
  }

  /** The most telling moment of the last segment, through which the cursor goes for it. */
  async #find(
    { entry }: TrackDescription,
    { screen }: TerminalState,
    cursor: TerminalCursor,
  ): Promise<number | undefined> {
    const { TellingMoment } = await import('../state/terminal/playback.ts');
    const moment = new TellingMoment();
    const last = this.#loader.locations(entry).length - 1;
    if (last < 0) return undefined;
    const { events } = await this.#loader.load<'terminal'>(entry, last, this.#signal);
    for (const { t, code } of events) {
      if (code !== 'o') continue;
      // All that comes in a millisecond is one screen.
      cursor.available(playheadAfter(t - 1))?.finish();
      moment.output(screen, t);
    }
    cursor.available(playheadAfter(this.#duration))?.finish();
    return moment.end(screen);
  }
}

/** What a cursor moves that only loads. */
const NOTHING = { apply: () => undefined, restore: () => undefined };
