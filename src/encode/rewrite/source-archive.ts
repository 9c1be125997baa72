import {
  ArchiveReader,
  HEAD_ENTRIES,
  isBlobPath,
  MANIFEST_ENTRY,
  sha256Hex,
  streamEntry,
} from '../../format/index.ts';
import type {
  ByteSource,
  IndexContent,
  Manifest,
  ReaderOptions,
  ReadOptions,
  Segment,
  SegmentLocation,
  TrackKind,
  ZipEntry,
} from '../../format/index.ts';
import { knownTracks, type EventArchive } from './event-archive.ts';

/** What identifies an archive: the manifest as it stands in the file. */
export interface ArchiveIdentity {
  readonly manifestBytes: Uint8Array;
  /** SHA-256 of these bytes. */
  readonly sha256: string;
}

/** The inflated lines of a segment. */
export interface SegmentBytes {
  /** Number of its (first) keyframe line. */
  readonly number: number;
  /** Session time of its keyframe, ms. */
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** An archive that is to be written again, sound or saved from a damaged file. */
export interface SourceArchive extends EventArchive {
  /** Absent when the manifest is lost. */
  readonly identity: ArchiveIdentity | undefined;
  /** What its index says beside the segments, where that can be trusted. */
  readonly storedIndex: IndexContent | undefined;
  /** Paths of its entries, but for those that every archive has. */
  readonly paths: readonly string[];
  /** The inflated bytes of a segment. Errors as `readSegment`. */
  readSegmentBytes(entry: string, index: number, options?: ReadOptions): Promise<SegmentBytes>;
  /** An entry of any size, piece by piece; a piece may be overwritten by the next. Errors as `readEntry`. */
  chunks(path: string, options?: ReadOptions): AsyncIterable<Uint8Array>;
}

/** Paths of what is neither a track that this version knows nor a blob. */
export function otherPaths(archive: SourceArchive): readonly string[] {
  const tracks = new Set(knownTracks(archive.manifest).map(({ entry }) => entry));
  return archive.paths.filter((path) => !tracks.has(path) && !isBlobPath(path));
}

/**
 * Opens an archive to write it again.
 *
 * @throws {ArchiveError} as `ArchiveReader.open` and its `directory`
 */
export async function openSourceArchive(
  source: ByteSource,
  options: ReaderOptions,
): Promise<SourceArchive & { readonly identity: ArchiveIdentity }> {
  const reader = await ArchiveReader.open(source, options);
  const entries = await reader.directory;
  const manifestBytes = await reader.readEntry(MANIFEST_ENTRY, options);
  return new OpenArchive(source, reader, entries, { manifestBytes, sha256: sha256Hex(manifestBytes) });
}

class OpenArchive implements SourceArchive {
  readonly identity: ArchiveIdentity;
  readonly paths: readonly string[];
  readonly #source: ByteSource;
  readonly #reader: ArchiveReader;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  constructor(
    source: ByteSource,
    reader: ArchiveReader,
    entries: ReadonlyMap<string, ZipEntry>,
    identity: ArchiveIdentity,
  ) {
    this.#source = source;
    this.#reader = reader;
    this.#entries = entries;
    this.identity = identity;
    this.paths = [...entries.keys()].filter((path) => !HEAD_ENTRIES.includes(path));
  }

  get manifest(): Manifest {
    return this.#reader.manifest;
  }

  get storedIndex(): IndexContent | undefined {
    return this.#reader.indexRebuilt ? undefined : this.#reader.index;
  }

  segments(entry: string): readonly SegmentLocation[] {
    return this.#reader.segments(entry);
  }

  readSegment<K extends TrackKind>(entry: string, index: number, options?: ReadOptions): Promise<Segment<K>> {
    return this.#reader.readSegment<K>(entry, index, options);
  }

  async readSegmentBytes(entry: string, index: number, options?: ReadOptions): Promise<SegmentBytes> {
    const { number, time } = this.segments(entry)[index]!;
    return { number, time, bytes: await this.#reader.readSegmentBytes(entry, index, options) };
  }

  readEntry(path: string, options?: ReadOptions): Promise<Uint8Array> {
    return this.#reader.readEntry(path, options);
  }

  chunks(path: string, options?: ReadOptions): AsyncIterable<Uint8Array> {
    return streamEntry(this.#source, this.#entries.get(path)!, options);
  }
}
