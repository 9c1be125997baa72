/** The packed bytes ended inside what was to be read. */
export class PackedEnd extends Error {
  override readonly name = 'PackedEnd';
}

/** Reads packed bytes in the pieces that their format has, whatever the pieces they come in. */
export class PackedReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #bytes = new Uint8Array();
  #at = 0;

  /** Bytes that were passed. */
  position = 0;

  constructor(packed: AsyncIterable<Uint8Array>) {
    this.#chunks = packed[Symbol.asyncIterator]();
  }

  /** Whether a byte is left. */
  async hasMore(): Promise<boolean> {
    return (await this.#fill(1)) > 0;
  }

  /**
   * The next bytes, which are passed. They are a view that holds until the next call.
   *
   * @throws {PackedEnd}
   */
  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#at += length;
    this.position += length;
    return bytes;
  }

  /** As `take`, without passing them. @throws {PackedEnd} */
  async peek(length: number): Promise<Uint8Array> {
    if ((await this.#fill(length)) < length) throw new PackedEnd('the packed bytes end too early');
    return this.#bytes.subarray(this.#at, this.#at + length);
  }

  /** Passes bytes without keeping them. @throws {PackedEnd} */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const there = Math.min(left, await this.#fill(1));
      if (there === 0) throw new PackedEnd('the packed bytes end too early');
      this.#at += there;
      this.position += there;
      left -= there;
    }
  }

  /** Stops reading the source. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** Reads on until so many bytes are there; how many there are. */
  async #fill(length: number): Promise<number> {
    while (this.#bytes.length - this.#at < length) {
      const next = await this.#chunks.next();
      if (next.done) break;
      const rest = this.#bytes.subarray(this.#at);
      // The next piece may come in the buffer of the one before.
      const both = new Uint8Array(rest.length + next.value.length);
      both.set(rest);
      both.set(next.value, rest.length);
      this.#bytes = both;
      this.#at = 0;
    }
    return this.#bytes.length - this.#at;
  }
}

/** The number in four bytes, the lowest first. */
export function u32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}
