const INITIAL_SIZE = 4096;
const encoder = /* @__PURE__ */ new TextEncoder();

/** Growing buffer that a header, a directory or a segment is written into. Numbers are little-endian. */
export class ByteBuffer {
  #bytes = new Uint8Array(INITIAL_SIZE);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  u16(value: number): this {
    const at = this.#grow(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    return this;
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(value >>> 16);
  }

  /** @param value - integer, 0 … 2^53−1 */
  u64(value: number): this {
    return this.u32(value % 2 ** 32).u32(Math.floor(value / 2 ** 32));
  }

  bytes(value: Uint8Array): this {
    this.#bytes.set(value, this.#grow(value.length));
    return this;
  }

  /** Appends `text` as UTF-8. */
  text(text: string): this {
    const at = this.#grow(text.length * 3);
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(at));
    this.#length = at + written;
    return this;
  }

  /** What was written, as a copy; the buffer is empty afterwards and keeps its memory. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Makes room for `size` more bytes and returns where they go. */
  #grow(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      bytes.set(this.#bytes.subarray(0, at));
      this.#bytes = bytes;
    }
    return at;
  }
}
