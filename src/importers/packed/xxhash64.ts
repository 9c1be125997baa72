/** XXH64 with seed 0, of which Zstandard keeps the low half. 64-bit numbers are pairs of a high and a low half. */

/** High and low half. */
type U64 = readonly [high: number, low: number];

const PRIME_1: U64 = [0x9e3779b1, 0x85ebca87];
const PRIME_2: U64 = [0xc2b2ae3d, 0x27d4eb4f];
const PRIME_3: U64 = [0x165667b1, 0x9e3779f9];
const PRIME_4: U64 = [0x85ebca77, 0xc2b2ae63];
const PRIME_5: U64 = [0x27d4eb2f, 0x165667c5];

/** Bytes that are taken at once, 8 for each lane. */
const STRIPE = 32;

/** The hash of bytes that come in pieces. */
export class XxHash64 {
  /** The four lanes, high half first. */
  readonly #lanes = Uint32Array.of(...add(PRIME_1, PRIME_2), ...PRIME_2, 0, 0, ...negative(PRIME_1));
  readonly #rest = new Uint8Array(STRIPE);
  #restSize = 0;
  #size = 0;

  update(bytes: Uint8Array): void {
    this.#size += bytes.length;
    let at = 0;
    if (this.#restSize > 0) {
      at = Math.min(STRIPE - this.#restSize, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restSize);
      this.#restSize += at;
      if (this.#restSize < STRIPE) return;
      this.#stripe(viewOf(this.#rest), 0);
      this.#restSize = 0;
    }
    const view = viewOf(bytes);
    for (; at + STRIPE <= bytes.length; at += STRIPE) this.#stripe(view, at);
    this.#rest.set(bytes.subarray(at));
    this.#restSize = bytes.length - at;
  }

  /** The low 32 bits of the hash of all bytes so far. */
  low32(): number {
    let hash = this.#size >= STRIPE ? this.#merged() : PRIME_5;
    hash = add(hash, [Math.floor(this.#size / 2 ** 32), this.#size >>> 0]);
    const view = viewOf(this.#rest);
    let at = 0;
    for (; at + 8 <= this.#restSize; at += 8) {
      const mixed = xor(hash, round([0, 0], u64(view, at)));
      hash = add(multiply(rotate(mixed, 27), PRIME_1), PRIME_4);
    }
    if (at + 4 <= this.#restSize) {
      const mixed = xor(hash, multiply([0, view.getUint32(at, true)], PRIME_1));
      hash = add(multiply(rotate(mixed, 23), PRIME_2), PRIME_3);
      at += 4;
    }
    for (; at < this.#restSize; at++) {
      const mixed = xor(hash, multiply([0, this.#rest[at]!], PRIME_5));
      hash = multiply(rotate(mixed, 11), PRIME_1);
    }
    hash = multiply(xor(hash, shiftRight(hash, 33)), PRIME_2);
    hash = multiply(xor(hash, shiftRight(hash, 29)), PRIME_3);
    return xor(hash, shiftRight(hash, 32))[1];
  }

  /** What `round` does, without pairs: it runs for every 8 bytes. */
  #stripe(view: DataView, at: number): void {
    const lanes = this.#lanes;
    for (let lane = 0; lane < 8; lane += 2) {
      const input = view.getUint32(at + lane * 4, true);
      const inputHigh = view.getUint32(at + lane * 4 + 4, true);
      const product = Math.imul(input, PRIME_2[1]) >>> 0;
      const productHigh =
        highOf(input, PRIME_2[1]) + Math.imul(inputHigh, PRIME_2[1]) + Math.imul(input, PRIME_2[0]);
      const sum = lanes[lane + 1]! + product;
      const low = sum >>> 0;
      const high = (lanes[lane]! + (productHigh | 0) + (sum > 0xffffffff ? 1 : 0)) >>> 0;
      const turned = ((low << 31) | (high >>> 1)) >>> 0;
      const turnedHigh = ((high << 31) | (low >>> 1)) >>> 0;
      lanes[lane + 1] = Math.imul(turned, PRIME_1[1]);
      lanes[lane] =
        highOf(turned, PRIME_1[1]) + Math.imul(turnedHigh, PRIME_1[1]) + Math.imul(turned, PRIME_1[0]);
    }
  }

  #merged(): U64 {
    const lanes = [0, 2, 4, 6].map((at): U64 => [this.#lanes[at]!, this.#lanes[at + 1]!]);
    const [a, b, c, d] = lanes as [U64, U64, U64, U64];
    let hash = add(add(rotate(a, 1), rotate(b, 7)), add(rotate(c, 12), rotate(d, 18)));
    for (const lane of lanes) hash = add(multiply(xor(hash, round([0, 0], lane)), PRIME_1), PRIME_4);
    return hash;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function u64(view: DataView, at: number): U64 {
  return [view.getUint32(at + 4, true), view.getUint32(at, true)];
}

function round(lane: U64, input: U64): U64 {
  return multiply(rotate(add(lane, multiply(input, PRIME_2)), 31), PRIME_1);
}

function add(a: U64, b: U64): U64 {
  const low = a[1] + b[1];
  return [(a[0] + b[0] + (low > 0xffffffff ? 1 : 0)) >>> 0, low >>> 0];
}

function negative([high, low]: U64): U64 {
  return add([~high >>> 0, ~low >>> 0], [0, 1]);
}

function xor(a: U64, b: U64): U64 {
  return [(a[0] ^ b[0]) >>> 0, (a[1] ^ b[1]) >>> 0];
}

/** @param count - 1 … 31 */
function rotate([high, low]: U64, count: number): U64 {
  return [((high << count) | (low >>> (32 - count))) >>> 0, ((low << count) | (high >>> (32 - count))) >>> 0];
}

/** @param count - 1 … 63 */
function shiftRight([high, low]: U64, count: number): U64 {
  if (count >= 32) return [0, high >>> (count - 32)];
  return [high >>> count, ((low >>> count) | (high << (32 - count))) >>> 0];
}

function multiply([aHigh, aLow]: U64, [bHigh, bLow]: U64): U64 {
  const high = highOf(aLow, bLow) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh);
  return [high >>> 0, Math.imul(aLow, bLow) >>> 0];
}

/** The high 32 bits of the product of two numbers of 32 bits. */
function highOf(a: number, b: number): number {
  const first = (a >>> 16) * (b & 0xffff) + ((a & 0xffff) * (b & 0xffff)) / 65536;
  const second = (a & 0xffff) * (b >>> 16) + (Math.floor(first) % 65536);
  return (a >>> 16) * (b >>> 16) + Math.floor(first / 65536) + Math.floor(second / 65536);
}
