import {
  INDEX_ENTRY,
  isBlobPath,
  MANIFEST_ENTRY,
  MIMETYPE_ENTRY,
  NOTES_ENTRY,
  trackEntry,
} from '../archive-layout.ts';
import { ArchiveReader } from '../archive-reader.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { crc32 } from '../bytes/crc32.ts';
import { Sha256 } from '../bytes/sha256.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { streamEntry } from '../entry-stream.ts';
import { ArchiveError } from '../errors.ts';
import type { TrackKind } from '../events.ts';
import { finding, quote } from '../findings.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import type { Manifest, SegmentLocation } from '../model.ts';
import type { ReaderOptions } from '../reader-options.ts';
import { endsWithFlush, FINAL_BLOCK, inflateSegment } from '../segments/inflate.ts';
import { checkLocalHeader, readLocalHeader } from '../zip/local-header.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import { checkContainer } from './container-check.ts';
import { FindingsList } from './findings-list.ts';
import { checkNotes } from './notes-check.ts';
import { References } from './references.ts';
import { SubagentsCheck } from './subagents-check.ts';
import { TrackCheck } from './track-check.ts';

/** What validation found. */
export interface ValidationReport {
  /** There is no finding of severity `error`. */
  readonly valid: boolean;
  /** Codes: those of `ArchiveError`, of reading, and of validation; at most fifty of each. */
  readonly findings: readonly Diagnostic[];
  /** Absent when the archive could not be opened. */
  readonly manifest: Manifest | undefined;
  readonly counts: {
    readonly entries: number;
    readonly segments: number;
    readonly events: number;
    /** Uncompressed bytes of all entries. */
    readonly bytes: number;
  };
}

/**
 * Checks everything that can be checked without replaying the session: the container byte by byte, digests, CRCs,
 * schemas of every line, times, ids, references, and the index against the tracks.
 *
 * Reads the whole archive once; memory is bounded by one segment and the ids.
 *
 * @throws only what the source throws for reasons of its own (`source-unavailable`, `source-changed`), and the reason
 *   of the signal
 */
export async function validateArchive(
  source: ByteSource,
  options: ReaderOptions = {},
): Promise<ValidationReport> {
  const findings = new FindingsList();
  const validation = new Validation(source, options, findings);
  let manifest: Manifest | undefined;
  try {
    const reader = await ArchiveReader.open(source, options);
    manifest = reader.manifest;
    await validation.run(reader, await reader.directory);
  } catch (error) {
    findings.add(asFinding(error));
  }
  const list = findings.list();
  const valid = !list.some(({ severity }) => severity === 'error');
  return { valid, findings: list, manifest, counts: validation.counts };
}

/** @throws what is no statement about the archive */
function asFinding(error: unknown): Diagnostic {
  if (!(error instanceof ArchiveError)) throw error;
  if (error.code === 'source-unavailable' || error.code === 'source-changed') throw error;
  const { entry, offset, line } = error;
  return finding(error.code, 'error', error.message, {
    ...(entry !== undefined && { entry }),
    ...(offset !== undefined && { offset }),
    ...(line !== undefined && { line }),
  });
}

class Validation {
  readonly counts = { entries: 0, segments: 0, events: 0, bytes: 0 };
  readonly #source: ByteSource;
  readonly #options: ReaderOptions;
  readonly #limits: Limits;
  readonly #findings: FindingsList;
  readonly #references: References;
  readonly #subagents: SubagentsCheck;
  /** Entry path → SHA-256 of its uncompressed bytes. */
  readonly #digests = new Map<string, string>();

  constructor(source: ByteSource, options: ReaderOptions, findings: FindingsList) {
    this.#source = source;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#findings = findings;
    this.#references = new References(findings.add);
    this.#subagents = new SubagentsCheck(findings.add);
  }

  async run(reader: ArchiveReader, entries: ReadonlyMap<string, ZipEntry>): Promise<void> {
    const { manifest } = reader;
    for (const diagnostic of reader.diagnostics) {
      // All digests are compared below.
      if (diagnostic.code === 'digest-mismatch') continue;
      // What a reader puts up with, a writer must not do.
      this.#findings.add({
        ...diagnostic,
        severity: diagnostic.severity === 'info' ? 'warning' : diagnostic.severity,
      });
    }
    // What is tolerated is of severity `info`, and said above.
    if (reader.diagnostics.every(({ severity }) => severity !== 'info')) {
      await checkContainer(this.#source, [...entries.values()], this.#findings.add, this.#options);
    }
    const kinds = this.#trackKinds(manifest, entries);
    for (const entry of entries.values()) {
      this.counts.entries += 1;
      this.counts.bytes += entry.size;
      const kind = kinds.get(entry.path);
      await this.#attempt(() => (kind ? this.#track(reader, entry, kind) : this.#wholeEntry(reader, entry)));
    }
    this.#references.check(manifest, entries);
    if (!reader.indexRebuilt) this.#subagents.check(reader.index.subagents);
    this.#checkDigests(manifest, entries);
  }

  /** Goes on with the next entry when one is damaged. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#findings.add(asFinding(error));
    }
  }

  #trackKinds({ tracks }: Manifest, entries: ReadonlyMap<string, ZipEntry>): Map<string, TrackKind> {
    const kinds = new Map<string, TrackKind>();
    if (tracks.length === 0) this.#error('track-entry', 'the archive has no track', MANIFEST_ENTRY);
    for (const { id, kind, entry } of tracks) {
      if (kind !== 'transcript' && kind !== 'changes' && kind !== 'terminal') continue;
      if (entry !== trackEntry(kind, id) || !/^[a-z0-9][a-z0-9._-]*$/.test(id)) {
        this.#error('track-entry', `the ${kind} track ${quote(id)} lies in ${quote(entry)}`, entry);
      }
      if (!entries.has(entry)) this.#error('track-entry', `the track ${quote(entry)} has no entry`, entry);
      kinds.set(entry, kind);
    }
    return kinds;
  }

  /** An entry of any size: read piece by piece. */
  async #wholeEntry(reader: ArchiveReader, entry: ZipEntry): Promise<void> {
    const { path } = entry;
    const hash = new Sha256();
    for await (const piece of streamEntry(this.#source, entry, this.#options)) hash.update(piece);
    const sha256 = hash.hex();
    this.#digests.set(path, sha256);
    if (isBlobPath(path) && !path.startsWith(`blobs/${sha256}.`)) {
      this.#error('digest-mismatch', `${quote(path)} is not named by the SHA-256 of its content`, path);
    }
    if (path !== NOTES_ENTRY) return;
    checkNotes(await reader.readEntry(path, this.#options), this.#references, this.#findings.add);
  }

  async #track(reader: ArchiveReader, entry: ZipEntry, kind: TrackKind): Promise<void> {
    const { path, headerOffset, dataOffset } = entry;
    const header = await this.#source.read(headerOffset, dataOffset - headerOffset, this.#options);
    checkLocalHeader(readLocalHeader(header, 0, headerOffset), entry);
    const description = reader.manifest.tracks.find((track) => track.entry === path);
    const check = new TrackCheck({
      entry: path,
      kind,
      synthesised: description?.synthesised === true,
      duration: reader.manifest.duration,
      limits: this.#limits,
      references: this.#references,
      report: this.#findings.add,
    });
    // Of a track that cannot be read the reader has told already.
    if (reader.segments(path).length === 0) return;
    if (!reader.indexRebuilt) await this.#finalBlock(entry);
    const hash = new Sha256();
    for await (const { bytes, time } of this.#segments(reader, path)) {
      hash.update(bytes);
      check.segment(bytes, time);
      this.counts.segments += 1;
    }
    this.#digests.set(path, hash.hex());
    this.counts.events += check.events;
    if (description) this.#subagents.add(description, check.span);
    if (path === trackEntry('transcript', 'main') && !reader.indexRebuilt)
      this.#checkTurns(reader, check.turns);
  }

  /** Inflated segments in order; times where the index has them. */
  async *#segments(
    reader: ArchiveReader,
    path: string,
  ): AsyncIterable<{ bytes: Uint8Array; time: number | undefined }> {
    for (const [index, location] of reader.segments(path).entries()) {
      if (reader.indexRebuilt) {
        yield { bytes: await reader.readSegmentBytes(path, index, this.#options), time: undefined };
      } else {
        yield { bytes: await this.#segment(path, index, location), time: location.time };
      }
    }
  }

  /** What closes the deflate stream of a track belongs to no segment. */
  async #finalBlock({ path, dataOffset, storedSize }: ZipEntry): Promise<void> {
    const size = FINAL_BLOCK.length;
    const end = await this.#source.read(dataOffset + storedSize - size, size, this.#options);
    if (FINAL_BLOCK.every((byte, index) => end[index] === byte)) return;
    this.#error('segment-form', `${quote(path)} does not end with an empty final block`, path);
  }

  async #segment(path: string, index: number, location: SegmentLocation): Promise<Uint8Array> {
    const { offset, storedSize, size } = location;
    const name = `segment ${index} of ${quote(path)}`;
    if (Math.max(size, storedSize) > this.#limits.maxSegmentSize) {
      throw new ArchiveError('limit-exceeded', `${name} is over the limit maxSegmentSize`, {
        entry: path,
        offset,
      });
    }
    const stored = await this.#source.read(offset, storedSize, this.#options);
    const bytes = inflateSegment(stored, size);
    if (!bytes || crc32(bytes) !== location.crc32) {
      throw new ArchiveError('corrupt-entry', `${name} is damaged`, { entry: path, offset });
    }
    if (!endsWithFlush(stored)) this.#error('segment-form', `${name} does not end with a full flush`, path);
    return bytes;
  }

  #checkTurns(reader: ArchiveReader, turns: readonly string[]): void {
    const listed = reader.index.turns.map((turn) => turn.id);
    if (listed.length === turns.length && listed.every((id, index) => id === turns[index])) return;
    const message = `the index lists ${listed.length} turns that are not the ${turns.length} of the transcript`;
    this.#error('index-mismatch', message, INDEX_ENTRY);
  }

  #checkDigests(manifest: Manifest, entries: ReadonlyMap<string, ZipEntry>): void {
    const listed = new Map(Object.entries(manifest.digests ?? {}));
    for (const [path, digest] of listed) {
      const actual = this.#digests.get(path);
      if (!entries.has(path)) {
        this.#error(
          'digest-mismatch',
          `the manifest has a digest of ${quote(path)}, which is not there`,
          path,
        );
      } else if (actual !== undefined && actual !== digest) {
        this.#error(
          'digest-mismatch',
          `${quote(path)} does not have the SHA-256 that the manifest says`,
          path,
        );
      }
    }
    const undigested = [MIMETYPE_ENTRY, MANIFEST_ENTRY, INDEX_ENTRY];
    for (const path of entries.keys()) {
      if (listed.has(path) || undigested.includes(path) || isBlobPath(path)) continue;
      this.#error('digest-missing', `the manifest has no digest of ${quote(path)}`, path);
    }
  }

  #error(code: Parameters<typeof finding>[0], message: string, entry: string): void {
    this.#findings.add(finding(code, 'error', message, { entry }));
  }
}
