import { Inflate, inflateSync } from 'fflate';

/** Closes the deflate stream of a segmented entry: an empty final block. Belongs to no segment. */
export const FINAL_BLOCK: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x03, 0x00);

/**
 * Inflates a complete raw deflate stream whose size is known.
 *
 * fflate fills an `out` that is too small and says nothing, so it is given one byte more than was declared: the
 * result then shows too much data by its length, and nothing larger is ever allocated.
 *
 * @param size - declared uncompressed bytes
 * @returns `size` bytes, or `undefined` when the stream is damaged, incomplete, shorter or longer
 */
export function inflate(stored: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const bytes = inflateSync(stored, { out: new Uint8Array(size + 1) });
    return bytes.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Inflates one segment of a segmented entry.
 *
 * @param stored - the segment's own bytes, without the entry's final block
 */
export function inflateSegment(stored: Uint8Array, size: number): Uint8Array | undefined {
  const stream = new Uint8Array(stored.length + FINAL_BLOCK.length);
  stream.set(stored);
  stream.set(FINAL_BLOCK, stored.length);
  return inflate(stream, size);
}

/**
 * Whether a segment that {@link inflateSegment} accepts has no final block of its own: then its stream needs both
 * bytes that close it.
 */
export function isOpenEnded(stored: Uint8Array, size: number): boolean {
  const stream = new Uint8Array(stored.length + 1);
  stream.set(stored);
  stream.set(FINAL_BLOCK.subarray(0, 1), stored.length);
  return inflate(stream, size) === undefined && endsWithFlush(stored);
}

/** The empty stored block that a flush ends with. */
function endsWithFlush(stored: Uint8Array): boolean {
  return [0x00, 0x00, 0xff, 0xff].every((byte, index) => stored[stored.length - 4 + index] === byte);
}

/**
 * Whether a stream that {@link inflate} accepts goes on after its final block. fflate does not say how far it
 * read, but a stream that needs its last byte cannot be inflated without it.
 */
export function hasTrailingBytes(stored: Uint8Array, size: number): boolean {
  return inflate(stored.subarray(0, -1), size) !== undefined;
}

/**
 * Inflates as much of a damaged or cut stream as can be had.
 *
 * @param limit - bytes after which it stops
 * @returns what came out before the damage, whose last bytes may be wrong; `complete` when the stream ended properly
 *   within the limit
 */
export function inflatePrefix(stored: Uint8Array, limit: number): { bytes: Uint8Array; complete: boolean } {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  const inflater = new Inflate((piece) => {
    pieces.push(piece);
    size += piece.length;
  });
  const step = 1024;
  try {
    for (let at = 0; at < stored.length && size <= limit; at += step) {
      inflater.push(stored.subarray(at, at + step), false);
    }
    // Told of the end with the last bytes, fflate would give up on all of them when the stream is not complete.
    inflater.push(new Uint8Array(), true);
    complete = size <= limit;
  } catch {
    // The damage; what came before it is in `pieces`.
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes: bytes.subarray(0, limit), complete };
}
