import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { crc32 } from '../bytes/crc32.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Segment, TrackKind } from '../events.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { Manifest, SegmentLocation } from '../model.ts';
import type { ReaderOptions } from '../reader-options.ts';
import type { SplitSegment } from '../segments/segment-split.ts';
import type { ReadIndex } from '../time-index.ts';
import { entryId, Salvage, type RecoveredEntry } from './salvage.ts';

export { entryId, type RecoveredEntry };

/**
 * What could be saved of a damaged archive: tracks in memory, other entries on demand. It answers
 * {@link segments} and {@link readSegment} as a reader does, so that an index can be rebuilt from it.
 */
export class Recovery {
  /** Absent when it is lost. */
  readonly manifest: Manifest | undefined;
  /** SHA-256 of the manifest's bytes: the identity of what the archive was. */
  readonly manifestSha256: string | undefined;
  /** The index as stored, where it can be read; it may not fit. */
  readonly storedIndex: ReadIndex | undefined;
  /** In the order of the file. */
  readonly entries: readonly RecoveredEntry[];
  /** What is lost or damaged. */
  readonly diagnostics: readonly Diagnostic[];
  readonly #salvage: Salvage;

  constructor(salvage: Salvage) {
    this.manifest = salvage.manifest;
    this.manifestSha256 = salvage.manifestSha256;
    this.storedIndex = salvage.index;
    this.entries = salvage.entries;
    this.diagnostics = salvage.diagnostics;
    this.#salvage = salvage;
  }

  /** Nothing but index and container is damaged. */
  get complete(): boolean {
    return this.manifest !== undefined && this.entries.every(({ state }) => state === 'whole');
  }

  /** Kind of the track in an entry, by the manifest or else by its path. */
  trackKind(entry: string): TrackKind | undefined {
    return this.#salvage.trackKind(entry);
  }

  /** Saved segments of a track, as inflated bytes. */
  rawSegments(entry: string): readonly SplitSegment[] {
    return this.#salvage.tracks.get(entry) ?? [];
  }

  /** Whether a segment does not follow the one before it: segments, or lines of that one, are lost in between. */
  isAfterGap(entry: string, index: number): boolean {
    const segments = this.rawSegments(entry);
    const before = segments[index - 1];
    const isNext = segments[index]?.number === (before ? before.number + 1 : 0);
    return !isNext || this.#salvage.hasLostLines(entry, index - 1);
  }

  /** Saved segments as an index gives them; offsets are 0. */
  segments(entry: string): readonly SegmentLocation[] {
    return this.rawSegments(entry).map(({ number, time, bytes }) => ({
      ...{ number, time, offset: 0, storedSize: 0 },
      size: bytes.length,
      crc32: crc32(bytes),
    }));
  }

  /**
   * Decodes a saved segment. Lines that cannot be read are lost: they stand in {@link diagnostics} from then on.
   *
   * @throws {ArchiveError} `entry-not-found`
   */
  readSegment<K extends TrackKind>(entry: string, index: number): Promise<Segment<K>> {
    return this.#salvage.decode<K>(entry, index);
  }

  /**
   * An entry that is no track and not lost, whole.
   *
   * @throws {ArchiveError} `entry-not-found`; `limit-exceeded` over `maxEntrySize`; what the source throws
   */
  readEntry(path: string, options: ReadOptions = {}): Promise<Uint8Array> {
    return this.#salvage.read(path, options);
  }

  /**
   * What is left of an entry of any size that is no track, piece by piece.
   *
   * @throws {ArchiveError} `entry-not-found`; what the source throws
   */
  chunks(path: string, options: ReadOptions = {}): AsyncIterable<Uint8Array> {
    return this.#salvage.chunks(path, options);
  }
}

/**
 * Saves what can be saved of a damaged or cut archive: by its directory where that is sound, else by the local
 * headers; whole segments of damaged tracks, and the last lines before a cut. What is no entry of the archive, such as one
 * that was deleted or lies in another's data, is told of and left out.
 *
 * Keeps the inflated tracks in memory: up to the limit `maxRebuiltSize`, or 64 times the file where that is more. What it yields is never shown as if it were the archive: `diagnostics` says
 * what is missing, and {@link Recovery.complete} whether anything is.
 *
 * @throws {ArchiveError} `not-an-archive` when there is no entry of an archive in the file; what the source throws
 */
export async function recoverArchive(source: ByteSource, options: ReaderOptions = {}): Promise<Recovery> {
  const salvage = new Salvage(source, { ...DEFAULT_LIMITS, ...options.limits });
  await salvage.run({ signal: options.signal });
  return new Recovery(salvage);
}
