import type { ByteSource, ReadOptions } from '../format/index.ts';

/** Stored bytes that are kept: some 30 MB of a session, since what an archive holds is deflated. */
const MAX_KEPT = 8 * 2 ** 20;

/**
 * A source that keeps what was read of it, the least recently used going first: going back to a moment asks for nothing
 * again. Segments are read whole and alone, so a read is found by its place; parts of reads are not joined.
 */
export class KeptSource implements ByteSource {
  readonly #source: ByteSource;
  readonly #maxKept: number;
  readonly #kept = new Map<string, Uint8Array>();
  #size = 0;

  /** @param maxKept - bytes */
  constructor(source: ByteSource, maxKept = MAX_KEPT) {
    this.#source = source;
    this.#maxKept = maxKept;
  }

  get name(): string {
    return this.#source.name;
  }

  size(options?: ReadOptions): Promise<number> {
    return this.#source.size(options);
  }

  readHead(
    length: number,
    options?: ReadOptions,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number | undefined }> {
    return this.#source.readHead(length, options);
  }

  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    const key = `${offset} ${length}`;
    const kept = this.#kept.get(key);
    if (kept) {
      options?.signal?.throwIfAborted();
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const bytes = await this.#source.read(offset, length, options);
    this.#keep(key, bytes);
    return bytes;
  }

  #keep(key: string, bytes: Uint8Array): void {
    if (bytes.length > this.#maxKept || this.#kept.has(key)) return;
    this.#kept.set(key, bytes);
    this.#size += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#size <= this.#maxKept) return;
      this.#kept.delete(oldest);
      this.#size -= length;
    }
  }
}
