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

/** An entry that is written in segments, each deflated for itself. */
export class SegmentedEntry {
  readonly path: string;
  readonly #deflater: Deflater;
  readonly #spool: SpoolWriter;
  readonly #hash = new Sha256();
  readonly #ranges: SpoolRange[] = [];
  readonly #segments: SegmentLocation[] = [];
  #size = 0;
  #storedSize = 0;
  #crc32 = 0;

  constructor(path: string, deflater: Deflater, spool: SpoolWriter) {
    this.path = path;
    this.#deflater = deflater;
    this.#spool = spool;
  }

  /** Segments so far; offsets count from the start of the entry's data. */
  get segments(): readonly SegmentLocation[] {
    return this.#segments;
  }

  /**
   * Adds a segment.
   *
   * @param bytes - whole lines, uncompressed
   */
  add({ number, time }: { readonly number: number; readonly time: number }, bytes: Uint8Array): void {
    const stored = this.#deflater.segment(bytes);
    const location = {
      number,
      time,
      offset: this.#storedSize,
      storedSize: stored.length,
      size: bytes.length,
      crc32: crc32(bytes),
    };
    this.#segments.push(location);
    this.#ranges.push(this.#spool.write(stored));
    this.#hash.update(bytes);
    this.#crc32 = combineCrc32(this.#crc32, location.crc32, location.size);
    this.#size += location.size;
    this.#storedSize += location.storedSize;
  }

  /** Ends the deflate stream. */
  finish(): SpooledEntry {
    this.#ranges.push(this.#spool.write(FINAL_BLOCK.slice()));
    const storedSize = this.#storedSize + FINAL_BLOCK.length;
    return {
      content: { path: this.path, method: 'deflate', crc32: this.#crc32, size: this.#size, storedSize },
      ranges: this.#ranges,
      sha256: this.#hash.hex(),
    };
  }
}
