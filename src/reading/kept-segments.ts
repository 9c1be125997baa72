import type { Segment, SegmentLocation, TrackKind } from '../format/index.ts';
import type { SessionParts } from './session-parts.ts';

/** Inflated bytes of segments that are kept from one search to the next. */
const MAX_KEPT = 16 * 2 ** 20;

/**
 * Segments for whoever reads a session from its beginning to its end, again and again. They come from the segment loader
 * where that has them, and never go into it: what a player shows stays loaded, however much is searched. The first
 * ones are kept and no others in their place, as somebody who always begins anew would find none of the last ones.
 */
export class KeptSegments {
  readonly #parts: SessionParts;
  readonly #kept = new Map<string, Segment>();
  #size = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Segments of a track (entry path) in order of time. */
  locations(entry: string): readonly SegmentLocation[] {
    return this.#parts.loader.locations(entry);
  }

  /** Whether a segment is at hand. */
  has(entry: string, index: number): boolean {
    return this.#kept.has(`${index} ${entry}`) || this.#parts.loader.has(entry, index);
  }

  /**
   * The segment, fetched if it must be.
   *
   * @throws {ArchiveError} what reading it gives; the signal's reason when it aborts
   */
  async read<K extends TrackKind>(entry: string, index: number, signal: AbortSignal): Promise<Segment<K>> {
    const key = `${index} ${entry}`;
    const known = this.#kept.get(key) ?? this.#parts.loader.get(entry, index);
    const segment = known ?? (await this.#parts.archive.readSegment(entry, index, { signal }));
    signal.throwIfAborted();
    const size = this.locations(entry)[index]?.size ?? 0;
    if (!this.#kept.has(key) && this.#size + size <= MAX_KEPT) {
      this.#kept.set(key, segment);
      this.#size += size;
    }
    return segment as Segment<K>;
  }
}
