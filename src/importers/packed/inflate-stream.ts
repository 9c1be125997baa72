import { Gunzip, Inflate } from 'fflate';
import { crc32 } from '../../format/index.ts';
import { DAMAGED, TRAILING, TRUNCATED, type Unpacking, type UnpackingFlaw } from './unpacking.ts';

/** Packed bytes taken at a time: at most a thousand times as much comes out of them at once. */
const STEP = 16 * 1024;

/** CRC-32 and size at the end of a gzip member. */
const TRAILER_SIZE = 8;

/** Unpacks gzip, also several members one after the other. Memory: what `STEP` packed bytes unpack to. */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): Unpacking {
  const member = { crc: 0, size: 0, number: 1 };
  const pieces: Uint8Array[] = [];
  const stream = new Gunzip((piece) => {
    member.crc = crc32(piece, member.crc);
    member.size += piece.length;
    if (piece.length > 0) pieces.push(piece);
  });
  stream.onmember = () => Object.assign(member, { crc: 0, size: 0, number: member.number + 1 });
  const tail = new Tail(TRAILER_SIZE);
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; at += STEP) {
        const step = chunk.slice(at, at + STEP);
        tail.push(step);
        stream.push(step);
        yield* pieces.splice(0);
      }
    }
  } catch (error) {
    yield* pieces.splice(0);
    return flawOfDamage(error, tail.bytes, member);
  }
  // Told of the end with the last bytes, fflate would give up on all of them when the stream is not complete.
  try {
    stream.push(new Uint8Array(), true);
  } catch (error) {
    if (!isUnpackingError(error)) throw error;
    return TRUNCATED;
  }
  return flawOfTrailer(tail.bytes, member);
}

/** Unpacks a raw deflate stream (a ZIP member). Checks nothing but that it ends. */
export async function* inflateRaw(packed: AsyncIterable<Uint8Array>): Unpacking {
  const pieces: Uint8Array[] = [];
  const stream = new Inflate((piece) => {
    if (piece.length > 0) pieces.push(piece);
  });
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; at += STEP) {
        stream.push(chunk.slice(at, at + STEP));
        yield* pieces.splice(0);
      }
    }
  } catch (error) {
    if (!isUnpackingError(error)) throw error;
    yield* pieces.splice(0);
    return DAMAGED;
  }
  try {
    stream.push(new Uint8Array(), true);
  } catch (error) {
    if (!isUnpackingError(error)) throw error;
    return TRUNCATED;
  }
  return undefined;
}

/** fflate's errors carry a number as their code; what the source or its reader throws is something else. */
function isUnpackingError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

interface Member {
  readonly crc: number;
  readonly size: number;
}

/** What a member that could not be read stands for: damage, or bytes that are no further member. */
function flawOfDamage(error: unknown, tail: Uint8Array, member: Member): UnpackingFlaw {
  if (!isUnpackingError(error)) throw error;
  const isHeader = error instanceof Error && error.message === 'invalid gzip data';
  return isHeader && member.size > 0 && tail.length > 0 ? TRAILING : DAMAGED;
}

/** The trailer of the last member has the CRC-32 and the size of what came out; one that is cut has neither. */
function flawOfTrailer(tail: Uint8Array, { crc, size }: Member): UnpackingFlaw | undefined {
  if (tail.length < TRAILER_SIZE) return TRUNCATED;
  const view = new DataView(tail.buffer, tail.byteOffset, TRAILER_SIZE);
  if (view.getUint32(4, true) !== size % 2 ** 32) return TRUNCATED;
  return view.getUint32(0, true) === crc ? undefined : DAMAGED;
}

/** The last bytes of a stream. */
class Tail {
  readonly #size: number;
  bytes = new Uint8Array();

  constructor(size: number) {
    this.#size = size;
  }

  push(chunk: Uint8Array): void {
    const both = new Uint8Array(this.bytes.length + Math.min(chunk.length, this.#size));
    both.set(this.bytes);
    both.set(chunk.slice(-this.#size), this.bytes.length);
    this.bytes = both.slice(-this.#size);
  }
}
