import { segmentIndexAt } from '../format/index.ts';
import type { TrackKind, TrackTypes } from '../format/index.ts';
import type { SegmentLoader } from './segment-loader.ts';

/** A stretch of session time, ms, both ends included. */
export interface TimeRange {
  /** First millisecond. */
  readonly from: number;
  /** Last millisecond. */
  readonly to: number;
}

/**
 * Events of a track in a stretch of time, in order. Loads one segment after another and holds one.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* readEvents<K extends TrackKind>(
  loader: SegmentLoader,
  entry: string,
  { from, to }: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<TrackTypes[K]['event'], void> {
  const locations = loader.locations(entry);
  const last = segmentIndexAt(locations, to);
  // An event of the first millisecond may stand in the segment before the one that begins with it.
  for (let index = Math.max(0, segmentIndexAt(locations, from - 1)); index <= last; index += 1) {
    const { events } = await loader.load<K>(entry, index, signal);
    for (const event of events) if (event.t >= from && event.t <= to) yield event;
  }
}
