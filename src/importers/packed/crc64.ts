/** Polynomial of the CRC-64 that xz uses (ECMA-182), the lowest bit first, as two halves. */
const HIGH = 0xc96c5795;
const LOW = 0xd7870f42;

/** For each byte the high and the low half of its remainder. */
const TABLE = /* @__PURE__ */ makeTable();

/** The CRC-64 of bytes that come in pieces. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  get high(): number {
    return ~this.#high >>> 0;
  }

  get low(): number {
    return ~this.#low >>> 0;
  }

  update(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    for (let index = 0; index < bytes.length; index++) {
      const at = ((low ^ bytes[index]!) & 0xff) * 2;
      low = ((low >>> 8) | (high << 24)) ^ TABLE[at + 1]!;
      high = (high >>> 8) ^ TABLE[at]!;
    }
    this.#high = high;
    this.#low = low;
  }
}

function makeTable(): Uint32Array {
  const table = new Uint32Array(512);
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (!isOdd) continue;
      low ^= LOW;
      high ^= HIGH;
    }
    table[byte * 2] = high;
    table[byte * 2 + 1] = low;
  }
  return table;
}
