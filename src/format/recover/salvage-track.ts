/** Saves the segments of a damaged track. */

import { crc32 } from '../bytes/crc32.ts';
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

/** How much may be had of a track. */
export interface SalvageLimits {
  /** Uncompressed bytes of one segment. */
  readonly maxSegmentSize: number;
  /** Lines of one segment. */
  readonly maxSegmentLines: number;
  /** Uncompressed bytes of all of it. */
  readonly budget: number;
}

/** Runs to try beyond a flush that was none: the four bytes of a flush can occur in data by chance. */
const MAX_FALSE_FLUSHES = 8;
const NEWLINE = 0x0a;

/**
 * Segments over the limits are lost, and so is what does not fit the budget.
 *
 * @param stored - the bytes that are there
 * @param locations - segments that the index of the archive says, if it can be read and is of this entry
 */
export function salvageTrack(
  stored: Uint8Array,
  entry: FoundEntry,
  locations: readonly SegmentLocation[] | undefined,
  { maxSegmentSize, maxSegmentLines, budget }: SalvageLimits,
): SalvagedTrack {
  const sound = soundTrack(stored, entry, budget);
  const pieces =
    sound ??
    (entry.method === 'store'
      ? [wholeLines(stored)]
      : ((locations && byIndex(stored, entry, locations, maxSegmentSize)) ??
        byFlushes(stored, maxSegmentSize, budget)));
  const found = pieces.flatMap((piece) => splitSegments(piece));
  let rest = budget;
  const segments = found.filter(({ bytes }) => {
    if (bytes.length > maxSegmentSize || hasMoreLines(bytes, maxSegmentLines)) return false;
    rest -= bytes.length;
    return rest >= 0;
  });
  return { segments, whole: sound !== undefined && segments.length === found.length };
}

/** The track as one piece, when size and CRC-32 are right. */
function soundTrack(
  stored: Uint8Array,
  { method, size, crc32: expected }: FoundEntry,
  budget: number,
): Uint8Array[] | undefined {
  if (size === undefined || size > budget) return undefined;
  const bytes = method === 'deflate' ? inflate(stored, size) : stored;
  return bytes?.length === size && crc32(bytes) === expected ? [bytes] : undefined;
}

/** Segments whose place and CRC-32 the index knows; `undefined` when not one is right, so it is of another file. */
function byIndex(
  stored: Uint8Array,
  { dataOffset }: FoundEntry,
  locations: readonly SegmentLocation[],
  maxSegmentSize: number,
): Uint8Array[] | undefined {
  const pieces: Uint8Array[] = [];
  for (const { offset, storedSize, size, crc32: expected } of locations) {
    const start = offset - dataOffset;
    if (start < 0 || start >= stored.length || size > maxSegmentSize) continue;
    const part = stored.subarray(start, start + storedSize);
    const bytes = part.length === storedSize ? inflateSegment(part, size) : undefined;
    if (bytes && crc32(bytes) === expected) pieces.push(bytes);
    else if (part.length < storedSize) pieces.push(...cutSegment(part, size));
  }
  return pieces.length > 0 ? pieces : undefined;
}

/** Segments between full flushes, which need nothing before them. */
function byFlushes(stored: Uint8Array, maxSegmentSize: number, budget: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let rest = budget;
  const ends = flushEnds(stored);
  let start = 0;
  let next = 0;
  while (next < ends.length && rest > 0) {
    const tried = ends.slice(next, next + MAX_FALSE_FLUSHES);
    const reached = tried.findIndex((end) => {
      const { bytes, good } = openSegment(stored.subarray(start, end), maxSegmentSize);
      if (good) pieces.push(bytes);
      rest -= bytes.length;
      return good;
    });
    // Nothing that begins here can be read: go on behind the next flush.
    next += Math.max(reached, 0) + 1;
    start = ends[next - 1]!;
  }
  if (start < stored.length && rest > 0) pieces.push(...cutSegment(stored.subarray(start), maxSegmentSize));
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
function openSegment(stored: Uint8Array, limit: number): { bytes: Uint8Array; good: boolean } {
  const stream = new Uint8Array(stored.length + FINAL_BLOCK.length);
  stream.set(stored);
  stream.set(FINAL_BLOCK, stored.length);
  const { bytes, complete } = inflatePrefix(stream, limit);
  return { bytes, good: complete && bytes.at(-1) === NEWLINE };
}

/** The lines of a segment whose end is missing. */
function cutSegment(stored: Uint8Array, limit: number): Uint8Array[] {
  const lines = wholeLines(inflatePrefix(stored, limit).bytes);
  return lines.length > 0 ? [lines] : [];
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
}

function hasMoreLines(bytes: Uint8Array, limit: number): boolean {
  if (bytes.length <= limit) return false;
  let count = 0;
  for (const byte of bytes) count += Number(byte === NEWLINE);
  return count > limit;
}
