import { segmentIndexAt, type TranscriptEvent } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { TranscriptItem } from '../state/index.ts';
import { findTrack } from './find-track.ts';
import type { SessionParts } from './session-parts.ts';
import { countUntil } from './track-cursor.ts';

/** Inflated bytes of segments over which a call may stay open before what is known of it is given. */
const MAX_RUN = 8 * 2 ** 20;

/**
 * Items of a transcript that began between two session times (ms, both included), in order, without holding all of them:
 * a run of segments at a time, which ends where all its calls have ended. A call that is open over 8 MiB of events comes
 * twice: as it stood then, and what became of it later.
 *
 * @param range - `track` is the id of a transcript
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* readItemRuns(
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
  let held = 0;
  let previous: TranscriptEvent | undefined;
  for (let index = first; index <= last; index += 1) {
    const segment = await loader.load<'transcript'>(entry, index, signal);
    if (index === first) state.restore(segment.keyframe);
    const { size } = locations[index]!;
    const isWhole = areSettled(state.items) && !goesOn(previous, segment.events[0]);
    if (held > 0 && (isWhole || held + size > MAX_RUN)) {
      yield* itemsIn(state, range);
      state.restore(state.snapshot());
      held = 0;
    }
    for (const event of segment.events.slice(0, countUntil(segment, range.to))) state.apply(event);
    previous = segment.events.at(-1) ?? previous;
    held += size;
  }
  yield* itemsIn(state, range);
}

function* itemsIn(
  { items }: TranscriptState,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<TranscriptItem, void> {
  for (const item of items) if (item.time >= from && item.time <= to) yield item;
}

/** Whether nothing more comes of any call. */
function areSettled(items: readonly TranscriptItem[]): boolean {
  return items.every(
    (item) => item.type !== 'tool' || item.status === 'completed' || item.status === 'failed',
  );
}

/** Whether an event adds to the item that the one before has begun. */
function goesOn(before: TranscriptEvent | undefined, event: TranscriptEvent | undefined): boolean {
  if (!before || !event) return false;
  if (before.sessionUpdate === '_reprise/turn' || event.sessionUpdate === 'usage_update') return true;
  if (before.sessionUpdate !== event.sessionUpdate) return false;
  return event.sessionUpdate === 'plan' || event.sessionUpdate.endsWith('_chunk');
}
