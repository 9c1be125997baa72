import type { ReadOptions, Segment, TrackDescription, TrackKind, TrackTypes } from '../../format/index.ts';
import type { EventArchive } from './event-archive.ts';

/** What comes next on a track: an event, or the keyframe behind a gap, which is all that is known of what was before. */
export type TrackItem<K extends TrackKind> =
  | { readonly time: number; readonly event: TrackTypes[K]['event'] }
  | {
      readonly time: number;
      readonly event?: never;
      readonly keyframe: TrackTypes[K]['keyframe'] | undefined;
    };

interface LoadedSegment<K extends TrackKind> {
  readonly segment: Segment<K>;
  readonly items: readonly TrackItem<K>[];
}

/** Goes through a track from its beginning. Holds one segment, two while it looks ahead. */
export class TrackReader<K extends TrackKind> {
  readonly track: TrackDescription;
  readonly #archive: EventArchive;
  readonly #options: ReadOptions;
  readonly #loaded: LoadedSegment<K>[] = [];
  #first: Segment<K> | undefined;
  #nextSegment = 0;
  #position = 0;

  constructor(archive: EventArchive, track: TrackDescription, options: ReadOptions) {
    this.#archive = archive;
    this.track = track;
    this.#options = options;
  }

  /** Goes to the beginning. To be called once, before anything else. */
  async open(): Promise<void> {
    await this.#load();
    this.#first = this.#loaded[0]?.segment;
    await this.#settle();
  }

  /** The first segment of the track, as long as nothing was taken; `undefined` when it has none. */
  get first(): Segment<K> | undefined {
    return this.#first;
  }

  /** What comes next; `undefined` at the end. */
  get head(): TrackItem<K> | undefined {
    return this.#loaded[0]?.items[this.#position];
  }

  /** Moves on behind {@link head}, which it gives. */
  async next(): Promise<TrackItem<K> | undefined> {
    const { head } = this;
    this.#first = undefined;
    this.#position += 1;
    await this.#settle();
    return head;
  }

  /** Whether an event up to a time is near: in this segment or, where all of this one is not later, in the next. */
  async isAhead(matches: (event: TrackTypes[K]['event']) => boolean, time: number): Promise<boolean> {
    const items = this.#loaded[0]?.items ?? [];
    const isMatch = (item: TrackItem<K>) =>
      item.time <= time && item.event !== undefined && matches(item.event);
    for (let index = this.#position; index < items.length; index += 1) {
      const item = items[index]!;
      if (item.time > time) return false;
      if (isMatch(item)) return true;
    }
    if (this.#loaded.length < 2) await this.#load();
    return this.#loaded[1]?.items.some(isMatch) ?? false;
  }

  /** Goes on to a segment that has something left. */
  async #settle(): Promise<void> {
    while (!this.head) {
      this.#loaded.shift();
      this.#position = 0;
      if (this.#loaded.length === 0 && !(await this.#load())) return;
    }
  }

  async #load(): Promise<boolean> {
    const { entry } = this.track;
    const index = this.#nextSegment;
    if (index >= this.#archive.segments(entry).length) return false;
    const segment = await this.#archive.readSegment<K>(entry, index, this.#options);
    this.#nextSegment += 1;
    const items = segment.events.map((event): TrackItem<K> => ({ time: event.t, event }));
    if (this.#archive.isAfterGap?.(entry, index)) {
      items.unshift({ time: segment.time, keyframe: segment.keyframe });
    }
    this.#loaded.push({ segment, items });
    return true;
  }
}
