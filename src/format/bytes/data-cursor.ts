/**
 * Reads little-endian numbers and runs of bytes one after the other.
 *
 * The caller checks {@link remaining} before it reads; reading past the end throws a `RangeError`.
 */
export class DataCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Offset of the next byte, from the start of the bytes given. */
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get remaining(): number {
    return this.#bytes.length - this.at;
  }

  u16(): number {
    this.at += 2;
    return this.#view.getUint16(this.at - 2, true);
  }

  u32(): number {
    this.at += 4;
    return this.#view.getUint32(this.at - 4, true);
  }

  /** An unsigned 64-bit integer; above 2^53 it is not exact, and never below 2^53 then. */
  u64(): number {
    const low = this.u32();
    return low + this.u32() * 2 ** 32;
  }

  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw new RangeError(`${length} bytes wanted, ${this.remaining} left`);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  skip(length: number): this {
    this.at += length;
    return this;
  }
}
