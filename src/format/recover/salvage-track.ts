/** Saves the segments of a damaged track. */

import { crc32 } from '../bytes/crc32.ts';
import type { Limits } from '../limits.ts';
import type { SegmentLocation } from '../model.ts';
import { FINAL_BLOCK, inflate, inflatePrefix, inflateSegment } from '../segments/inflate.ts';
import { splitSegments, type SplitSegment } from '../segments/segment-split.ts';
import type { FoundEntry } from './scan.ts';

/** What is left of a track. */
export interface SalvagedTrack {
  readonly segments: readonly SplitSegment[];
  /** Nothing is missing: size and CRC-32 of the whole are right. */
  readonly whole: boolean;
}

/** Runs to try beyond a flush that was none: the four bytes of a flush can occur in data by chance. */
const MAX_FALSE_FLUSHES = 8;
const NEWLINE = 0x0a;

/**
 * @param stored - the bytes that are there
 * @param locations - segments that the index of the archive says, if it can be read and is of this entry
 */
export function salvageTrack(
  stored: Uint8Array,
  entry: FoundEntry,
  locations: readonly SegmentLocation[] | undefined,
  limits: Limits,
): SalvagedTrack {
  const { size } = entry;
  if (size !== undefined && size <= limits.maxEntrySize) {
    const bytes = entry.method === 'deflate' ? inflate(stored, size) : stored;
    if (bytes?.length === size && crc32(bytes) === entry.crc32)
      return { segments: splitSegments(bytes), whole: true };
  }
  if (entry.method === 'store') return { segments: splitSegments(wholeLines(stored)), whole: false };
  const pieces = (locations && byIndex(stored, entry, locations)) ?? byFlushes(stored, limits);
  return { segments: pieces.flatMap((piece) => splitSegments(piece)), whole: false };
}

/** Segments whose place and CRC-32 the index knows; `undefined` when not one is right, so it is of another file. */
function byIndex(
  stored: Uint8Array,
  { dataOffset }: FoundEntry,
  locations: readonly SegmentLocation[],
): Uint8Array[] | undefined {
  const pieces: Uint8Array[] = [];
  for (const { offset, storedSize, size, crc32: expected } of locations) {
    const start = offset - dataOffset;
    if (start < 0 || start >= stored.length) continue;
    const part = stored.subarray(start, start + storedSize);
    const bytes = part.length === storedSize ? inflateSegment(part, size) : undefined;
    if (bytes && crc32(bytes) === expected) pieces.push(bytes);
    else if (part.length < storedSize) pieces.push(...cutSegment(part, size));
  }
  return pieces.length > 0 ? pieces : undefined;
}

/** Segments between full flushes, which need nothing before them. */
function byFlushes(stored: Uint8Array, { maxSegmentSize }: Limits): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const ends = flushEnds(stored);
  let start = 0;
  let next = 0;
  while (next < ends.length) {
    const tried = ends.slice(next, next + MAX_FALSE_FLUSHES);
    const good = tried.findIndex((end) => {
      const bytes = openSegment(stored.subarray(start, end), maxSegmentSize);
      if (bytes) pieces.push(bytes);
      return bytes !== undefined;
    });
    // Nothing that begins here can be read: go on behind the next flush.
    next += Math.max(good, 0) + 1;
    start = ends[next - 1]!;
  }
  if (start < stored.length) pieces.push(...cutSegment(stored.subarray(start), maxSegmentSize));
  return pieces;
}

/** Offsets right behind each `00 00 FF FF`. */
function flushEnds(stored: Uint8Array): number[] {
  const ends: number[] = [];
  for (let at = stored.indexOf(0xff); at !== -1; at = stored.indexOf(0xff, at + 1)) {
    if (stored[at + 1] === 0xff && stored[at - 1] === 0 && stored[at - 2] === 0) ends.push(at + 2);
  }
  return ends;
}

/** Inflates a run that should be one segment of unknown size; it must be whole lines. */
function openSegment(stored: Uint8Array, limit: number): Uint8Array | undefined {
  const stream = new Uint8Array(stored.length + FINAL_BLOCK.length);
  stream.set(stored);
  stream.set(FINAL_BLOCK, stored.length);
  const { bytes, complete } = inflatePrefix(stream, limit);
  return complete && bytes.length > 0 && bytes.at(-1) === NEWLINE ? bytes : undefined;
}

/** The lines of a segment whose end is missing. */
function cutSegment(stored: Uint8Array, limit: number): Uint8Array[] {
  const lines = wholeLines(inflatePrefix(stored, limit).bytes);
  return lines.length > 0 ? [lines] : [];
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
}
