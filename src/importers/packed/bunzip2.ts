import { BitReader, EndOfBits } from './bit-reader.ts';
import { Bzip2Block, BlockDamage } from './bzip2-block.ts';
import { DAMAGED, TRAILING, TRUNCATED, type Unpacking, type UnpackingFlaw } from './unpacking.ts';

/** Packed bytes that hold any whole block: 900,000 symbols of at most 20 bits, and its tables. */
const MAX_PACKED_BLOCK = 2_400_000;

const BLOCK_START = [0x314159, 0x265359] as const;
const STREAM_END = [0x177245, 0x385090] as const;

/** `BZh` */
const SIGNATURE = 0x425a68;

type Step = { readonly block: Bzip2Block } | 'end of stream' | 'start of stream';

/**
 * Unpacks bzip2, also several streams one after the other. A block is read whole or not at all, as its end has to be
 * known before its first byte is. Memory: one block, about 10 MB.
 */
export async function* bunzip2(packed: AsyncIterable<Uint8Array>): Unpacking {
  const stream = new Bzip2Stream();
  for await (const chunk of packed) {
    stream.push(chunk);
    while (stream.remaining >= MAX_PACKED_BLOCK) {
      const flaw = yield* nextBlock(stream);
      if (flaw) return flaw;
    }
  }
  while (stream.remaining > 0 || stream.isOpen) {
    const flaw = yield* nextBlock(stream);
    if (flaw) return flaw;
  }
  return undefined;
}

function* nextBlock(stream: Bzip2Stream): Generator<Uint8Array, UnpackingFlaw | undefined> {
  try {
    const step = stream.next();
    if (typeof step === 'object') yield* step.block.bytes();
    return undefined;
  } catch (error) {
    if (error instanceof EndOfBits) return stream.isOpen || !stream.hasEnded ? TRUNCATED : TRAILING;
    if (error instanceof BlockDamage) return stream.isOpen || !stream.hasEnded ? DAMAGED : TRAILING;
    throw error;
  }
}

/** Goes through a bzip2 file block by block and checks the CRC of each stream. */
class Bzip2Stream {
  readonly #reader = new BitReader();
  /** Bytes that a block of the stream may hold before its runs are written out; 0 between streams. */
  #blockSize = 0;
  #crc = 0;
  #streams = 0;

  get remaining(): number {
    return this.#reader.remaining;
  }

  /** Whether a stream has begun and not ended. */
  get isOpen(): boolean {
    return this.#blockSize > 0;
  }

  /** Whether a stream has ended. */
  get hasEnded(): boolean {
    return this.#streams > 0;
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  /** @throws {EndOfBits | BlockDamage} */
  next(): Step {
    const reader = this.#reader;
    if (this.#blockSize === 0) {
      const isStream = reader.bits(24) === SIGNATURE;
      const level = reader.bits(8) - 0x30;
      if (!isStream || level < 1 || level > 9) throw new BlockDamage('no bzip2 stream begins here');
      this.#blockSize = level * 100_000;
      this.#crc = 0;
      return 'start of stream';
    }
    const magic = [reader.bits(24), reader.bits(24)];
    const crc = reader.u32();
    if (magic[0] === STREAM_END[0] && magic[1] === STREAM_END[1]) {
      if (crc !== this.#crc) throw new BlockDamage('the CRC of the stream is another');
      reader.align();
      this.#blockSize = 0;
      this.#streams += 1;
      return 'end of stream';
    }
    if (magic[0] !== BLOCK_START[0] || magic[1] !== BLOCK_START[1])
      throw new BlockDamage('no block begins here');
    this.#crc = (((this.#crc << 1) | (this.#crc >>> 31)) ^ crc) >>> 0;
    return { block: new Bzip2Block(reader, this.#blockSize, crc) };
  }
}
