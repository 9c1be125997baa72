import { damaged } from './damaged-database.ts';

/** Bytes of a varint at most; the last one has eight bits. */
const MAX_VARINT = 9;

/**
 * Reads numbers of the database format, big-endian, one after the other.
 *
 * All methods throw `ImportError` `damaged-database` where the bytes end too early.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  /** Offset of what is read next. */
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  byte(): number {
    return this.#view.getUint8(this.#pass(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#pass(2));
  }

  uint32(): number {
    return this.#view.getUint32(this.#pass(4));
  }

  float64(): number {
    return this.#view.getFloat64(this.#pass(8));
  }

  /** A two's complement number of 1, 2, 3, 4, 6 or 8 bytes; a `bigint` only where a number is not exact. */
  integer(length: number): number | bigint {
    if (length === 8) return exact(this.#view.getBigInt64(this.#pass(8)));
    const start = this.#pass(length);
    let value = this.#view.getInt8(start);
    for (let index = 1; index < length; index++) value = value * 256 + this.bytes[start + index]!;
    return value;
  }

  /** A length or kind. Numbers above 2^53 lose their last digits, which no valid database has. */
  varint(): number {
    let value = 0;
    for (let index = 1; index < MAX_VARINT; index++) {
      const byte = this.byte();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value * 256 + this.byte();
  }

  /** A row id: 64 bits with a sign. */
  rowid(): number | bigint {
    const start = this.at;
    const small = this.varint();
    if (this.at - start < MAX_VARINT - 1) return small;
    let value = 0n;
    for (let index = start; index < this.at; index++) {
      const isWhole = index === start + MAX_VARINT - 1;
      const bits = isWhole ? this.bytes[index]! : this.bytes[index]! & 0x7f;
      value = (value << (isWhole ? 8n : 7n)) | BigInt(bits);
    }
    return exact(BigInt.asIntN(64, value));
  }

  /** The next bytes, as a view. */
  take(length: number): Uint8Array {
    const start = this.#pass(length);
    return this.bytes.subarray(start, start + length);
  }

  #pass(length: number): number {
    const start = this.at;
    if (!(start >= 0 && start + length <= this.bytes.length)) throw damaged('a page or a row ends too early');
    this.at = start + length;
    return start;
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
