import type {
  ChangeEvent,
  IndexContent,
  ReadOptions,
  SegmentSource,
  TerminalEvent,
  TrackDescription,
  TranscriptEvent,
} from '../format/index.ts';
import { indexContent } from './outline/index-content.ts';
import { OutlineBuilder } from './outline.ts';
import { ReadingMapBuilder } from './reading-map.ts';

type AnyEvent = TranscriptEvent | ChangeEvent | TerminalEvent;

/** Where the merge is in one track. */
interface Reader {
  readonly track: TrackDescription;
  events: readonly AnyEvent[];
  next: number;
  segment: number;
}

/**
 * Makes anew what an index says beside the segments, for an archive whose own index is lost: reads every track
 * from end to end, in the order of time. An `ArchiveReader` has the tracks in memory then, so nothing is fetched.
 *
 * @throws {ArchiveError} what reading a segment gives
 */
export async function rebuildIndex(archive: SegmentSource, options: ReadOptions = {}): Promise<IndexContent> {
  const outline = new OutlineBuilder();
  const reading = new ReadingMapBuilder();
  const readers: Reader[] = archive.manifest.tracks.map((track) => ({
    track,
    events: [],
    next: 0,
    segment: 0,
  }));
  let duration = archive.manifest.duration;
  for (;;) {
    let first: Reader | undefined;
    for (const reader of readers) {
      while (reader.next === reader.events.length && (await readOn(archive, reader, options)));
      if (reader.next < reader.events.length && (!first || timeOf(reader) < timeOf(first))) first = reader;
    }
    if (!first) break;
    duration = Math.max(duration, timeOf(first));
    take(first.track, first.events[first.next]!, outline, reading);
    first.next += 1;
  }
  return indexContent(outline.finish(), duration, reading.finish(duration));
}

/** Goes to the next segment of a track; false when there is none. */
async function readOn(archive: SegmentSource, reader: Reader, options: ReadOptions): Promise<boolean> {
  const { entry } = reader.track;
  if (reader.segment >= archive.segments(entry).length) return false;
  const { events } = await archive.readSegment(entry, reader.segment, options);
  Object.assign(reader, { events, next: 0, segment: reader.segment + 1 });
  return true;
}

function timeOf(reader: Reader): number {
  return reader.events[reader.next]!.t;
}

function take(
  track: TrackDescription,
  event: AnyEvent,
  outline: OutlineBuilder,
  reading: ReadingMapBuilder,
): void {
  if (track.kind === 'terminal') {
    outline.terminal(event.t);
    reading.terminal(event.t);
  } else if (track.kind === 'changes') {
    outline.change(event as ChangeEvent);
    reading.change(event as ChangeEvent);
  } else if (track.parent === undefined) {
    outline.transcript(event as TranscriptEvent);
    reading.transcript(event as TranscriptEvent);
  } else outline.childTranscript(event as TranscriptEvent, track.id);
}
