/** Finding and merging the segments of a track. */

import { combineCrc32 } from '../bytes/crc32.ts';
import type { SegmentLocation } from '../model.ts';

/**
 * Index of the segment to enter for the state at `time`: the last whose keyframe is not after it.
 *
 * @param segments - in order of time
 * @param time - session time, ms; before the first segment counts as in it
 * @returns index into `segments`, or -1 when there are none; O(log n)
 */
export function segmentIndexAt(segments: readonly { readonly time: number }[], time: number): number {
  return lastAtMost(segments.length, (index) => segments[index]!.time <= time);
}

/**
 * Index of the segment that holds what a keyframe calls segment `number`. Rows of the index can be merged
 * segments, so a number is not always a position.
 *
 * @returns index into `segments`, or -1 when there are none; O(log n)
 */
export function segmentIndexOf(segments: readonly SegmentLocation[], number: number): number {
  return lastAtMost(segments.length, (index) => segments[index]!.number <= number);
}

/** Last index for which `holds`, which holds up to some index and not after it; at least 0 when there are any. */
function lastAtMost(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}

/**
 * Merges neighbours, so that the index gets fewer rows. No byte of the entry changes: two segments that both end
 * with a full flush are one valid segment. The first one stays as it is: opening a session reads it.
 *
 * @param targetSize - uncompressed bytes that a merged segment may reach
 */
export function mergeSegments(segments: readonly SegmentLocation[], targetSize: number): SegmentLocation[] {
  const merged: SegmentLocation[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (last && merged.length > 1 && last.size + segment.size <= targetSize) {
      merged[merged.length - 1] = {
        ...last,
        size: last.size + segment.size,
        storedSize: last.storedSize + segment.storedSize,
        crc32: combineCrc32(last.crc32, segment.crc32, segment.size),
      };
    } else {
      merged.push(segment);
    }
  }
  return merged;
}

/**
 * The smallest size to which segments must be merged for tracks to have at most `maxCount` of them together.
 *
 * @param tracks - the segments of each
 * @param maxSize - uncompressed bytes that no merged segment may exceed; returned when that is not enough
 * @returns 0 when nothing has to be merged
 */
export function mergedSizeFor(
  tracks: readonly (readonly SegmentLocation[])[],
  maxCount: number,
  maxSize: number,
): number {
  const countAt = (size: number) => tracks.reduce((sum, segments) => sum + mergedCount(segments, size), 0);
  let [low, high] = [0, maxSize];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (countAt(middle) <= maxCount) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many segments `mergeSegments` leaves; a larger size never leaves more. */
function mergedCount(segments: readonly SegmentLocation[], targetSize: number): number {
  let count = Math.min(segments.length, 1);
  let size = Infinity;
  for (let index = 1; index < segments.length; index += 1) {
    size += segments[index]!.size;
    if (size <= targetSize) continue;
    count += 1;
    size = segments[index]!.size;
  }
  return count;
}
