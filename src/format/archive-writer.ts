import {
  compareEntries,
  HEAD_BUDGET,
  INDEX_ENTRY,
  MANIFEST_ENTRY,
  MIMETYPE_ENTRY,
  README_ENTRY,
  TRACK_FOLDERS,
  trackKindOf,
} from './archive-layout.ts';
import { Backlog } from './backlog.ts';
import type { ByteSink } from './bytes/byte-sink.ts';
import { crc32 } from './bytes/crc32.ts';
import { sha256Hex } from './bytes/sha256.ts';
import type { Spool } from './bytes/spool.ts';
import { contentId } from './content-id.ts';
import type { TerminalHeader, TrackKind } from './events.ts';
import { quote } from './findings.ts';
import { fitIndex, type IndexDetail } from './index-budget.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { formatManifest } from './manifest.ts';
import type { IndexContent, Manifest, ManifestContent } from './model.ts';
import { README_TEXT } from './readme-text.ts';
import { SegmentedEntry, type SpooledEntry } from './segmented-entry.ts';
import type { Deflater } from './segments/deflater.ts';
import { SpoolWriter } from './spool-writer.ts';
import { formatIndex } from './time-index.ts';
import { LineTrackWriter, type TrackWriter } from './track-writer.ts';
import { FORMAT_VERSION, MEDIA_TYPE } from './version.ts';
import { foldPath, isEntryPath } from './zip/entry-path.ts';
import { localHeaderSize, type ZipContent, type ZipEntry } from './zip/zip-entry.ts';
import { centralDirectory, localHeader, placeEntries } from './zip/zip-writer.ts';

/** What a writer needs beside where it writes to. */
export interface WriterOptions {
  /** What compresses; see {@link Deflater}. */
  readonly deflater: Deflater;
  /** Makes the place for compressed bytes until the archive is finished; called at most once. Default: memory. */
  readonly createSpool?: (() => Spool) | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/** What is known of an archive once it is written. */
export interface WrittenArchive {
  /** Bytes of the archive. */
  readonly size: number;
  readonly manifest: Manifest;
  /** SHA-256 of the bytes of `manifest.json`: the identity of the archive. */
  readonly sha256: string;
}

/**
 * Makes the manifest when every entry is known.
 *
 * @param digests - entry path → SHA-256 of each entry that the manifest has to list (spec [MAN-3])
 * @returns the manifest's content; or the bytes of the manifest of an archive that is written again unchanged, which
 *   then has the same identity
 */
export type ManifestMaker = (digests: Readonly<Record<string, string>>) => ManifestContent | Uint8Array;

/** A small entry that is written as it is. */
interface WholeEntry {
  readonly content: ZipContent;
  readonly stored: Uint8Array;
  readonly sha256: string;
}

/** Keys of a manifest that the writer makes. */
const OWN_KEYS: ReadonlySet<string> = new Set(['format', 'version', 'id', 'digests']);

/** Bytes of a large entry that are deflated at a time; each piece starts a window of its own, which costs next to nothing. */
const ENTRY_PIECE = 1024 * 1024;

/** Media that deflate does not make smaller. */
const STORED_EXTENSIONS: ReadonlySet<string> = new Set(
  'avif gif jpeg jpg png webp mp3 mp4 ogg webm gz pdf zip'.split(' '),
);

/**
 * Writes an archive in one pass: tracks in any interleaving, then everything at once in the order of
 * the format, whatever the order of the calls.
 *
 * Holds one open segment a track and those that are being compressed (see {@link ArchiveWriter.room}); compressed bytes
 * wait in the spool, because manifest and index, which come first, are known last. Equal calls give equal bytes.
 */
export class ArchiveWriter {
  readonly #deflater: Deflater;
  readonly #limits: Limits;
  readonly #spool: SpoolWriter;
  readonly #backlog = new Backlog();
  readonly #tracks: { entry: SegmentedEntry; writer: LineTrackWriter<TrackKind> | undefined }[] = [];
  readonly #blobs = new Map<string, SpooledEntry>();
  readonly #others: SpooledEntry[] = [];
  /** Paths taken, as they are compared. */
  readonly #paths = new Set([MIMETYPE_ENTRY, README_ENTRY, MANIFEST_ENTRY, INDEX_ENTRY].map(foldPath));

  constructor({ deflater, createSpool, limits }: WriterOptions) {
    this.#deflater = deflater;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#spool = new SpoolWriter(createSpool);
  }

  /**
   * Makes a writer for a piece of work. When that fails, it waits for what is still being compressed, so that the spool can
   * be closed.
   *
   * @throws what the work throws
   */
  static async use<T>(options: WriterOptions, work: (writer: ArchiveWriter) => Promise<T>): Promise<T> {
    const writer = new ArchiveWriter(options);
    try {
      return await work(writer);
    } catch (error) {
      await writer.#backlog.settle();
      throw error;
    }
  }

  /**
   * A promise where so much is being compressed that whoever writes should wait for it before going on; else `undefined`.
   *
   * @throws what the deflater or the spool threw, by the promise
   */
  room(): Promise<void> | undefined {
    return this.#backlog.room();
  }

  /**
   * Adds a track.
   *
   * @param entry - its path, e.g. `terminal/main.cast`; folder and extension say the kind
   * @param header - first line of a terminal track; needed for those only
   */
  addTrack<K extends TrackKind>(entry: string, kind: K, header?: TerminalHeader): TrackWriter<K> {
    if ((kind === 'terminal') !== (header !== undefined)) {
      throw new TypeError(`a header belongs to terminal tracks and to no other: ${quote(entry)}`);
    }
    const segmented = this.addSegmentedEntry(entry, kind);
    const writer = new LineTrackWriter(segmented, kind, header, this.#limits.maxLineSize);
    this.#tracks.at(-1)!.writer = writer;
    return writer;
  }

  /** Adds a track whose segments come as bytes, for rewriting an archive without decoding it. */
  addSegmentedEntry(entry: string, kind: TrackKind): SegmentedEntry {
    if (trackKindOf(entry) !== kind) {
      const { folder, extension } = TRACK_FOLDERS[kind];
      throw new TypeError(`a ${kind} track lies in ${folder}/<id>.${extension}, not ${quote(entry)}`);
    }
    this.#take(entry);
    const segmented = this.#segmentedEntry(entry);
    this.#tracks.push({ entry: segmented, writer: undefined });
    return segmented;
  }

  /**
   * Stores a payload once, under the name of its content.
   *
   * @param extension - of `[a-z0-9]`, without a dot; media is stored, everything else deflated
   * @returns its path, `blobs/<sha256>.<extension>`
   */
  addBlob(bytes: Uint8Array, extension: string): string {
    const sha256 = sha256Hex(bytes);
    const path = `blobs/${sha256}.${extension}`;
    if (this.#blobs.has(path)) return path;
    if (!/^[a-z0-9]+$/.test(extension))
      throw new TypeError(`${quote(extension)} is no extension of [a-z0-9]`);
    this.#take(path);
    this.#blobs.set(path, this.#spoolEntry(path, bytes, sha256, STORED_EXTENSIONS.has(extension)));
    return path;
  }

  /** Adds an entry that is no track and no blob: `notes.json`, `summary.json`, `source/…`. */
  addEntry(path: string, bytes: Uint8Array): void {
    this.#take(path);
    this.#others.push(this.#spoolEntry(path, bytes, sha256Hex(bytes), false));
  }

  /**
   * Adds such an entry of any size from bytes that come in pieces; one piece of it is held at a time.
   *
   * @param chunks - of any sizes; may reuse their buffer
   * @throws what `chunks` throws; the archive cannot be finished then
   */
  async addEntryFrom(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    this.#take(path);
    const entry = this.#segmentedEntry(path);
    for await (const piece of inPieces(chunks, ENTRY_PIECE)) {
      entry.add({ number: 0, time: 0 }, piece);
      await this.#backlog.room();
    }
    await this.#backlog.finish();
    this.#others.push(entry.finish());
  }

  /**
   * Writes the archive. The writer cannot be used afterwards.
   *
   * @param manifest - `version` in it is raised to the one of this library, never lowered
   * @param index - what the index says beside the segments, which the writer knows
   * @throws what the sink, the deflater or the spool throws; bytes written until then are no archive
   */
  async finish(
    manifest: ManifestContent | ManifestMaker,
    index: IndexContent,
    sink: ByteSink,
  ): Promise<WrittenArchive> {
    const byOrder = (a: SpooledEntry, b: SpooledEntry) => compareEntries(a.content.path, b.content.path);
    for (const { writer } of this.#tracks) writer?.close();
    await this.#backlog.finish();
    const tracks = this.#tracks.map(({ entry }) => ({
      path: entry.path,
      segments: entry.segments,
      spooled: entry.finish(),
    }));
    tracks.sort((a, b) => byOrder(a.spooled, b.spooled));
    const others = [...this.#blobs.values(), ...this.#others].sort(byOrder);
    const spooled = [...tracks.map((track) => track.spooled), ...others];
    const opening = [
      wholeEntry(MIMETYPE_ENTRY, encode(MEDIA_TYPE)),
      wholeEntry(README_ENTRY, encode(README_TEXT), this.#deflater),
    ];
    const digested = [...opening, ...spooled].filter((entry) => !this.#blobs.has(entry.content.path));
    const digests = Object.fromEntries(digested.map((entry) => [entry.content.path, entry.sha256]));
    const made = typeof manifest === 'function' ? manifest(digests) : manifest;
    const bytes = made instanceof Uint8Array ? made : encode(formatManifest(completeManifest(made, digests)));
    const full = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
    const manifestEntry = wholeEntry(MANIFEST_ENTRY, bytes, this.#deflater);
    opening.push(manifestEntry);

    const contents = spooled.map((entry) => entry.content);
    const indexEntry = this.#fitIndex({ content: index, tracks }, opening, contents);
    const head = [...opening, indexEntry];
    const size = await this.#write(head, spooled, sink);
    return { size, manifest: full, sha256: manifestEntry.sha256 };
  }

  async #write(
    head: readonly WholeEntry[],
    spooled: readonly SpooledEntry[],
    sink: ByteSink,
  ): Promise<number> {
    try {
      for (const { content, stored } of head) {
        await sink.write(localHeader(content));
        await sink.write(stored);
      }
      for (const { content, ranges } of spooled) {
        await sink.write(localHeader(content));
        await this.#spool.copy(ranges, sink);
      }
    } finally {
      await this.#spool.close();
    }
    const entries = placeEntries(
      [...head, ...spooled].map((entry) => entry.content),
      0,
    );
    const offset = endOf(entries);
    const directory = centralDirectory(entries, offset);
    await sink.write(directory);
    return offset + directory.length;
  }

  /** The index entry with as much detail as the budget of the head allows. */
  #fitIndex(full: IndexDetail, opening: readonly WholeEntry[], contents: readonly ZipContent[]): WholeEntry {
    const openingSize = opening.reduce(
      (sum, { content }) => sum + localHeaderSize(content) + content.storedSize,
      0,
    );
    const build = (detail: IndexDetail) => this.#indexEntry(detail, opening, contents);
    const fits = (detail: IndexDetail) => {
      const { content } = build(detail);
      return openingSize + localHeaderSize(content) + content.storedSize <= HEAD_BUDGET;
    };
    return build(fitIndex(full, fits, this.#limits.maxSegmentSize));
  }

  /**
   * The index counts offsets from its own end, so its length changes nothing in it, save where an offset crosses
   * 4 GiB and the directory grows: then it is made again for the directory that its length gives.
   */
  #indexEntry(
    detail: IndexDetail,
    opening: readonly WholeEntry[],
    contents: readonly ZipContent[],
  ): WholeEntry {
    const relative = new Map(placeEntries(contents, 0).map((entry) => [entry.path, entry.dataOffset]));
    const entries = detail.tracks.map(({ path, segments }) => ({
      path,
      segments,
      offset: relative.get(path)!,
    }));
    let directory = 0;
    for (;;) {
      const content = contents.reduce((sum, entry) => sum + localHeaderSize(entry) + entry.storedSize, 0);
      const text = formatIndex(detail.content, { rest: content + directory, directory, entries });
      const index = wholeEntry(INDEX_ENTRY, encode(text), this.#deflater);
      const placed = placeEntries([...opening.map((entry) => entry.content), index.content, ...contents], 0);
      const size = centralDirectory(placed, endOf(placed)).length;
      if (size === directory) return index;
      directory = size;
    }
  }

  #segmentedEntry(path: string): SegmentedEntry {
    return new SegmentedEntry(path, { deflater: this.#deflater, spool: this.#spool, backlog: this.#backlog });
  }

  #spoolEntry(path: string, bytes: Uint8Array, sha256: string, media: boolean): SpooledEntry {
    const deflated = media ? undefined : this.#deflater.entry(bytes);
    const stored = deflated && deflated.length < bytes.length ? deflated : bytes.slice();
    const content: ZipContent = {
      path,
      method: stored === deflated ? 'deflate' : 'store',
      crc32: crc32(bytes),
      size: bytes.length,
      storedSize: stored.length,
    };
    return { content, ranges: [this.#spool.write(stored)], sha256 };
  }

  #take(path: string): void {
    if (!isEntryPath(path)) throw new TypeError(`${quote(path)} does not follow the grammar of entry names`);
    const folded = foldPath(path);
    if (this.#paths.has(folded)) throw new TypeError(`there is already an entry ${quote(path)}`);
    this.#paths.add(folded);
  }
}

function completeManifest(content: ManifestContent, digests: Readonly<Record<string, string>>): Manifest {
  // A manifest that is rewritten brings keys of ours along, which are made anew, and unknown ones, which stay.
  const rest = Object.fromEntries(Object.entries(content).filter(([key]) => !OWN_KEYS.has(key)));
  const start = { format: 'reprise', version: laterVersion(content['version']) } as const;
  const id = contentId(JSON.stringify({ ...start, ...rest, digests }));
  return { ...start, id, ...(rest as ManifestContent), digests };
}

/** A later version of what is written again stays: what we do not know of it is still in it (spec [RWR-1]). */
function laterVersion(version: unknown): string {
  const [major, minor] = FORMAT_VERSION.split('.').map(Number);
  const later = typeof version === 'string' ? /^(\d+)\.(\d+)$/.exec(version) : null;
  const isLater = later !== null && Number(later[1]) === major && Number(later[2]) > minor!;
  return isLater ? later[0] : FORMAT_VERSION;
}

function wholeEntry(path: string, bytes: Uint8Array, deflater?: Deflater): WholeEntry {
  const stored = deflater ? deflater.entry(bytes) : bytes;
  const method = deflater ? 'deflate' : 'store';
  return {
    content: { path, method, crc32: crc32(bytes), size: bytes.length, storedSize: stored.length },
    stored,
    sha256: sha256Hex(bytes),
  };
}

function endOf(entries: readonly ZipEntry[]): number {
  const last = entries.at(-1)!;
  return last.dataOffset + last.storedSize;
}

/** The same bytes in pieces of one size, but for the last one. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void> {
  let piece = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + size - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < size) continue;
      yield piece;
      piece = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
