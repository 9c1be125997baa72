import type { Manifest, ReadOptions, Segment, SegmentLocation, TrackKind } from '../../format/index.ts';

/** What reading events needs of an archive. An `ArchiveReader` has it, and so has what was saved of a damaged one. */
export interface EventArchive {
  readonly manifest: Manifest;
  /** Settles when segments are final, and rejects when the container cannot be trusted. Absent: they are. */
  readonly directory?: Promise<unknown>;
  /** Segments of a track in order; none when there is no such track. */
  segments(entry: string): readonly SegmentLocation[];
  /** @throws {ArchiveError} when it cannot be read */
  readSegment<K extends TrackKind>(entry: string, index: number, options?: ReadOptions): Promise<Segment<K>>;
  /** An entry whole. @throws {ArchiveError} `entry-not-found`, and when it cannot be read */
  readEntry(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Whether events between a segment and the one before it are lost. Absent: none are. */
  isAfterGap?(entry: string, index: number): boolean;
}
