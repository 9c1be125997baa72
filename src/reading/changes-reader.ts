import { segmentIndexAt } from '../format/index.ts';
import type { ChangeEvent } from '../format/index.ts';
import type { ChangedFile } from '../state/index.ts';
import { ChangeList } from './change-list.ts';
import { readEvents } from './event-range.ts';
import type { TimeRange } from './event-range.ts';
import { playheadAfter } from './playhead.ts';
import type { SessionParts } from './session-parts.ts';
import { changesTrack } from './session-tracks.ts';
import { TrackCursor } from './track-cursor.ts';

/** Changes of a stretch of time, in order, without `observe`. Loads one segment after another and holds one. */
export async function* readChanges(
  { loader, tracks }: SessionParts,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<ChangeEvent, void> {
  const entry = changesTrack(tracks)?.entry;
  if (entry === undefined) return;
  for await (const event of readEvents<'changes'>(loader, entry, range, signal)) {
    if (event.op !== 'observe') yield event;
  }
}

/** Files changed from the session's start up to `time` (ms), ordered by path. One segment is read. */
export async function readChangedFiles(
  { loader, tracks }: SessionParts,
  time: number,
  signal: AbortSignal,
): Promise<readonly ChangedFile[]> {
  const entry = changesTrack(tracks)?.entry;
  if (entry === undefined) return [];
  const list = new ChangeList();
  const cursor = new TrackCursor<'changes'>(entry, list, loader);
  (await cursor.prepare(playheadAfter(time), signal)).finish();
  return list.files;
}

/**
 * What became of one file, oldest first: its changes and what was read of it, across renames, up to `time` (ms; default
 * the session's end). Readings that found nothing new are left out. Every segment of changes is read; the events of this file are
 * held.
 *
 * @param path - its path at that time
 */
export async function readFileHistory(
  { loader, tracks }: SessionParts,
  path: string,
  signal: AbortSignal,
  time = Infinity,
): Promise<readonly ChangeEvent[]> {
  const entry = changesTrack(tracks)?.entry;
  if (entry === undefined) return [];
  const found: ChangeEvent[] = [];
  // From the end, since only a rename tells what the file was called before it.
  let name = path;
  for (let index = segmentIndexAt(loader.locations(entry), time); index >= 0; index -= 1) {
    const { events } = await loader.load<'changes'>(entry, index, signal);
    for (const event of events.toReversed()) {
      if (event.t > time || (event.path !== name && event.from !== name)) continue;
      found.push(event);
      if (event.path === name && event.op === 'rename') name = event.from ?? name;
    }
  }
  return withoutRepeats(found.reverse());
}

/** The track states a text whole again now and then, so that few patches lead to any text. */
function withoutRepeats(events: readonly ChangeEvent[]): ChangeEvent[] {
  let known: string | undefined;
  return events.filter(({ op, after }) => {
    const isRepeat = op === 'observe' && after !== undefined && after === known;
    known = after;
    return !isRepeat;
  });
}
