import { ImportError } from '../sources/import-error.ts';
import { packingOf } from './packing.ts';
import { unpackerOf } from './stream-packings.ts';

/** The beginning of what is packed in a stream. */
export interface UnpackedHead {
  readonly bytes: Uint8Array;
  /** There is no more, or no more that could be unpacked. */
  readonly isWhole: boolean;
}

/**
 * Unpacks the beginning of a stream, for a look at what is inside.
 *
 * @param head - its first bytes, which tell how it is packed
 * @param chunks - all of it; no more is read than is needed
 * @param limit - bytes that are unpacked at most
 * @returns `undefined` for what is not packed as a stream (a ZIP, a log), or takes more to unpack than is there
 */
export async function unpackHead(
  head: Uint8Array,
  chunks: () => AsyncIterable<Uint8Array>,
  limit: number,
): Promise<UnpackedHead | undefined> {
  const packing = packingOf(head);
  if (packing === undefined || packing === 'zip') return undefined;
  const bytes = new Uint8Array(limit);
  let filled = 0;
  try {
    for await (const piece of unpackerOf(packing)(chunks())) {
      bytes.set(piece.subarray(0, limit - filled), filled);
      filled += Math.min(piece.length, limit - filled);
      if (filled === limit) return { bytes, isWhole: false };
    }
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
  return { bytes: bytes.slice(0, filled), isWhole: true };
}
