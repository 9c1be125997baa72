import { parseMetadata } from '../archive-head.ts';
import {
  INDEX_ENTRY,
  isBlobPath,
  isSourcePath,
  MANIFEST_ENTRY,
  trackEntry,
  trackKindOf,
} from '../archive-layout.ts';
import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { crc32 } from '../bytes/crc32.ts';
import { joinBytes } from '../bytes/join-bytes.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { digestDifference } from '../digest-check.ts';
import { ArchiveError } from '../errors.ts';
import type { Segment, TrackKind } from '../events.ts';
import { finding, quote, type RecoveryCode } from '../findings.ts';
import type { Limits } from '../limits.ts';
import { readManifest } from '../manifest.ts';
import type { Manifest } from '../model.ts';
import { inflate } from '../segments/inflate.ts';
import { decodeSegment } from '../segments/segment-codec.ts';
import type { SplitSegment } from '../segments/segment-split.ts';
import { readIndex, type ReadIndex } from '../time-index.ts';
import { readDirectory } from '../zip/zip-directory.ts';
import { ownEntries } from './own-entries.ts';
import { assessEntry, salvagedPieces } from './salvage-entry.ts';
import { salvageTrack } from './salvage-track.ts';
import { scanEntries, type FoundEntry } from './scan.ts';

/** Tracks that unpack to more than so many times the file are a trap, beyond what every file may have. */
const TRUSTED_RATIO = 64;
/** Findings of one kind that are told one by one. */
const MAX_TOLD_LINES = 50;
const MAX_TOLD_ENTRIES = 50;

/** What is left of an entry. */
export interface RecoveredEntry {
  readonly path: string;
  /** `whole`: size and CRC-32 are right. `partial`: some of it. `lost`: nothing that can be used. */
  readonly state: 'whole' | 'partial' | 'lost';
}

/** The work of {@link recoverArchive}. */
export class Salvage {
  manifest: Manifest | undefined;
  manifestSha256: string | undefined;
  index: ReadIndex | undefined;
  readonly entries: RecoveredEntry[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly tracks = new Map<string, readonly SplitSegment[]>();
  readonly #source: ByteSource;
  readonly #limits: Limits;
  /** Uncompressed bytes of tracks that may still be kept. */
  #budget = 0;
  #found = new Map<string, FoundEntry>();
  /** Segments that were decoded, as `entry/index` → lines that could not be. */
  readonly #lostLines = new Map<string, number>();

  constructor(source: ByteSource, limits: Limits) {
    this.#source = source;
    this.#limits = limits;
  }

  /** @throws {ArchiveError} see `recoverArchive` */
  async run(options: ReadOptions): Promise<void> {
    const size = await this.#source.size(options);
    this.#budget = Math.max(this.#limits.maxRebuiltSize, size * TRUSTED_RATIO);
    this.#found = new Map(await this.#findEntries(size, options));
    if (![...this.#found.keys()].some((path) => path === MANIFEST_ENTRY || trackKindOf(path))) {
      throw new ArchiveError('not-an-archive', `${quote(this.#source.name)} holds no part of an archive`);
    }
    await this.#takeManifest(options);
    await this.#readIndex(options);
    for (const entry of [...this.#found.values()]) await this.#assess(entry, options);
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
    let lost = 0;
    const decoded = decodeSegment(segment.bytes, place, {
      limits: this.#limits,
      report: () => undefined,
      onLost: (count) => (lost = count),
    });
    this.#noteLostLines(entry, index, lost);
    return Promise.resolve(decoded);
  }

  hasLostLines(entry: string, index: number): boolean {
    return (this.#lostLines.get(`${entry}/${index}`) ?? 0) > 0;
  }

  #noteLostLines(entry: string, index: number, count: number): void {
    const key = `${entry}/${index}`;
    if (this.#lostLines.has(key)) return;
    this.#lostLines.set(key, count);
    const message = `a line of ${quote(entry)} cannot be read and is lost`;
    const told = count > MAX_TOLD_LINES ? 0 : count;
    for (let line = 0; line < told; line += 1) this.#lost('recovered-line-lost', message, entry);
    if (count === told) return;
    this.#lost('recovered-line-lost', `${count} lines of ${quote(entry)} cannot be read and are lost`, entry);
  }

  async read(path: string, options: ReadOptions): Promise<Uint8Array> {
    const limit = this.#limits.maxEntrySize;
    if ((this.#entry(path).size ?? 0) > limit) {
      throw new ArchiveError('limit-exceeded', `${quote(path)} is over the limit maxEntrySize, ${limit}`, {
        entry: path,
      });
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of this.chunks(path, options)) pieces.push(piece);
    return joinBytes(pieces);
  }

  chunks(path: string, options: ReadOptions): AsyncGenerator<Uint8Array, void> {
    return salvagedPieces(this.#source, this.#entry(path), this.#limits.maxEntrySize, options);
  }

  #entry(path: string): FoundEntry {
    const entry = this.#found.get(path);
    if (entry) return entry;
    throw new ArchiveError('entry-not-found', `no entry ${quote(path)}`, { entry: path });
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
      const scanned = await scanEntries(this.#source, size, options);
      const { entries, foreign } = await ownEntries(scanned, (candidates) =>
        this.#readManifest(candidates, options).catch(() => undefined),
      );
      this.#tellForeign(foreign);
      return entries;
    }
  }

  /** What is left out is told, so that nobody takes it for lost. */
  #tellForeign(entries: readonly FoundEntry[]): void {
    for (const { path, headerOffset } of entries.slice(0, MAX_TOLD_ENTRIES)) {
      const message =
        `${quote(path)} at byte ${headerOffset} is no entry of the archive (it was deleted, or lies in the data of an ` +
        'entry): it is left out';
      this.diagnostics.push(finding('entry-foreign', 'warning', message, { entry: path }));
    }
    const more = entries.length - MAX_TOLD_ENTRIES;
    if (more <= 0) return;
    const message = `${more} more entries in the file are none of the archive: they are left out`;
    this.diagnostics.push(finding('entry-foreign', 'warning', message));
  }

  async #takeManifest(options: ReadOptions): Promise<void> {
    try {
      this.manifest = await this.#readManifest(this.#found, options);
    } catch (error) {
      // A newer archive must not be written anew by an older program.
      if (!(error instanceof ArchiveError) || error.code !== 'invalid-entry') throw error;
      this.diagnostics.push(finding('invalid-entry', 'error', error.message, { entry: MANIFEST_ENTRY }));
    }
    if (!this.manifest) this.#lost('manifest-lost', 'the manifest is lost', MANIFEST_ENTRY);
  }

  async #readManifest(
    entries: ReadonlyMap<string, FoundEntry>,
    options: ReadOptions,
  ): Promise<Manifest | undefined> {
    const bytes = await this.#metadata(entries.get(MANIFEST_ENTRY), options);
    if (!bytes) return undefined;
    const manifest = readManifest(parseMetadata(bytes, this.#limits), this.#source.name);
    this.manifestSha256 = sha256Hex(bytes);
    return manifest;
  }

  async #readIndex(options: ReadOptions): Promise<void> {
    const entry = this.#found.get(INDEX_ENTRY);
    const bytes = await this.#metadata(entry, options);
    if (!entry || !bytes) return;
    const index = readIndex(parseMetadata(bytes, this.#limits), entry.dataOffset + entry.storedSize);
    if (typeof index !== 'string') this.index = index;
  }

  /** Manifest or index, if it is whole and within its limit. */
  async #metadata(entry: FoundEntry | undefined, options: ReadOptions): Promise<Uint8Array | undefined> {
    const limit = this.#limits.maxMetadataSize;
    if (!entry || entry.size === undefined || Math.max(entry.size, entry.storedSize) > limit)
      return undefined;
    const stored = await this.#source.read(entry.dataOffset, entry.storedSize, options);
    const bytes = entry.method === 'deflate' ? inflate(stored, entry.size) : stored;
    return bytes?.length === entry.size && crc32(bytes) === entry.crc32 ? bytes : undefined;
  }

  async #assess(entry: FoundEntry, options: ReadOptions): Promise<void> {
    const { path } = entry;
    // What is derived or was read already.
    if (path === INDEX_ENTRY || path === MANIFEST_ENTRY) return;
    const state = this.trackKind(path)
      ? await this.#assessTrack(entry, options)
      : await this.#assessOther(entry, options);
    this.entries.push({ path, state });
  }

  async #assessTrack(entry: FoundEntry, options: ReadOptions): Promise<RecoveredEntry['state']> {
    const { path } = entry;
    const stored = await this.#source.read(entry.dataOffset, entry.storedSize, options);
    const locations = this.index?.index.segments.get(path);
    const limits = { ...this.#limits, budget: this.#budget };
    const { segments, whole } = salvageTrack(stored, entry, locations, limits);
    this.tracks.set(path, segments);
    for (const { bytes } of segments) this.#budget -= bytes.length;
    if (whole) return 'whole';
    const of = locations ? ` of ${locations.length}` : '';
    this.#lost(
      'segment-lost',
      `${quote(path)} is damaged: ${segments.length}${of} segments were saved`,
      path,
    );
    return segments.length > 0 ? 'partial' : 'lost';
  }

  async #assessOther(entry: FoundEntry, options: ReadOptions): Promise<RecoveredEntry['state']> {
    const { path } = entry;
    const { size, whole, sha256 } = await assessEntry(
      this.#source,
      entry,
      this.#limits.maxEntrySize,
      options,
    );
    if (whole && isBlobPath(path) && digestDifference(path, sha256, undefined))
      return this.#renameBlob(entry, sha256);
    if (whole) {
      const changed = digestDifference(path, sha256, this.manifest?.digests);
      if (changed) this.diagnostics.push(changed);
      return 'whole';
    }
    // Half a picture, or half a JSON text, is nothing; of a log its first lines are.
    const state = isSourcePath(path) && size > 0 ? 'partial' : 'lost';
    const consequence = isBlobPath(path) ? ': what refers to it shows a gap' : '';
    const saved = state === 'partial' ? `: its first ${size} bytes were saved` : consequence;
    this.#lost(state === 'lost' ? 'entry-lost' : 'entry-damaged', `${quote(path)} is damaged${saved}`, path);
    return state;
  }

  /** A blob whose name is damaged, or its content changed: a blob is what its content is, and what names another finds a gap. */
  #renameBlob(entry: FoundEntry, sha256: string): RecoveredEntry['state'] {
    const { path } = entry;
    const name = `blobs/${sha256}${path.slice(path.lastIndexOf('.'))}`;
    const message = `${quote(path)} is not named by the SHA-256 of its content`;
    this.#lost(
      'entry-lost',
      `${message}: it is saved by that name, and what refers to the other shows a gap`,
      path,
    );
    this.#found.delete(path);
    if (!this.#found.has(name)) {
      this.#found.set(name, { ...entry, path: name });
      this.entries.push({ path: name, state: 'whole' });
    }
    return 'lost';
  }

  #lost(code: RecoveryCode, message: string, entry: string): void {
    this.diagnostics.push(finding(code, 'error', message, { entry }));
  }
}

/** `main` of `terminal/main.cast`. */
export function entryId(entry: string): string {
  return entry.slice(entry.indexOf('/') + 1, entry.lastIndexOf('.'));
}
