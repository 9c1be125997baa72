/** Uncompressed bytes of events in a segment whose keyframe is small (spec [SEG-9]). */
export const SEGMENT_SIZE = 256 * 1024;

/** Uncompressed bytes of events that no keyframe, however large, makes a segment hold before it is cut (spec [SEG-9]). */
export const MAX_SEGMENT_SIZE = 4 * 2 ** 20;

/** How many times the size of its keyframe a segment's events take: keyframes then add at most an eighth to a track. */
const EVENTS_PER_KEYFRAME = 8;

/**
 * Uncompressed bytes of events from which on a segment is cut. In long sessions the writer merges adjacent segments.
 *
 * @param keyframeSize - uncompressed bytes of the keyframe that the segment begins with
 */
export function segmentLimit(keyframeSize: number): number {
  return Math.min(Math.max(SEGMENT_SIZE, EVENTS_PER_KEYFRAME * keyframeSize), MAX_SEGMENT_SIZE);
}
