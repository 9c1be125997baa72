import { crc32 } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import { Crc64 } from './crc64.ts';
import { LzmaDamage } from './lzma.ts';
import { lzma2 } from './lzma2.ts';
import { checkWindow } from './check-window.ts';
import { PackedEnd, PackedReader, u32 } from './packed-reader.ts';
import { DAMAGED, TRAILING, TRUNCATED, type Unpacking, type UnpackingFlaw } from './unpacking.ts';

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] as const;
const HEADER_SIZE = 12;

/** Id of the one filter that is known: others (delta, those for machine code) are of no use for logs. */
const LZMA2 = 0x21;

/** Bytes of the check behind a block, by its kind. */
const CHECK_SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const CRC32 = 1;
const CRC64 = 4;

/** Bytes of a number at most: 7 bits in each. */
const MAX_NUMBER_SIZE = 9;

/**
 * Unpacks xz, also several streams one after the other. Checked are the headers, CRC-32 and CRC-64; SHA-256, which
 * nobody uses for logs, is passed over. Memory: the window of a stream, at most `MAX_WINDOW`.
 *
 * @throws {ImportError} `limit-exceeded` for a window above `MAX_WINDOW`, `unsupported-source` for other filters
 */
export async function* unxz(packed: AsyncIterable<Uint8Array>): Unpacking {
  const reader = new PackedReader(packed);
  let streams = 0;
  try {
    while (await reader.hasMore()) {
      if (streams > 0 && (await isPadding(reader))) continue;
      if (!(await beginsStream(reader))) return streams > 0 ? TRAILING : DAMAGED;
      const flaw = yield* stream(reader);
      if (flaw) return flaw;
      streams += 1;
    }
    return streams === 0 ? TRUNCATED : undefined;
  } catch (error) {
    if (error instanceof PackedEnd) return TRUNCATED;
    if (error instanceof LzmaDamage) return DAMAGED;
    throw error;
  } finally {
    await reader.close();
  }
}

/** Between streams there may be zeros, four at a time. */
async function isPadding(reader: PackedReader): Promise<boolean> {
  const isZero = (await reader.peek(1))[0] === 0;
  if (isZero) await reader.skip(1);
  return isZero;
}

async function beginsStream(reader: PackedReader): Promise<boolean> {
  try {
    const head = await reader.peek(MAGIC.length);
    return MAGIC.every((byte, index) => head[index] === byte);
  } catch (error) {
    if (error instanceof PackedEnd) return false;
    throw error;
  }
}

async function* stream(reader: PackedReader): Unpacking {
  const header = await reader.take(HEADER_SIZE);
  const check = header[7]! & 0x0f;
  if (crc32(header.subarray(6, 8)) !== u32(header, 8) || header[6] !== 0) return DAMAGED;
  let blocks = 0;
  while ((await reader.peek(1))[0] !== 0) {
    const flaw = yield* block(reader, check);
    if (flaw) return flaw;
    blocks += 1;
  }
  await passIndex(reader, blocks);
  return undefined;
}

async function* block(reader: PackedReader, check: number): Unpacking {
  const headerSize = ((await reader.peek(1))[0]! + 1) * 4;
  const header = await reader.take(headerSize);
  if (crc32(header.subarray(0, -4)) !== u32(header, headerSize - 4)) return DAMAGED;
  const window = windowOf(header);
  const start = reader.position;
  const crc64 = check === CRC64 ? new Crc64() : undefined;
  let crc = 0;
  for await (const piece of lzma2(reader, window)) {
    crc64?.update(piece);
    if (check === CRC32) crc = crc32(piece, crc);
    yield piece;
  }
  await reader.skip((4 - ((reader.position - start) % 4)) % 4);
  const given = await reader.take(CHECK_SIZES[check]!);
  if (check === CRC32) return flawUnless(u32(given, 0) === crc);
  return flawUnless(!crc64 || (u32(given, 0) === crc64.low && u32(given, 4) === crc64.high));
}

function flawUnless(isGood: boolean): UnpackingFlaw | undefined {
  return isGood ? undefined : DAMAGED;
}

/** The window that a block asks for. */
function windowOf(header: Uint8Array): number {
  const flags = header[1]!;
  let at = 2;
  for (const bit of [0x40, 0x80]) if ((flags & bit) !== 0) at += numberSize(header, at);
  const isPlain = (flags & 3) === 0 && header[at] === LZMA2 && header[at + 1] === 1;
  if (!isPlain) {
    throw new ImportError(
      'unsupported-source',
      'what xz has packed with filters beside LZMA2 cannot be unpacked',
    );
  }
  const bits = header[at + 2]! & 0x3f;
  const window = bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
  checkWindow(window, 'an xz stream');
  return window;
}

function numberSize(bytes: Uint8Array, at: number): number {
  let size = 1;
  while (size < MAX_NUMBER_SIZE && (bytes[at + size - 1] ?? 0) >= 0x80) size += 1;
  return size;
}

/** Passes what stands behind the blocks: sizes of each, and the end of the stream. */
async function passIndex(reader: PackedReader, blocks: number): Promise<void> {
  const start = reader.position;
  await reader.skip(1);
  await passNumber(reader);
  for (let left = 2 * blocks; left > 0; left--) await passNumber(reader);
  await reader.skip((4 - ((reader.position - start) % 4)) % 4);
  await reader.skip(4);
  const footer = await reader.take(HEADER_SIZE);
  if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw new LzmaDamage('the stream has no end');
}

async function passNumber(reader: PackedReader): Promise<void> {
  for (let size = 0; size < MAX_NUMBER_SIZE; size++) {
    if ((await reader.take(1))[0]! < 0x80) return;
  }
  throw new LzmaDamage('a number is too long');
}
