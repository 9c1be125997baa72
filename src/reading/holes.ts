import type { ArchiveError, TimeSpan, TrackKind } from '../format/index.ts';
import type { SegmentLoader } from './segment-loader.ts';

/** A stretch of a track that cannot be read. Session time, ms; what is at `end` can be read again. */
export interface Hole extends TimeSpan {
  /** Why; where several segments are damaged, why the first of them is. */
  readonly error: ArchiveError;
}

/**
 * The holes of a track that are known so far, by time. Segments that can only be entered from a damaged one belong to its
 * hole. O(segments) where there are any.
 *
 * @param duration - length of the session, ms: where the last segment ends
 */
export function holesOf(
  loader: SegmentLoader,
  { kind, entry }: { readonly kind: TrackKind; readonly entry: string },
  duration: number,
): readonly Hole[] {
  if (!loader.hasDamage(entry)) return [];
  const holes: Hole[] = [];
  const locations = loader.locations(entry);
  let isOpen = false;
  locations.forEach(({ time }, index) => {
    const error = loader.damage(entry, index);
    const isLost = error !== undefined || (isOpen && kind === 'terminal' && loader.isKeyless(entry, index));
    const end = locations[index + 1]?.time ?? duration;
    if (isLost && isOpen) holes.push({ ...holes.pop()!, end });
    else if (error) holes.push({ start: index === 0 ? 0 : time, end, error });
    isOpen = isLost;
  });
  return holes;
}

/** That of some holes which a session time (ms) lies in; one at the very end of the session holds the end too. */
export function holeAt<H extends TimeSpan>(
  holes: readonly H[],
  time: number,
  duration: number,
): H | undefined {
  return holes.find(({ start, end }) => time >= start && (time < end || end >= duration));
}
