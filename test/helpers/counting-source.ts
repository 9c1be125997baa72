import type { ByteSource, ReadOptions } from '#src/format/index.ts';

/** Passes reads on and counts them. Like a server it gives no more of the head than was asked for. */
export class CountingSource implements ByteSource {
  readonly name: string;
  /** Reads so far, the head included. */
  reads = 0;
  /** Bytes asked for so far. */
  bytes = 0;
  /** `[offset, length]` of each read. */
  readonly ranges: (readonly [number, number])[] = [];
  readonly #source: ByteSource;
  /** Leaves the size out of the head, as a server does that does not expose `Content-Range`. */
  readonly #hideSize: boolean;

  constructor(source: ByteSource, { hideSize = false } = {}) {
    this.#source = source;
    this.name = source.name;
    this.#hideSize = hideSize;
  }

  /** Starts counting anew. */
  reset(): void {
    this.reads = 0;
    this.bytes = 0;
    this.ranges.length = 0;
  }

  async size(options?: ReadOptions): Promise<number> {
    if (this.#hideSize) this.#count(0, 0);
    return this.#source.size(options);
  }

  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    this.#count(offset, length);
    return this.#source.read(offset, length, options);
  }

  async readHead(length: number, options?: ReadOptions) {
    this.#count(0, length);
    const size = await this.#source.size(options);
    const bytes = await this.#source.read(0, Math.min(length, size), options);
    return { bytes, size: this.#hideSize ? undefined : size };
  }

  #count(offset: number, length: number): void {
    this.reads += 1;
    this.bytes += length;
    this.ranges.push([offset, length]);
  }
}
