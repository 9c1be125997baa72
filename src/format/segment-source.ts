import type { ReadOptions } from './bytes/byte-source.ts';
import type { Segment, TrackKind } from './events.ts';
import type { Manifest, SegmentLocation } from './model.ts';

/** Tracks that can be read from end to end: an open archive, or what was saved of one. */
export interface SegmentSource {
  readonly manifest: Manifest;
  /** Segments of a track in order; none when there is no such track. */
  segments(entry: string): readonly SegmentLocation[];
  /** @throws {ArchiveError} when the segment cannot be read; what the source throws */
  readSegment<K extends TrackKind>(entry: string, index: number, options?: ReadOptions): Promise<Segment<K>>;
}
