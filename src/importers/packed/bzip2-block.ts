import type { BitReader } from './bit-reader.ts';

/** A block breaks the rules of bzip2, or is not what its CRC says. */
export class BlockDamage extends Error {
  override readonly name = 'BlockDamage';
}

const MAX_CODE_LENGTH = 20;
const GROUP_SIZE = 50;
const MAX_GROUPS = 6;
const MAX_SELECTORS = 18_002;

/** Bytes that are yielded at a time. */
const PIECE_SIZE = 64 * 1024;

/** Polynomial of the CRC-32 that bzip2 uses: the highest bit first. */
const CRC_TABLE = /* @__PURE__ */ makeCrcTable();

/** One block of a bzip2 stream: Huffman codes, move-to-front, Burrows-Wheeler transform, runs. */
export class Bzip2Block {
  /** Symbols in the order of the transform: the byte in the low 8 bits, above it where the next one stands. */
  readonly #links: Uint32Array;
  readonly #count: number;
  readonly #origin: number;
  readonly #crc: number;

  /**
   * @param reader - behind the CRC of the block; passes the whole block
   * @param maxCount - symbols that the stream allows in a block
   * @throws {EndOfBits | BlockDamage}
   */
  constructor(reader: BitReader, maxCount: number, crc: number) {
    if (reader.bits(1) === 1)
      throw new BlockDamage('a block is randomised, as bzip2 did before version 0.9.5');
    this.#crc = crc;
    this.#origin = reader.bits(24);
    const alphabet = readAlphabet(reader);
    const links = new Uint32Array(maxCount);
    this.#count = readSymbols(reader, alphabet, links);
    if (this.#origin >= this.#count) throw new BlockDamage('a block starts outside of itself');
    this.#links = links;
    linkSymbols(links, this.#count);
  }

  /**
   * The bytes of the block.
   *
   * @throws {BlockDamage} at the end, when they are not what the CRC says
   */
  *bytes(): Generator<Uint8Array, void> {
    let piece = new Uint8Array(PIECE_SIZE);
    let filled = 0;
    let crc = 0xffffffff;
    let next = this.#links[this.#links[this.#origin]! >>> 8]!;
    let run = 0;
    let last = -1;
    for (let index = 0; index < this.#count; index++) {
      const byte = next & 0xff;
      next = this.#links[next >>> 8]!;
      // After four equal bytes stands how many more there are.
      const isLength = run === 4;
      const copies = isLength ? byte : 1;
      const value = isLength ? last : byte;
      run = isLength ? 0 : byte === last ? run + 1 : 1;
      last = isLength ? -1 : byte;
      for (let copy = 0; copy < copies; copy++) {
        crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ value]!;
        piece[filled++] = value;
        if (filled < PIECE_SIZE) continue;
        yield piece;
        piece = new Uint8Array(PIECE_SIZE);
        filled = 0;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
    if (~crc >>> 0 !== this.#crc) throw new BlockDamage('the CRC of a block is another');
  }
}

/** The byte values that occur in the block, in order. */
function readAlphabet(reader: BitReader): Uint8Array {
  const rows = reader.bits(16);
  const values: number[] = [];
  for (let row = 0; row < 16; row++) {
    if (((rows << row) & 0x8000) === 0) continue;
    const columns = reader.bits(16);
    for (let column = 0; column < 16; column++) {
      if (((columns << column) & 0x8000) !== 0) values.push(row * 16 + column);
    }
  }
  if (values.length === 0) throw new BlockDamage('a block has no byte values');
  return Uint8Array.from(values);
}

/** Undoes Huffman codes, runs of zeros and move-to-front; returns how many symbols there are. */
function readSymbols(reader: BitReader, alphabet: Uint8Array, symbols: Uint32Array): number {
  const groups = reader.bits(3);
  if (groups < 2 || groups > MAX_GROUPS) throw new BlockDamage('a block has no 2 to 6 code tables');
  const selectors = readSelectors(reader, groups);
  const end = alphabet.length + 1;
  const tables = Array.from({ length: groups }, () => new CodeTable(readLengths(reader, end + 1)));
  const front = alphabet.slice();
  let count = 0;
  let run = 0;
  let weight = 1;
  for (let at = 0; ; at++) {
    const table = tables[selectors[Math.floor(at / GROUP_SIZE)] ?? MAX_GROUPS];
    if (!table) throw new BlockDamage('a block has more symbols than it says');
    const symbol = table.next(reader);
    if (symbol <= 1) {
      run += weight << symbol;
      weight *= 2;
      if (run > symbols.length) throw new BlockDamage('a run is longer than a block');
      continue;
    }
    if (count + run + 1 > symbols.length + (symbol === end ? 1 : 0))
      throw new BlockDamage('a block is too long');
    if (run > 0) symbols.fill(front[0]!, count, count + run);
    count += run;
    if (symbol === end) return count;
    run = 0;
    weight = 1;
    const value = front[symbol - 1]!;
    // The way is short mostly: a loop is several times faster here than `copyWithin`.
    for (let place = symbol - 1; place > 0; place--) front[place] = front[place - 1]!;
    front[0] = value;
    symbols[count++] = value;
  }
}

/** Which table the codes of each run of `GROUP_SIZE` symbols are of. */
function readSelectors(reader: BitReader, groups: number): Uint8Array {
  const count = reader.bits(15);
  if (count === 0) throw new BlockDamage('a block has no selectors');
  const front = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(Math.min(count, MAX_SELECTORS));
  for (let index = 0; index < count; index++) {
    let place = 0;
    while (reader.bits(1) === 1) place += 1;
    const [value] = front.splice(place, 1);
    if (value === undefined) throw new BlockDamage('a selector names no table');
    front.unshift(value);
    // Some encoders write more than a block can use; bzip2 passes over them.
    if (index < selectors.length) selectors[index] = value;
  }
  return selectors;
}

function readLengths(reader: BitReader, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  let length = reader.bits(5);
  for (let index = 0; index < count; index++) {
    while (reader.bits(1) === 1) {
      length += reader.bits(1) === 0 ? 1 : -1;
      if (length < 1 || length > MAX_CODE_LENGTH) break;
    }
    if (length < 1 || length > MAX_CODE_LENGTH) throw new BlockDamage('a code is not 1 to 20 bits long');
    lengths[index] = length;
  }
  return lengths;
}

/** Canonical Huffman codes: those of a length follow each other, shorter ones first. */
class CodeTable {
  /** For each length: the first code of a greater length, shifted to the left of 20 bits. */
  readonly #limits = new Uint32Array(MAX_CODE_LENGTH + 1);
  /** For each length: what has to be added to a code to find its symbol. */
  readonly #offsets = new Int32Array(MAX_CODE_LENGTH + 1);
  readonly #symbols: Uint16Array;
  readonly #shortest: number;

  constructor(lengths: Uint8Array) {
    const order = Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
    this.#symbols = Uint16Array.from(order);
    this.#shortest = lengths[order[0]!]!;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
      this.#offsets[length] = index - code;
      while (index < order.length && lengths[order[index]!] === length) {
        index += 1;
        code += 1;
      }
      this.#limits[length] = code << (MAX_CODE_LENGTH - length);
      code <<= 1;
    }
  }

  /** @throws {EndOfBits | BlockDamage} */
  next(reader: BitReader): number {
    const bits = reader.peek(MAX_CODE_LENGTH);
    for (let length = this.#shortest; length <= MAX_CODE_LENGTH; length++) {
      if (bits >= this.#limits[length]!) continue;
      reader.skip(length);
      const symbol = this.#symbols[(bits >>> (MAX_CODE_LENGTH - length)) + this.#offsets[length]!];
      if (symbol !== undefined) return symbol;
      break;
    }
    throw new BlockDamage('a code stands for no symbol');
  }
}

/** Undoes the Burrows-Wheeler transform: each symbol learns where its successor stands. */
function linkSymbols(links: Uint32Array, count: number): void {
  const starts = new Uint32Array(256);
  for (let index = 0; index < count; index++) starts[links[index]! & 0xff]! += 1;
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    const size = starts[value]!;
    starts[value] = sum;
    sum += size;
  }
  for (let index = 0; index < count; index++) {
    const value = links[index]! & 0xff;
    links[starts[value]!]! |= index << 8;
    starts[value]! += 1;
  }
}

function makeCrcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    return crc >>> 0;
  });
}
