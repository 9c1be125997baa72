import type { Backlog } from './backlog.ts';
import { combineCrc32, crc32 } from './bytes/crc32.ts';
import { Sha256 } from './bytes/sha256.ts';
import type { SegmentLocation } from './model.ts';
import type { Deflater } from './segments/deflater.ts';
import { FINAL_BLOCK } from './segments/inflate.ts';
import type { SpoolRange, SpoolWriter } from './spool-writer.ts';
import type { ZipContent } from './zip/zip-entry.ts';

/** An entry whose content lies in the spool until its place in the archive is known. */
export interface SpooledEntry {
  readonly content: ZipContent;
  /** Its stored bytes, in order. */
  readonly ranges: readonly SpoolRange[];
  /** SHA-256 of its uncompressed bytes. */
  readonly sha256: string;
}

/** A segment whose bytes are stored, or on their way to it. */
interface AddedSegment {
  readonly number: number;
  readonly time: number;
  readonly size: number;
  readonly crc32: number;
  /** Absent while it is being compressed. */
  range?: SpoolRange;
}

/** What the entries of an archive share. */
export interface SegmentStore {
  readonly deflater: Deflater;
  readonly spool: SpoolWriter;
  readonly backlog: Backlog;
}

/** An entry that is written in segments, each deflated for itself; several may be on their way at once. */
export class SegmentedEntry {
  readonly path: string;
  readonly #store: SegmentStore;
  readonly #hash = new Sha256();
  readonly #segments: AddedSegment[] = [];
  #size = 0;
  #crc32 = 0;

  constructor(path: string, store: SegmentStore) {
    this.path = path;
    this.#store = store;
  }

  /** All segments, once the backlog is done; offsets count from the start of the entry's data. */
  get segments(): readonly SegmentLocation[] {
    let offset = 0;
    return this.#segments.map(({ number, time, size, crc32: crc, range }) => {
      const location = { number, time, offset, storedSize: range!.length, size, crc32: crc };
      offset += location.storedSize;
      return location;
    });
  }

  /**
   * Adds a segment.
   *
   * @param bytes - whole lines, uncompressed; they belong to the entry from then on
   */
  add({ number, time }: { readonly number: number; readonly time: number }, bytes: Uint8Array): void {
    const { deflater, spool, backlog } = this.#store;
    const segment: AddedSegment = { number, time, size: bytes.length, crc32: crc32(bytes) };
    this.#segments.push(segment);
    this.#hash.update(bytes);
    this.#crc32 = combineCrc32(this.#crc32, segment.crc32, segment.size);
    this.#size += segment.size;
    const store = (stored: Uint8Array): void => {
      segment.range = spool.write(stored);
    };
    const stored = deflater.segment(bytes);
    if (stored instanceof Uint8Array) store(stored);
    else backlog.add(segment.size, stored.then(store));
  }

  /** Ends the deflate stream, once the backlog is done. */
  finish(): SpooledEntry {
    const end = this.#store.spool.write(FINAL_BLOCK.slice());
    const ranges = [...this.#segments.map(({ range }) => range!), end];
    const storedSize = ranges.reduce((sum, { length }) => sum + length, 0);
    return {
      content: { path: this.path, method: 'deflate', crc32: this.#crc32, size: this.#size, storedSize },
      ranges,
      sha256: this.#hash.hex(),
    };
  }
}
