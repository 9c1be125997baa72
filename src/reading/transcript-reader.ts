import { segmentIndexAt } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { TranscriptItem } from '../state/index.ts';
import { findTrack } from './find-track.ts';
import type { SessionParts } from './session-parts.ts';
import { countUntil } from './track-cursor.ts';

/**
 * Items of a transcript that began between two session times (ms, both included), as they stand at the second.
 * Holds the items of the range in memory; loads one segment after another.
 *
 * @param range - `track` is the id of a transcript
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* readTranscript(
  { loader, tracks }: SessionParts,
  range: { readonly track: string; readonly from: number; readonly to: number },
  signal: AbortSignal,
): AsyncGenerator<TranscriptItem, void> {
  const { entry } = findTrack(tracks, 'transcript', range.track);
  const locations = loader.locations(entry);
  const last = segmentIndexAt(locations, range.to);
  // An event of the first millisecond may stand in the segment before the one that begins with it.
  const first = Math.max(0, segmentIndexAt(locations, range.from - 1));
  const state = new TranscriptState();
  for (let index = first; index <= last; index += 1) {
    const segment = await loader.load<'transcript'>(entry, index, signal);
    if (index === first) state.restore(segment.keyframe);
    for (const event of segment.events.slice(0, countUntil(segment, range.to))) state.apply(event);
  }
  for (const item of state.items) if (item.time >= range.from && item.time <= range.to) yield item;
}
