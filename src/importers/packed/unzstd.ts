import { Decompress } from 'fzstd';
import { ImportError } from '../sources/import-error.ts';
import { checkWindow } from './check-window.ts';
import { PackedEnd, PackedReader, u32 } from './packed-reader.ts';
import { DAMAGED, TRAILING, TRUNCATED, type Unpacking, type UnpackingFlaw } from './unpacking.ts';
import { XxHash64 } from './xxhash64.ts';

const MAGIC = 0xfd2fb528;

/** Frames with data of other programs: 16 numbers from here on. */
const SKIPPABLE = 0x184d2a50;

/** Bytes that a block may unpack to, and may be stored in. */
const MAX_BLOCK = 128 * 1024;

const BLOCK_HEADER = 3;

const CHECKSUM_FLAG = 1 << 2;

interface Block {
  /** With its header. */
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** What the header of a frame says. */
interface FrameHeader {
  /** Without the flag of the checksum, which is checked here. */
  readonly bytes: Uint8Array;
  readonly hasChecksum: boolean;
  /** Bytes that it unpacks to, where it says so. */
  readonly size: number | undefined;
}

/**
 * Unpacks Zstandard, also several frames one after the other. The library unpacks blocks; frames are walked here, so
 * that an end, damage and a window that nobody has the memory for are known as such. Memory: the window of a frame.
 *
 * @throws {ImportError} `limit-exceeded` for a window above `MAX_WINDOW`, `unsupported-source` where it takes a
 *   dictionary to unpack
 */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): Unpacking {
  const reader = new PackedReader(packed);
  let frames = 0;
  try {
    while (await reader.hasMore()) {
      const magic = await nextMagic(reader);
      const isSkippable = magic !== undefined && (magic & 0xfffffff0) >>> 0 === SKIPPABLE;
      if (magic !== MAGIC && !isSkippable) return frames > 0 ? TRAILING : DAMAGED;
      if (isSkippable) await skipFrame(reader);
      else {
        const flaw = yield* frame(reader);
        if (flaw) return flaw;
      }
      frames += 1;
    }
    return frames === 0 ? TRUNCATED : undefined;
  } catch (error) {
    if (error instanceof PackedEnd) return TRUNCATED;
    throw error;
  } finally {
    await reader.close();
  }
}

/** `undefined` where fewer than four bytes are left. */
async function nextMagic(reader: PackedReader): Promise<number | undefined> {
  try {
    return u32(await reader.peek(4), 0);
  } catch (error) {
    if (error instanceof PackedEnd) return undefined;
    throw error;
  }
}

async function skipFrame(reader: PackedReader): Promise<void> {
  await reader.skip(8 + u32((await reader.peek(8)).subarray(4), 0));
}

async function* frame(reader: PackedReader): Unpacking {
  const header = await frameHeader(reader);
  const pieces: Uint8Array[] = [];
  // Pieces are views of the window, which the next block may move.
  const stream = new Decompress((piece) => {
    if (piece.length > 0) pieces.push(piece.slice());
  });
  const hash = header.hasChecksum ? new XxHash64() : undefined;
  let size = 0;
  stream.push(header.bytes);
  for (let isLast = false; !isLast;) {
    const block = await nextBlock(reader);
    if (!block) return DAMAGED;
    isLast = block.isLast;
    const isGood = unpackBlock(stream, block);
    for (const piece of pieces.splice(0)) {
      size += piece.length;
      hash?.update(piece);
      yield piece;
    }
    if (!isGood) return DAMAGED;
  }
  if (header.size !== undefined && header.size !== size) return DAMAGED;
  return hash ? checksumFlaw(u32(await reader.take(4), 0), hash) : undefined;
}

function checksumFlaw(expected: number, hash: XxHash64): UnpackingFlaw | undefined {
  return hash.low32() === expected ? undefined : DAMAGED;
}

async function frameHeader(reader: PackedReader): Promise<FrameHeader> {
  const descriptor = (await reader.peek(5))[4]!;
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][descriptor >>> 6]!;
  const dictionaryLength = [0, 1, 2, 4][descriptor & 3]!;
  const windowLength = isSingle ? 0 : 1;
  const length = 5 + windowLength + dictionaryLength + sizeLength;
  const bytes = (await reader.take(length)).slice();
  bytes[4] = descriptor & ~CHECKSUM_FLAG;
  const dictionary = bytes.subarray(5 + windowLength, 5 + windowLength + dictionaryLength);
  if (dictionary.some((byte) => byte !== 0)) {
    throw new ImportError(
      'unsupported-source',
      'what is packed with a dictionary of Zstandard cannot be unpacked',
    );
  }
  const size = contentSize(bytes, length - sizeLength, sizeLength);
  const window = isSingle ? size! : windowSize(bytes[5]!);
  checkWindow(window, 'a frame of Zstandard');
  return { bytes, hasChecksum: (descriptor & CHECKSUM_FLAG) !== 0, size };
}

function contentSize(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  if (length === 1) return bytes[at]!;
  if (length === 2) return bytes[at]! + bytes[at + 1]! * 256 + 256;
  return u32(bytes, at) + (length === 8 ? u32(bytes, at + 4) * 2 ** 32 : 0);
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** The next block; `undefined` for one that no encoder writes. */
async function nextBlock(reader: PackedReader): Promise<Block | undefined> {
  const head = await reader.peek(BLOCK_HEADER);
  const value = head[0]! + head[1]! * 2 ** 8 + head[2]! * 2 ** 16;
  const type = (value >>> 1) & 3;
  const size = value >>> 3;
  if (type === 3 || size > MAX_BLOCK) return undefined;
  const bytes = await reader.take(BLOCK_HEADER + (type === 1 ? 1 : size));
  return { bytes: bytes.slice(), isLast: (value & 1) === 1 };
}

/** Whether the block could be unpacked. */
function unpackBlock(stream: Decompress, { bytes, isLast }: Block): boolean {
  try {
    stream.push(bytes, isLast);
    return true;
  } catch (error) {
    // The library's own errors, and those of arrays that damage makes it reach beyond.
    if (error instanceof Error) return false;
    throw error;
  }
}
