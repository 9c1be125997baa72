import { parseMetadata } from '../archive-head.ts';
import { INDEX_ENTRY, isBlobPath, MANIFEST_ENTRY, trackEntry, trackKindOf } from '../archive-layout.ts';
import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { crc32 } from '../bytes/crc32.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { ArchiveError } from '../errors.ts';
import type { Segment, TrackKind } from '../events.ts';
import { finding, quote } from '../findings.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import { readManifest } from '../manifest.ts';
import type { Manifest, SegmentLocation } from '../model.ts';
import type { ReaderOptions } from '../reader-options.ts';
import { inflate, inflatePrefix } from '../segments/inflate.ts';
import { decodeSegment } from '../segments/segment-codec.ts';
import type { SplitSegment } from '../segments/segment-split.ts';
import { readIndex, type ReadIndex } from '../time-index.ts';
import { readDirectory } from '../zip/zip-directory.ts';
import { salvageTrack } from './salvage-track.ts';
import { scanEntries, type FoundEntry } from './scan.ts';

/** What is left of an entry. */
export interface RecoveredEntry {
  readonly path: string;
  /** `whole`: size and CRC-32 are right. `partial`: some of it. `lost`: nothing that can be used. */
  readonly state: 'whole' | 'partial' | 'lost';
}

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

  segments(entry: string): readonly SegmentLocation[] {
    return this.rawSegments(entry).map(({ number, time, bytes }) => ({
      ...{ number, time, offset: 0, storedSize: 0 },
      size: bytes.length,
      crc32: crc32(bytes),
    }));
  }

  /** @throws {ArchiveError} `entry-not-found` */
  readSegment<K extends TrackKind>(entry: string, index: number): Promise<Segment<K>> {
    return this.#salvage.decode<K>(entry, index);
  }

  /**
   * What is left of an entry that is no track.
   *
   * @throws {ArchiveError} `entry-not-found`; what the source throws
   */
  readEntry(path: string, options: ReadOptions = {}): Promise<Uint8Array> {
    return this.#salvage.read(path, options);
  }
}

/**
 * Saves what can be saved of a damaged or cut archive: by its directory where that is sound, else by the local
 * headers; whole segments of damaged tracks, and the last lines before a cut.
 *
 * Keeps the inflated tracks in memory. What it yields is never shown as if it were the archive: `diagnostics` says
 * what is missing, and {@link Recovery.complete} whether anything is.
 *
 * @throws {ArchiveError} `not-an-archive` when there is no entry of an archive in the file; what the source throws
 */
export async function recoverArchive(source: ByteSource, options: ReaderOptions = {}): Promise<Recovery> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const salvage = new Salvage(source, limits);
  await salvage.run({ signal: options.signal });
  return new Recovery(salvage);
}

/** The work of {@link recoverArchive}. */
class Salvage {
  manifest: Manifest | undefined;
  manifestSha256: string | undefined;
  index: ReadIndex | undefined;
  readonly entries: RecoveredEntry[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly tracks = new Map<string, readonly SplitSegment[]>();
  readonly #source: ByteSource;
  readonly #limits: Limits;
  #found: ReadonlyMap<string, FoundEntry> = new Map();

  constructor(source: ByteSource, limits: Limits) {
    this.#source = source;
    this.#limits = limits;
  }

  async run(options: ReadOptions): Promise<void> {
    const size = await this.#source.size(options);
    this.#found = await this.#findEntries(size, options);
    if (![...this.#found.keys()].some((path) => path === MANIFEST_ENTRY || trackKindOf(path))) {
      throw new ArchiveError('not-an-archive', `${quote(this.#source.name)} holds no part of an archive`);
    }
    await this.#readManifest(options);
    await this.#readIndex(options);
    for (const entry of this.#found.values()) await this.#assess(entry, options);
    for (const { entry } of this.manifest?.tracks ?? []) {
      if (!this.#found.has(entry)) this.#lost('entry-lost', `the track ${quote(entry)} is missing`, entry);
    }
  }

  trackKind(entry: string): TrackKind | undefined {
    const kind = this.manifest?.tracks.find((track) => track.entry === entry)?.kind;
    return kind !== undefined && entry === trackEntry(kind, entryId(entry)) ? kind : trackKindOf(entry);
  }

  async decode<K extends TrackKind>(entry: string, index: number): Promise<Segment<K>> {
    const segment = this.tracks.get(entry)?.[index];
    if (!segment)
      throw new ArchiveError('entry-not-found', `no segment ${index} of ${quote(entry)}`, { entry });
    const place = { kind: this.trackKind(entry) as K, entry, index, time: segment.time };
    return Promise.resolve(
      decodeSegment(segment.bytes, place, { limits: this.#limits, report: () => undefined }),
    );
  }

  async read(path: string, options: ReadOptions): Promise<Uint8Array> {
    const entry = this.#found.get(path);
    if (!entry) throw new ArchiveError('entry-not-found', `no entry ${quote(path)}`, { entry: path });
    return (await this.#readWhole(entry, options)).bytes;
  }

  /** By the directory when it accounts for every byte; it is then the best witness. */
  async #findEntries(size: number, options: ReadOptions): Promise<ReadonlyMap<string, FoundEntry>> {
    try {
      const { entries } = await readDirectory(this.#source, size, { ...options, limits: this.#limits });
      return new Map([...entries].map(([path, entry]) => [path, { ...entry, cut: false }]));
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code.startsWith('source-')) throw error;
      this.diagnostics.push(
        finding(error.code, 'warning', `${error.message}: its entries were searched for`),
      );
      return scanEntries(this.#source, size, options);
    }
  }

  async #readManifest(options: ReadOptions): Promise<void> {
    try {
      const bytes = await this.#metadata(MANIFEST_ENTRY, options);
      if (!bytes) return;
      this.manifest = readManifest(parseMetadata(bytes, this.#limits), this.#source.name);
      this.manifestSha256 = sha256Hex(bytes);
    } catch (error) {
      // A newer archive must not be written anew by an older program.
      if (!(error instanceof ArchiveError) || error.code !== 'invalid-entry') throw error;
      this.diagnostics.push(finding('invalid-entry', 'error', error.message, { entry: MANIFEST_ENTRY }));
    } finally {
      if (!this.manifest) this.#lost('manifest-lost', 'the manifest is lost', MANIFEST_ENTRY);
    }
  }

  async #readIndex(options: ReadOptions): Promise<void> {
    const entry = this.#found.get(INDEX_ENTRY);
    const bytes = await this.#metadata(INDEX_ENTRY, options);
    if (!entry || !bytes) return;
    const index = readIndex(parseMetadata(bytes, this.#limits), entry.dataOffset + entry.storedSize);
    if (typeof index !== 'string') this.index = index;
  }

  /** Manifest or index, if it is whole and within its limit. */
  async #metadata(path: string, options: ReadOptions): Promise<Uint8Array | undefined> {
    const entry = this.#found.get(path);
    if (!entry || (entry.size ?? 0) > this.#limits.maxMetadataSize) return undefined;
    const { bytes, whole } = await this.#readWhole(entry, options);
    return whole ? bytes : undefined;
  }

  async #assess(entry: FoundEntry, options: ReadOptions): Promise<void> {
    const { path } = entry;
    // What is derived or was read already.
    if (path === INDEX_ENTRY || path === MANIFEST_ENTRY) return;
    if (Math.max(entry.size ?? 0, entry.storedSize) > this.#limits.maxEntrySize) {
      this.entries.push({ path, state: 'lost' });
      this.#lost('entry-lost', `${quote(path)} is over the limit maxEntrySize`, path);
      return;
    }
    const state = this.trackKind(path)
      ? await this.#assessTrack(entry, options)
      : await this.#assessWhole(entry, options);
    this.entries.push({ path, state });
  }

  async #assessTrack(entry: FoundEntry, options: ReadOptions): Promise<RecoveredEntry['state']> {
    const { path } = entry;
    const stored = await this.#source.read(entry.dataOffset, entry.storedSize, options);
    const locations = this.index?.index.segments.get(path);
    const { segments, whole } = salvageTrack(stored, entry, locations, this.#limits);
    this.tracks.set(path, segments);
    if (whole) return 'whole';
    const of = locations ? ` of ${locations.length}` : '';
    this.#lost(
      'segment-lost',
      `${quote(path)} is damaged: ${segments.length}${of} segments were saved`,
      path,
    );
    return segments.length > 0 ? 'partial' : 'lost';
  }

  async #assessWhole(entry: FoundEntry, options: ReadOptions): Promise<RecoveredEntry['state']> {
    const { path } = entry;
    const { bytes, whole } = await this.#readWhole(entry, options);
    if (whole) return 'whole';
    // Half a picture, or half a JSON text, is nothing; of a log its first lines are.
    const state = path.startsWith('source/') && bytes.length > 0 ? 'partial' : 'lost';
    const code = state === 'lost' ? 'entry-lost' : 'entry-damaged';
    this.#lost(
      code,
      `${quote(path)} is damaged${isBlobPath(path) ? ': what refers to it shows a gap' : ''}`,
      path,
    );
    return state;
  }

  async #readWhole(entry: FoundEntry, options: ReadOptions): Promise<{ bytes: Uint8Array; whole: boolean }> {
    const stored = await this.#source.read(entry.dataOffset, entry.storedSize, options);
    const limit = this.#limits.maxEntrySize;
    if (entry.size === undefined) {
      if (entry.method === 'store') return { bytes: stored, whole: false };
      return { bytes: inflatePrefix(stored, limit).bytes, whole: false };
    }
    const bytes = entry.method === 'deflate' ? inflate(stored, entry.size) : stored;
    if (bytes?.length === entry.size && crc32(bytes) === entry.crc32) return { bytes, whole: true };
    const rest =
      entry.method === 'deflate' ? inflatePrefix(stored, Math.min(limit, entry.size)).bytes : stored;
    return { bytes: rest, whole: false };
  }

  #lost(
    code: 'entry-lost' | 'entry-damaged' | 'segment-lost' | 'manifest-lost',
    message: string,
    entry: string,
  ): void {
    this.diagnostics.push(finding(code, 'error', message, { entry }));
  }
}

/** `main` of `terminal/main.cast`. */
export function entryId(entry: string): string {
  return entry.slice(entry.indexOf('/') + 1, entry.lastIndexOf('.'));
}
