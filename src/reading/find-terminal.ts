import type { Segment, TerminalEvent } from '../format/index.ts';
import type { TerminalPlayback } from '../state/terminal/playback.ts';
import type { HitCollector } from './find-collector.ts';
import type { Matcher } from './find-matcher.ts';
import { ScreenMatches } from './screen-matches.ts';
import type { ScreenMatch } from './screen-matches.ts';

/**
 * How long a screen stands, and how often it is looked at while it changes all the time, ms of the session. What stands
 * for less was not read by anybody; rows that scroll away are looked at in any case.
 */
const LOOK_AFTER = 100;
/** UTF-16 units that are written at once, and rows that go off the top before these are looked at. */
const CHUNK = 1024;
const MAX_UNSEEN = 512;
/** Rows above the screen that the emulator must keep for that: a chunk may be line feeds alone. */
export const SEARCHED_SCROLLBACK = MAX_UNSEEN + 2 * CHUNK;

/** What a terminal is searched with. */
export interface TerminalSearchOptions {
  readonly collector: HitCollector;
  readonly matcher: Matcher;
  /** Id of the track. */
  readonly track: string;
  /** Where it stands among the session's tracks. */
  readonly order: number;
  /** Makes the terminal; the emulator is loaded by it. */
  readonly open: () => Promise<TerminalPlayback>;
}

/**
 * Looks through what a terminal showed, segment by segment: plays it on an emulator of its own and looks at the lines
 * that are new on its screen. So colours, moves of the cursor and pieces that a word came in make no difference, and
 * what was never to be seen is not found.
 *
 * Approximate in time: what comes and goes within {@link LOOK_AFTER} is not seen unless it scrolls away, and a hit has
 * the time of the look. A line that is drawn again at its place or elsewhere is no new one.
 */
export class TerminalSearch {
  readonly #options: TerminalSearchOptions;
  readonly #matches: ScreenMatches;
  #terminal: TerminalPlayback | undefined;
  /** A segment was lost: what follows begins with its keyframe. */
  #isCut = false;
  /** Time of the newest event that was applied, and of the last look. */
  #time = 0;
  #lookedAt = -Infinity;
  #isUnseen = false;
  /** Row that the screen began with at the last look. */
  #top = 0;
  /** Found at `#time`. */
  #shown: ScreenMatch[] = [];

  constructor(options: TerminalSearchOptions) {
    this.#options = options;
    this.#matches = new ScreenMatches(options.matcher);
  }

  /** Takes the next segment, `undefined` where it is lost. */
  async take(segment: Segment<'terminal'> | undefined, isLast: boolean): Promise<void> {
    this.#terminal ??= await this.#options.open();
    const { keyframe, events = [] } = segment ?? {};
    if (this.#isCut && keyframe) {
      await this.#endMoment(Infinity);
      this.#terminal.restore(keyframe);
      this.#top = 0;
    }
    this.#isCut = !segment || (this.#isCut && !keyframe);
    for (const event of events) {
      if (this.#options.collector.isFull) break;
      if (event.t !== this.#time) await this.#endMoment(event.t);
      await this.#apply(event);
    }
    if (isLast) await this.#endMoment(Infinity);
  }

  /** Frees the emulator. */
  close(): void {
    this.#terminal?.dispose();
  }

  async #apply(event: TerminalEvent): Promise<void> {
    const terminal = this.#terminal!;
    this.#time = event.t;
    this.#isUnseen ||= event.code === 'o' || event.code === 'r';
    if (event.code !== 'o' || event.data.length <= CHUNK) {
      terminal.apply(event);
      await this.#watchRows();
      return;
    }
    for (let start = 0; start < event.data.length; start += CHUNK) {
      terminal.apply({ ...event, data: event.data.slice(start, start + CHUNK) });
      await this.#watchRows();
    }
  }

  /** Rows that go off the top are looked at before they are forgotten. */
  async #watchRows(): Promise<void> {
    await this.#options.matcher.count(CHUNK);
    if (this.#terminal!.screen.scrolled - this.#top >= MAX_UNSEEN) await this.#look();
  }

  /** All of the newest time has been applied, and nothing follows before `next`. */
  async #endMoment(next: number): Promise<void> {
    const { scrolled, rows } = this.#terminal!.screen;
    const isDue = next - this.#time >= LOOK_AFTER || this.#time - this.#lookedAt >= LOOK_AFTER;
    if (this.#isUnseen && (isDue || scrolled - this.#top >= rows)) await this.#look();
    this.#tell();
  }

  async #look(): Promise<void> {
    const terminal = this.#terminal!;
    this.#lookedAt = this.#time;
    this.#isUnseen = false;
    const first = Math.max(this.#top - terminal.screen.scrolled, -terminal.screen.held);
    this.#shown.push(...(await this.#matches.look(terminal, Math.min(0, first), this.#time)));
    this.#top = terminal.screen.scrolled;
  }

  /** Hands out what was found at this time: only now it is known where on the screen it stands. */
  #tell(): void {
    const { collector, track, order } = this.#options;
    const { scrolled } = this.#terminal!.screen;
    const time = this.#time;
    for (const { line, row, column, nth } of this.#shown) {
      collector.add(
        { kind: 'terminal', time, line, screen: { row: row - scrolled, column, nth } },
        { event: undefined, track, place: { time, track: order, item: 0 } },
      );
    }
    this.#shown = [];
  }
}
