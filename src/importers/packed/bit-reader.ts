/** The bytes ended inside what was to be read. */
export class EndOfBits extends Error {
  override readonly name = 'EndOfBits';
}

/** Zeros behind the end, so that looking ahead needs no check. */
const PADDING = 4;

/** Bits of a byte stream, the highest of each byte first, out of a buffer that is filled as the stream comes in. */
export class BitReader {
  #bytes = new Uint8Array(PADDING);
  #size = 0;
  /** In bits, from the start of the buffer. */
  #position = 0;

  /** Whole bytes that are still to be read. */
  get remaining(): number {
    return this.#size - Math.ceil(this.#position / 8);
  }

  /** Puts bytes behind those that are there, and forgets those that were read. */
  push(chunk: Uint8Array): void {
    const read = this.#position >>> 3;
    const kept = this.#size - read;
    if (kept + chunk.length + PADDING > this.#bytes.length) {
      const larger = new Uint8Array(2 * (kept + chunk.length) + PADDING);
      larger.set(this.#bytes.subarray(read, this.#size));
      this.#bytes = larger;
    } else this.#bytes.copyWithin(0, read, this.#size);
    this.#bytes.set(chunk, kept);
    this.#size = kept + chunk.length;
    this.#bytes.fill(0, this.#size, this.#size + PADDING);
    this.#position -= read * 8;
  }

  /**
   * @param count - 0 … 24
   * @throws {EndOfBits}
   */
  bits(count: number): number {
    if (count === 0) return 0;
    const value = this.peek(24) >>> (24 - count);
    this.skip(count);
    return value;
  }

  /** Unsigned. */
  u32(): number {
    return this.bits(16) * 2 ** 16 + this.bits(16);
  }

  /** The next `count` (1 … 24) bits without passing them; zeros follow the end. */
  peek(count: number): number {
    const at = this.#position >>> 3;
    const bytes = this.#bytes;
    const window = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    return (window << (this.#position & 7)) >>> (32 - count);
  }

  skip(count: number): void {
    this.#position += count;
    if (this.#position > this.#size * 8) throw new EndOfBits('the bytes end inside a value');
  }

  /** Goes on at the next whole byte. */
  align(): void {
    this.#position = (this.#position + 7) & ~7;
  }
}
