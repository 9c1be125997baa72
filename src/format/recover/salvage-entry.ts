import { Inflate } from 'fflate';
import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { combineCrc32, crc32 } from '../bytes/crc32.ts';
import { Sha256 } from '../bytes/sha256.ts';
import type { FoundEntry } from './scan.ts';

/** Stored bytes that are read at a time, and those that are inflated at a time: damage costs what came with it. */
const STEP = 64 * 1024;
const INFLATE_STEP = 1024;

/** What streaming an entry says of it. */
export interface SalvagedEntry {
  /** Uncompressed bytes that can be had. */
  readonly size: number;
  /** Size and CRC-32 are right. */
  readonly whole: boolean;
  readonly sha256: string;
}

/**
 * The uncompressed bytes of an entry up to its end or its damage, piece by piece. The last bytes before damage may be
 * wrong.
 *
 * @param limit - bytes after which it stops, where the entry does not say its size
 */
export async function* salvagedPieces(
  source: ByteSource,
  entry: FoundEntry,
  limit: number,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void> {
  let rest = entry.size ?? limit;
  for await (const piece of inflatedPieces(source, entry, options)) {
    if (piece.length > 0) yield piece.subarray(0, rest);
    rest -= piece.length;
    if (rest <= 0) return;
  }
}

/** Goes through an entry, holding nothing of it. */
export async function assessEntry(
  source: ByteSource,
  entry: FoundEntry,
  limit: number,
  options: ReadOptions,
): Promise<SalvagedEntry> {
  const hash = new Sha256();
  let size = 0;
  let sum = 0;
  for await (const piece of salvagedPieces(source, entry, limit, options)) {
    hash.update(piece);
    sum = combineCrc32(sum, crc32(piece), piece.length);
    size += piece.length;
  }
  return { size, whole: size === entry.size && sum === entry.crc32, sha256: hash.hex() };
}

async function* inflatedPieces(
  source: ByteSource,
  { method, dataOffset, storedSize }: FoundEntry,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void> {
  const pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => pieces.push(piece));
  for (let at = 0; at < storedSize; at += STEP) {
    const stored = await source.read(dataOffset + at, Math.min(STEP, storedSize - at), options);
    if (method === 'store') {
      yield stored;
      continue;
    }
    for (let from = 0; from < stored.length; from += INFLATE_STEP) {
      try {
        inflater.push(stored.subarray(from, from + INFLATE_STEP), false);
      } catch {
        return;
      }
      yield* pieces.splice(0);
    }
  }
}
