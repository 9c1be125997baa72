import { ArchiveReader } from '../format/index.ts';
import type {
  ByteSource,
  Diagnostic,
  Manifest,
  ReaderOptions,
  ReadOptions,
  Segment,
  SegmentLocation,
  TimeIndex,
  TrackKind,
} from '../format/index.ts';

/** What reading needs of an `ArchiveReader`. */
export interface Archive {
  /** What the archive says of itself. */
  readonly manifest: Manifest;
  /** What finds things in it. */
  readonly index: TimeIndex;
  /**
   * The index was missing or did not fit: from when `directory` resolved `index` has the segments that were found
   * by reading everything, and nothing else.
   */
  readonly indexRebuilt: boolean;
  /** What is not as it should be, so far. */
  readonly diagnostics: readonly Diagnostic[];
  /** Resolves when the directory agrees with the head; nothing of the archive is shown before. */
  readonly directory: Promise<unknown>;
  /** Segments of a track in order of time; none for what is no track. */
  segments(entry: string): readonly SegmentLocation[];
  /** One segment by its position in `segments`: one request. */
  readSegment<K extends TrackKind>(entry: string, index: number, options?: ReadOptions): Promise<Segment<K>>;
  /** The bytes of an entry: one request. */
  readEntry(path: string, options?: ReadOptions): Promise<Uint8Array>;
}

/** Opens a source: one request for the head, then the check of the directory begins. */
export type OpenArchive = (source: ByteSource, options: ReaderOptions) => Promise<Archive>;

/** Opens a source by `ArchiveReader.open`. */
export const openArchive: OpenArchive = (source, options) => ArchiveReader.open(source, options);
