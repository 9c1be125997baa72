import { segmentIndexAt } from '../format/index.ts';
import type { Segment, SegmentLocation, TrackKind } from '../format/index.ts';
import type { TrackState } from '../state/index.ts';
import { isDamage } from './damage.ts';
import { shownOf } from './playhead.ts';
import type { Playhead } from './playhead.ts';
import type { SegmentLoader } from './segment-loader.ts';

/**
 * The way of a track's state to a moment whose segments are at hand. What has begun may be given up: the state is then
 * that of a moment on the way.
 */
export interface Move {
  /** Whether the state has changed by it so far. */
  readonly changed: boolean;
  /** Whether the state is there. */
  readonly isThere: boolean;
  /**
   * Applies at most so many events.
   *
   * @returns how many there were
   */
  step(most: number): number;
  /**
   * Goes all the way at once.
   *
   * @returns whether the state has changed
   */
  finish(): boolean;
}

/** Position between two events of a track. */
interface Point {
  /** Index of the segment. */
  readonly segment: number;
  /** Index of the next event in it. */
  readonly next: number;
}

/** How much a cursor keeps. */
export interface TrackCursorOptions {
  /**
   * For states that grow by what they have seen (items, changes): the cursor keeps the segments from the first
   * one it entered on, up to this many inflated bytes while playing. Without it only the keyframe counts.
   */
  readonly window?: number;
  /**
   * Whether a damaged segment is a hole that the cursor goes into and over. Without it a move that needs the segment fails,
   * for those whose answer would be wrong.
   */
  readonly holes?: boolean;
}

/**
 * The place of the playhead in one track, and the state there.
 *
 * Going forward inside loaded segments it applies events; anything else restores the newest keyframe and goes on
 * from there. A segment without a keyframe is entered from the newest keyframe before it.
 *
 * In a hole, which a damaged segment leaves, the state is that of nothing; what lies before it does not lead over it.
 */
export class TrackCursor<K extends TrackKind> {
  readonly #entry: string;
  readonly #state: Pick<TrackState<K>, 'apply' | 'restore'>;
  readonly #loader: SegmentLoader;
  readonly #locations: readonly SegmentLocation[];
  readonly #window: number | undefined;
  readonly #holes: boolean;
  /** Consecutive segments; the first one has a keyframe or is the track's first. Empty in a hole. */
  #run: readonly Segment<K>[] = [];
  #at: Point | undefined;

  constructor(
    entry: string,
    state: Pick<TrackState<K>, 'apply' | 'restore'>,
    loader: SegmentLoader,
    options: TrackCursorOptions = {},
  ) {
    this.#entry = entry;
    this.#state = state;
    this.#loader = loader;
    this.#locations = loader.locations(entry);
    this.#window = options.window;
    this.#holes = options.holes ?? false;
  }

  /** Index of the first segment whose events the state has seen; in a hole that of the one behind it. */
  get first(): number {
    return this.#run[0]?.index ?? (this.inHole ? this.#at!.segment + 1 : 0);
  }

  /** Whether segments that can be read lie before it. */
  get hasEarlier(): boolean {
    return this.#run.length > 0 && this.first > 0 && !this.#isLost(this.first - 1);
  }

  /** Whether the state is unknown: the segment that leads to it is damaged. */
  get inHole(): boolean {
    return this.#at !== undefined && this.#run.length === 0 && this.#locations.length > 0;
  }

  /** Session time (ms) of the first event that the state has not seen; before anything was seen that of the start. */
  get nextTime(): number {
    if (!this.#at) return 0;
    const { segment, next } = this.#at;
    return this.#held(segment)?.events[next]?.t ?? this.#locations[segment + 1]?.time ?? Infinity;
  }

  /** The move to `playhead`, if every segment it needs is at hand. */
  available(playhead: Playhead): Move | undefined {
    const run = this.#collect(playhead, new Map());
    return typeof run === 'number' ? undefined : this.#move(playhead, run);
  }

  /** Loads what the move to `playhead` needs: one segment, but for the rare ones that need the one before too. */
  async prepare(playhead: Playhead, signal: AbortSignal): Promise<Move> {
    const loaded = new Map<number, Segment<K>>();
    for (;;) {
      const run = this.#collect(playhead, loaded);
      if (typeof run !== 'number') return this.#move(playhead, run);
      const segment = await this.#loadUnlessLost(run, signal);
      if (segment) loaded.set(run, segment);
    }
  }

  /**
   * Loads the segment before the first one, up to the next keyframe or hole, and replays the state from there.
   *
   * @returns whether the state changed; not if there is nothing earlier or the cursor went elsewhere meanwhile
   */
  async loadEarlier(signal: AbortSignal): Promise<boolean> {
    const first = this.#run[0]?.index ?? 0;
    const earlier: Segment<K>[] = [];
    for (let index = first - 1; index >= 0; index -= 1) {
      const segment = await this.#loadUnlessLost(index, signal);
      if (!segment) break;
      earlier.unshift(segment);
      if (segment.keyframe) break;
    }
    const at = this.#at;
    if (earlier.length === 0 || this.#run[0]?.index !== first || !at) return false;
    this.#run = [...earlier, ...this.#run];
    this.#restore(0);
    this.#apply(at, Infinity);
    return true;
  }

  /** Starts loading the segment after the one at `playhead`, and up to `max` that begin before `horizon` (ms). */
  prefetch(playhead: Playhead, horizon: number, max: number): void {
    const current = this.#segmentAt(playhead.time);
    for (let index = current + 1; index <= current + max; index += 1) {
      const location = this.#locations[index];
      if (!location || (index > current + 1 && location.time > horizon)) return;
      this.#loader.prefetch(this.#entry, index);
    }
  }

  /** Whether a segment is known to be a hole. */
  #isLost(index: number): boolean {
    return this.#holes && this.#loader.damage(this.#entry, index) !== undefined;
  }

  /** `undefined` where it is a hole, which the loader remembers. */
  async #loadUnlessLost(index: number, signal: AbortSignal): Promise<Segment<K> | undefined> {
    try {
      return await this.#loader.load<K>(this.#entry, index, signal);
    } catch (error) {
      if (this.#holes && isDamage(error)) return undefined;
      throw error;
    }
  }

  /** The segments that `playhead` needs if they are at hand, none in a hole; else the index of one that is not. */
  #collect(playhead: Playhead, loaded: ReadonlyMap<number, Segment<K>>): Segment<K>[] | number {
    const last = this.#segmentAt(playhead.time);
    if (last < 0) return [];
    // The events of a millisecond that is shown in part are counted, and may begin in the segment before.
    const needed = playhead.fraction < 1 ? this.#segmentAt(playhead.time - 1) : last;
    let first = this.#windowStart(needed, last) ?? Math.min(needed, this.#continuedFrom(last) ?? needed);
    const run: Segment<K>[] = [];
    for (let index = last; index >= first; index -= 1) {
      const segment = loaded.get(index) ?? this.#held(index) ?? this.#loader.get<K>(this.#entry, index);
      if (!segment && this.#isLost(index)) break;
      if (!segment) return index;
      run.unshift(segment);
      if (index === first && index > 0 && !this.#canBegin(segment, playhead)) first -= 1;
    }
    const begin = run[0];
    if (!this.#holes) return run;
    return begin && (begin.keyframe || begin.index === 0 || this.#window !== undefined) ? run : [];
  }

  /** Whether a run can begin with `segment`: it has a keyframe, and a window would show something. */
  #canBegin(segment: Segment<K>, { time }: Playhead): boolean {
    if (!segment.keyframe) return false;
    return this.#window === undefined || countUntil(segment, time) > 0;
  }

  /**
   * The segment that the cursor stands in if `last` is the next one: going on from there costs no more than a segment,
   * and a terminal keeps what it holds above its screen.
   */
  #continuedFrom(last: number): number | undefined {
    const at = this.#at?.segment;
    if (this.#window !== undefined || at === undefined || last !== at + 1) return undefined;
    const segment = this.#held(at);
    return segment?.keyframe || (segment && at === 0) ? at : undefined;
  }

  /** First segment of the window if the segments `needed` … `last` lie in it or go on where it ends. */
  #windowStart(needed: number, last: number): number | undefined {
    const first = this.#run[0]?.index;
    if (this.#window === undefined || first === undefined) return undefined;
    const end = first + this.#run.length;
    if (needed < first || needed > end) return undefined;
    if (last < end) return first;
    // Entering a new segment: forget half of a window that grew too large.
    let start = first;
    let size = sizeOf(this.#locations.slice(first, last + 1));
    if (size <= this.#window) return first;
    while (start < needed && size > this.#window / 2) {
      size -= this.#locations[start]!.size;
      start += 1;
    }
    return start;
  }

  #held(index: number): Segment<K> | undefined {
    return this.#run[index - (this.#run[0]?.index ?? 0)];
  }

  #move(playhead: Playhead, run: readonly Segment<K>[]): Move {
    let target: Point | undefined;
    let changed = false;
    const isThere = (): boolean => target !== undefined && !isAfter(target, this.#at!);
    const step = (most: number): number => {
      if (!target) {
        const before = this.#run[0]?.index;
        this.#run = run;
        target = this.#pointAt(playhead);
        changed = this.#leave(before, target);
      }
      const applied = this.#apply(target, most);
      changed ||= applied > 0;
      return applied;
    };
    const finish = (): boolean => {
      step(Infinity);
      return changed;
    };
    return {
      step,
      finish,
      get changed() {
        return changed;
      },
      get isThere() {
        return isThere();
      },
    };
  }

  /**
   * Goes back to where `target` is reached from, unless that is where the cursor is.
   *
   * @param before - index of the first segment of the run before
   */
  #leave(before: number | undefined, target: Point): boolean {
    const first = this.#run[0]?.index;
    const at = this.#at;
    if (first === undefined && this.#locations.length > 0) return this.#enterHole(before, target);
    const kept = this.#window === undefined || before === first;
    if (at && kept && at.segment >= (first ?? 0) && !isAfter(at, target)) return false;
    this.#restore(this.#entryFor(target));
    return true;
  }

  #enterHole(before: number | undefined, target: Point): boolean {
    const wasIn = before === undefined && this.#at !== undefined;
    this.#at = target;
    if (!wasIn) this.#state.restore(undefined, { isStart: false });
    return !wasIn;
  }

  /** Position in the run of the segment from which `target` is reached. */
  #entryFor(target: Point): number {
    if (this.#window !== undefined) return 0;
    let entry = Math.max(0, target.segment - (this.#run[0]?.index ?? 0));
    while (entry > 0 && !this.#run[entry]?.keyframe) entry -= 1;
    return entry;
  }

  /** Makes the state that of the keyframe of `run[entry]`. */
  #restore(entry: number): void {
    const segment = this.#run[entry];
    const index = segment?.index ?? 0;
    this.#state.restore(segment?.keyframe, { isStart: index === 0 });
    this.#at = { segment: index, next: 0 };
  }

  /**
   * Applies at most `most` of the events up to `target`.
   *
   * @returns how many
   */
  #apply(target: Point, most: number): number {
    let { segment, next } = this.#at!;
    let applied = 0;
    while (isAfter(target, { segment, next })) {
      const events = this.#held(segment)?.events ?? [];
      const end = segment < target.segment ? events.length : target.next;
      const stop = Math.min(end, next + most - applied);
      applied += stop - next;
      for (; next < stop; next += 1) this.#state.apply(events[next]!);
      if (next < end || segment === target.segment) break;
      segment += 1;
      next = 0;
    }
    this.#at = { segment, next };
    return applied;
  }

  /** Where the events shown at `playhead` end. */
  #pointAt({ time, fraction }: Playhead): Point {
    const last = Math.max(0, this.#segmentAt(time));
    if (this.#run.length === 0) return { segment: last, next: 0 };
    if (fraction >= 1) return { segment: last, next: countUntil(this.#held(last), time) };
    const first = Math.max(0, this.#segmentAt(time - 1));
    let shown = 0;
    for (let index = first; index <= last; index += 1) shown += countAt(this.#held(index), time);
    shown = shownOf(shown, fraction);
    let segment = first;
    for (; segment < last; segment += 1) {
      const count = countAt(this.#held(segment), time);
      if (shown <= count) break;
      shown -= count;
    }
    return { segment, next: countUntil(this.#held(segment), time - 1) + shown };
  }

  /** Index of the last segment that begins at or before `time`, at least 0; -1 when the track has none. */
  #segmentAt(time: number): number {
    return segmentIndexAt(this.#locations, time);
  }
}

/** Number of events of a segment at or before `time`. */
export function countUntil(segment: Segment | undefined, time: number): number {
  if (!segment) return 0;
  const events: readonly { readonly t: number }[] = segment.events;
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.t <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countAt(segment: Segment | undefined, time: number): number {
  return countUntil(segment, time) - countUntil(segment, time - 1);
}

function isAfter(a: Point, b: Point): boolean {
  return a.segment > b.segment || (a.segment === b.segment && a.next > b.next);
}

function sizeOf(locations: readonly SegmentLocation[]): number {
  return locations.reduce((sum, { size }) => sum + size, 0);
}
