import type { ImportSource } from '../sources/import-source.ts';

/** Reads a source in order, as many bytes at a time as are asked for, whatever its chunks are. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  #chunk: Uint8Array = new Uint8Array();
  #left: number;

  constructor(source: ImportSource, signal?: AbortSignal) {
    this.#chunks = source.chunks()[Symbol.asyncIterator]();
    this.#signal = signal;
    this.#left = source.size;
  }

  /** Bytes of the source that were not taken yet. */
  get left(): number {
    return this.#left;
  }

  /** The next `length` bytes, or as many as there are: fewer only at the end. Memory: `length`. */
  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.#take(Math.min(length, this.#left));
    if (this.#left === 0) await this.close();
    return bytes;
  }

  /** Lets go of the source; at its end that is done already. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #take(wanted: number): Promise<Uint8Array> {
    if (this.#chunk.length >= wanted) return this.#cut(wanted);
    const bytes = new Uint8Array(wanted);
    let filled = 0;
    while (filled < wanted) {
      if (this.#chunk.length === 0 && !(await this.#next())) break;
      const part = this.#cut(Math.min(this.#chunk.length, wanted - filled));
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes.subarray(0, filled);
  }

  #cut(length: number): Uint8Array {
    const part = this.#chunk.subarray(0, length);
    this.#chunk = this.#chunk.subarray(length);
    this.#left -= length;
    return part;
  }

  async #next(): Promise<boolean> {
    this.#signal?.throwIfAborted();
    const next = await this.#chunks.next();
    if (next.done) {
      this.#left = 0;
      return false;
    }
    this.#chunk = next.value;
    return true;
  }
}
