import { ArchiveReader } from '../format/index.ts';
import { KeptSource } from './kept-source.ts';
import type {
  ByteSource,
  Diagnostic,
  ReaderOptions,
  ReadOptions,
  SegmentSource,
  TimeIndex,
} from '../format/index.ts';

/** What reading needs of an `ArchiveReader`; each of its readers makes one request. */
export interface Archive extends SegmentSource {
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
  /** The bytes of an entry: one request. */
  readEntry(path: string, options?: ReadOptions): Promise<Uint8Array>;
}

/** Opens a source: one request for the head, then the check of the directory begins. */
export type OpenArchive = (source: ByteSource, options: ReaderOptions) => Promise<Archive>;

/** Opens a source by `ArchiveReader.open`; what has been read of it is kept. */
export const openArchive: OpenArchive = (source, options) =>
  ArchiveReader.open(new KeptSource(source), options);
