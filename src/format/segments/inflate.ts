import { Inflate, inflateSync } from 'fflate';

/** Closes the deflate stream of a segmented entry: an empty final block. Belongs to no segment. */
export const FINAL_BLOCK: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x03, 0x00);

/** Stored bytes that are inflated without looking at what came out: up to a thousand times as much. */
const STEP = 16 * 1024;
/** No deflate stream says more than this many bytes with one. */
const MAX_RATIO = 1032;

/**
 * A final stored block of one byte, put behind a segment to see that its stream reaches that far: what has ended before
 * does not have the byte.
 */
const MARKER = /* @__PURE__ */ Uint8Array.of(0x01, 0x01, 0x00, 0xfe, 0xff, 0x0a);

/**
 * Inflates a complete raw deflate stream whose size is known. Stops soon after the declared size, however much more the
 * stream would be, and allocates no more than it.
 *
 * @param size - declared uncompressed bytes
 * @returns `size` bytes, or `undefined` when the stream is damaged, incomplete, shorter or longer
 */
export function inflate(stored: Uint8Array, size: number): Uint8Array | undefined {
  if (size > stored.length * MAX_RATIO) return undefined;
  try {
    // fflate fills an `out` that is too small and says nothing: one byte more shows too much data by the length.
    const bytes =
      stored.length <= STEP
        ? inflateSync(stored, { out: new Uint8Array(size + 1) })
        : inflateInSteps(stored, size);
    return bytes?.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` when more than `size` bytes come out. */
function inflateInSteps(stored: Uint8Array, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(size);
  let length = 0;
  const inflater = new Inflate((piece) => {
    if (length + piece.length <= size) bytes.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < stored.length && length <= size; at += STEP) {
    inflater.push(stored.subarray(at, at + STEP), at + STEP >= stored.length);
  }
  return length <= size ? bytes.subarray(0, length) : undefined;
}

/**
 * Inflates one segment of a segmented entry. Bytes behind an end of its own make it damaged: nothing shows them, and
 * other programs would not either.
 *
 * @param stored - the segment's own bytes, without the entry's final block
 */
export function inflateSegment(stored: Uint8Array, size: number): Uint8Array | undefined {
  const stream = new Uint8Array(stored.length + MARKER.length);
  stream.set(stored);
  stream.set(MARKER, stored.length);
  const bytes = inflate(stream, size + 1);
  return bytes?.at(-1) === MARKER.at(-1) ? bytes!.subarray(0, size) : undefined;
}

/** Whether a segment ends with the empty stored block of a flush. */
export function endsWithFlush(stored: Uint8Array): boolean {
  return [0x00, 0x00, 0xff, 0xff].every((byte, index) => stored[stored.length - 4 + index] === byte);
}

/** What is wrong with an entry that hides bytes: no program shows what lies behind the end of its deflate stream. */
export const TRAILING_BYTES = 'has bytes after the end of its deflate stream';

/**
 * Whether a stream that {@link inflate} accepts goes on after its final block. fflate does not say how far it
 * read, but a stream that needs its last byte cannot be inflated without it. Holds nothing of what comes out.
 */
export function hasTrailingBytes(stored: Uint8Array): boolean {
  const shorter = stored.subarray(0, -1);
  const inflater = new Inflate(() => undefined);
  try {
    for (let at = 0; at < shorter.length; at += STEP) {
      inflater.push(shorter.subarray(at, at + STEP), at + STEP >= shorter.length);
    }
    return shorter.length > 0;
  } catch {
    return false;
  }
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
