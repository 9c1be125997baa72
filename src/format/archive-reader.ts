import { openArchive, type OpenedArchive } from './archive-opening.ts';
import { unpackEntry, type ArchiveHead } from './archive-head.ts';
import { HEAD_ENTRIES, NOTES_ENTRY, TRACK_KINDS, entryRank } from './archive-layout.ts';
import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { joinBytes } from './bytes/join-bytes.ts';
import { crc32 } from './bytes/crc32.ts';
import type { Diagnostic } from './diagnostics.ts';
import { ArchiveError } from './errors.ts';
import type { Segment, TrackKind } from './events.ts';
import { finding, quote } from './findings.ts';
import { entryOfSegments, indexFault } from './index-check.ts';
import type * as IndexRebuild from './index-rebuild.ts';
import type { RebuiltIndex } from './index-rebuild.ts';
import type { Limits } from './limits.ts';
import type { Manifest, SegmentLocation, TimeIndex } from './model.ts';
import type { ReaderOptions } from './reader-options.ts';
import { FINAL_BLOCK, inflateSegment } from './segments/inflate.ts';
import { decodeSegment } from './segments/segment-codec.ts';
import { segmentIndexAt } from './segments/segment-index.ts';
import type { ReadIndex } from './time-index.ts';
import { checkLocalHeader, readLocalHeader } from './zip/local-header.ts';
import { loadDirectory } from './zip/load-directory.ts';
import type { ZipDirectory } from './zip/zip-directory.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/**
 * Reads an archive piece by piece, never the whole of it.
 *
 * Opening costs one read (two when the head is larger than 64 KiB); the check of the directory, one more, runs
 * beside what the caller does next. Then a segment is one read, and none when it lies within the head. Holds head
 * and directory in memory, no content, except where the index does not fit the archive: then the tracks are
 * inflated whole and kept, up to the limit `maxRebuiltSize`.
 */
export class ArchiveReader {
  readonly manifest: Manifest;
  /**
   * Path → entry, once the tail was read and every byte of the archive is accounted for. Await it before showing
   * content; {@link index} is final from then on.
   *
   * Rejects with {@link ArchiveError}: `ambiguous-archive`, `truncated-archive`, `limit-exceeded`, or what the
   * source throws. Who does not await it is not bothered by the rejection.
   */
  readonly directory: Promise<ReadonlyMap<string, ZipEntry>>;

  readonly #source: ByteSource;
  readonly #head: ArchiveHead;
  readonly #limits: Limits;
  readonly #diagnostics: Diagnostic[];
  readonly #kinds: ReadonlyMap<string, TrackKind>;
  readonly #stored: ReadIndex | undefined;
  #size: number;
  #rebuilt: RebuiltIndex | undefined;

  private constructor(opened: OpenedArchive, options: ReadOptions) {
    this.manifest = opened.manifest;
    this.#size = opened.size;
    this.#source = opened.source;
    this.#head = opened.head;
    this.#limits = opened.limits;
    this.#diagnostics = [...opened.diagnostics];
    this.#stored = opened.index;
    this.#kinds = new Map(
      opened.manifest.tracks
        .filter((track) => TRACK_KINDS.includes(track.kind))
        .map((track) => [track.entry, track.kind]),
    );
    this.directory = this.#checkDirectory(opened.directory, options);
    this.directory.catch(() => undefined);
  }

  /**
   * Opens an archive: reads the head, then starts reading the tail.
   *
   * @param options - `signal` also cancels the check of the tail
   * @throws {ArchiveError} `not-an-archive`, `unsupported-version`, `corrupt-entry`, `invalid-entry`,
   *   `limit-exceeded`; `ambiguous-archive` and `truncated-archive` where they show already; what the source throws
   */
  static async open(source: ByteSource, options: ReaderOptions = {}): Promise<ArchiveReader> {
    return new ArchiveReader(await openArchive(source, options), { signal: options.signal });
  }

  /** Bytes of the archive. */
  get size(): number {
    return this.#size;
  }

  /**
   * The time index. When the archive has none that fits, {@link indexRebuilt} says so once {@link directory} has
   * resolved: it then has segments, but no activity, turns, files and reading map.
   */
  get index(): TimeIndex {
    return this.#rebuilt?.index ?? this.#stored?.index ?? emptyIndex(this.manifest.duration);
  }

  /** The index did not come from the archive. */
  get indexRebuilt(): boolean {
    return this.#rebuilt !== undefined;
  }

  /** What is not as it should be, so far; it grows while the archive is read. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /**
   * Segments of a track in order of time; none when there is no such track, or it is of a kind this version does not
   * know.
   */
  segments(entry: string): readonly SegmentLocation[] {
    return (this.#kinds.has(entry) && this.index.segments.get(entry)) || [];
  }

  /**
   * Reads one segment: exactly one read of the source, none when it lies in the head. Lines that cannot be read are
   * left out and reported in {@link diagnostics}.
   *
   * @param index - position in {@link segments}
   * @throws {ArchiveError} `entry-not-found`, `corrupt-entry`, `ambiguous-archive`, `limit-exceeded`; what the source
   *   throws
   */
  async readSegment<K extends TrackKind>(
    entry: string,
    index: number,
    options: ReadOptions = {},
  ): Promise<Segment<K>> {
    const location = this.#segmentAt(entry, index);
    try {
      return this.#decode(await this.readSegmentBytes(entry, index, options), entry, index, location);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      // The index may be of another archive, which the check of the directory finds out.
      const found = await this.directory.then(() => this.#rebuilt);
      const other = found && segmentIndexAt(this.segments(entry), location.time);
      if (other === undefined || other === -1) throw error;
      return this.#decode(found!.bytes(entry, other), entry, other, this.segments(entry)[other]!);
    }
  }

  /**
   * The inflated lines of a segment, undecoded: for whoever copies a track. One read, none when it lies in the head.
   *
   * @throws {ArchiveError} `entry-not-found`, `corrupt-entry`, `ambiguous-archive`, `limit-exceeded`; what the source
   *   throws
   */
  async readSegmentBytes(entry: string, index: number, options: ReadOptions = {}): Promise<Uint8Array> {
    const location = this.#segmentAt(entry, index);
    return this.#rebuilt?.bytes(entry, index) ?? this.#readStoredSegment(entry, index, location, options);
  }

  /**
   * Reads an entry whole: a blob, notes, the README. One read.
   *
   * @returns its uncompressed bytes, size and CRC-32 checked; where they have another SHA-256 than the manifest or the
   *   name of a blob says, {@link diagnostics} says so
   * @throws {ArchiveError} `entry-not-found`, `limit-exceeded`, `corrupt-entry`, `ambiguous-archive`; what
   *   {@link directory} rejects with or the source throws
   */
  async readEntry(path: string, options: ReadOptions = {}): Promise<Uint8Array> {
    const entry = (await this.directory).get(path);
    if (!entry) throw new ArchiveError('entry-not-found', `no entry ${quote(path)}`, { entry: path });
    const bytes = await this.#readWhole(entry, options);
    await this.#checkDigest(path, bytes);
    return bytes;
  }

  /** Reads an entry whole, as UTF-8 text. Errors as {@link readEntry}. */
  async readText(path: string, options: ReadOptions = {}): Promise<string> {
    return new TextDecoder().decode(await this.readEntry(path, options));
  }

  /** Nothing has to be hashed before the first frame: this code comes with the first entry that is read whole. */
  async #checkDigest(path: string, bytes: Uint8Array): Promise<void> {
    const { digestFinding } = await import('./digest-check.ts');
    const found = digestFinding(path, bytes, this.manifest.digests);
    if (found) this.#reportOnce(found);
  }

  /** Segments and entries are read again and again. */
  #reportOnce(found: Diagnostic): void {
    const isKnown = this.#diagnostics.some(({ code, entry }) => code === found.code && entry === found.entry);
    if (!isKnown) this.#diagnostics.push(found);
  }

  #segmentAt(entry: string, index: number): SegmentLocation {
    const location = this.segments(entry)[index];
    if (location) return location;
    throw new ArchiveError('entry-not-found', `no segment ${index} of ${quote(entry)}`, { entry });
  }

  #decode<K extends TrackKind>(
    bytes: Uint8Array,
    entry: string,
    index: number,
    { time }: SegmentLocation,
  ): Segment<K> {
    const place = { kind: this.#kinds.get(entry) as K, entry, index, time };
    const report = (found: Diagnostic) => this.#diagnostics.push(found);
    return decodeSegment(bytes, place, { limits: this.#limits, report });
  }

  async #readStoredSegment(
    path: string,
    index: number,
    { offset, storedSize, size, crc32: expected }: SegmentLocation,
    options: ReadOptions,
  ): Promise<Uint8Array> {
    const { maxSegmentSize } = this.#limits;
    if (Math.max(size, storedSize) > maxSegmentSize) {
      const message = `segment ${index} of ${quote(path)} has ${size} bytes, the limit maxSegmentSize is ${maxSegmentSize}`;
      throw new ArchiveError('limit-exceeded', message, { entry: path, offset });
    }
    // The local header stands right before the first segment, and is compared on the way.
    const entry = index === 0 ? entryOfSegments(path, this.segments(path)) : undefined;
    const start = entry?.headerOffset ?? offset;
    const isLast = index === this.segments(path).length - 1;
    const length = storedSize + (isLast ? FINAL_BLOCK.length : 0);
    const bytes = await this.#read(start, offset - start + length, options);
    if (entry) checkLocalHeader(readLocalHeader(bytes, 0, start), entry);
    const stored = bytes.subarray(offset - start);
    if (isLast) this.#checkEnd(stored.subarray(storedSize), path);
    const inflated = inflateSegment(stored.subarray(0, storedSize), size);
    if (inflated && crc32(inflated) === expected) return inflated;
    throw new ArchiveError('corrupt-entry', `segment ${index} of ${quote(path)} is damaged`, {
      entry: path,
      offset,
    });
  }

  /** Other programs see a damaged entry where the block that ends a track is no such block; its segments are sound. */
  #checkEnd(end: Uint8Array, path: string): void {
    if (FINAL_BLOCK.every((byte, index) => end[index] === byte)) return;
    const message = `${quote(path)} does not end as a track does: other programs cannot read all of it`;
    this.#reportOnce(finding('track-end', 'warning', message, { entry: path }));
  }

  async #readWhole(entry: ZipEntry, options: ReadOptions): Promise<Uint8Array> {
    const { path, size, storedSize, headerOffset, dataOffset } = entry;
    const name = path === NOTES_ENTRY ? 'maxMetadataSize' : 'maxEntrySize';
    const limit = this.#limits[name];
    if (Math.max(size, storedSize) > limit) {
      throw new ArchiveError(
        'limit-exceeded',
        `${quote(path)} has ${size} bytes, the limit ${name} is ${limit}`,
        { entry: path },
      );
    }
    const bytes = await this.#read(headerOffset, dataOffset - headerOffset + storedSize, options);
    checkLocalHeader(readLocalHeader(bytes, 0, headerOffset), entry);
    return unpackEntry(bytes.subarray(dataOffset - headerOffset), entry);
  }

  /** Takes from the head what it holds of a range, and asks for the rest. */
  async #read(offset: number, length: number, options: ReadOptions): Promise<Uint8Array> {
    const known = this.#head.bytes.subarray(offset, offset + length);
    if (known.length === length) return known;
    const rest = await this.#source.read(offset + known.length, length - known.length, options);
    return known.length === 0 ? rest : joinBytes([known, rest]);
  }

  async #checkDirectory(
    early: ZipDirectory | undefined,
    options: ReadOptions,
  ): Promise<ReadonlyMap<string, ZipEntry>> {
    const directory = early ?? (await this.#readDirectory(options));
    const { entries, tolerances } = directory;
    for (const entry of entries.values()) this.#checkAgainstHead(entry);
    if (!isOrdered([...entries.keys()])) tolerances.add('entry-order');
    this.#diagnostics.push(...tolerances.diagnostics());
    const fault = this.#stored ? indexFault(this.#stored, this.#size, entries, this.#kinds) : 'it is missing';
    if (fault !== undefined) await this.#rebuildIndex(entries, fault, options);
    return entries;
  }

  async #readDirectory(options: ReadOptions): Promise<ZipDirectory> {
    const { readDirectory } = await loadDirectory();
    const { bytes, size } = this.#head;
    const stored = this.#stored;
    const directorySize = stored?.size === this.#size ? stored.directorySize : undefined;
    const settings = { ...options, limits: this.#limits, directorySize };
    const source: ByteSource = {
      name: this.#source.name,
      size: (sizeOptions) => this.#source.size(sizeOptions),
      read: (offset, length, readOptions) => this.#read(offset, length, readOptions ?? {}),
      readHead: () => Promise.resolve({ bytes, size }),
    };
    try {
      return await readDirectory(source, this.#size, settings);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      if (size !== undefined) throw stored ? await this.#sizeFault(error, stored.size, options) : error;
      // The server hid the size, and the index of this file is of another one: ask.
      const real = await this.#source.size(options);
      if (real === this.#size) throw error;
      this.#size = real;
      return await readDirectory(source, real, { ...options, limits: this.#limits });
    }
  }

  async #sizeFault(error: ArchiveError, expected: number, options: ReadOptions): Promise<ArchiveError> {
    const { sizeFault } = await import('./size-fault.ts');
    return sizeFault(error, this.#source, this.#size, expected, options);
  }

  /** Compares the local headers that are there anyway. */
  #checkAgainstHead(entry: ZipEntry): void {
    if (entry.dataOffset > this.#head.bytes.length) return;
    checkLocalHeader(readLocalHeader(this.#head.bytes, entry.headerOffset, entry.headerOffset), entry);
  }

  async #rebuildIndex(
    entries: ReadonlyMap<string, ZipEntry>,
    fault: string,
    options: ReadOptions,
  ): Promise<void> {
    const { rebuildIndex } = await loadIndexRebuild();
    this.#rebuilt = await rebuildIndex({
      duration: this.manifest.duration,
      kinds: this.#kinds,
      entries,
      limits: this.#limits,
      read: async (entry) => {
        const bytes = await this.#readWhole(entry, options);
        await this.#checkDigest(entry.path, bytes);
        return bytes;
      },
      report: (found) => this.#diagnostics.push(found),
    });
    if (!this.#stored) return;
    const message = `the index does not fit the archive (${fault}): it was rebuilt from the tracks; repair writes it anew`;
    this.#diagnostics.push(finding('index-mismatch', 'warning', message));
  }
}

/** Few archives need their index made anew. */
function loadIndexRebuild(): Promise<typeof IndexRebuild> {
  return import('./index-rebuild.ts');
}

function isOrdered(paths: readonly string[]): boolean {
  const opening = HEAD_ENTRIES.every((path, index) => paths[index] === path || !paths.includes(path));
  return (
    opening && paths.every((path, index) => index === 0 || entryRank(path) >= entryRank(paths[index - 1]!))
  );
}

function emptyIndex(duration: number): TimeIndex {
  return { duration, activity: [], turns: [], files: [], segments: new Map() };
}
