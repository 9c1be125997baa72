import { segmentIndexAt, type TerminalEvent, type TerminalHeader } from '../format/index.ts';
import { readEvents } from './event-range.ts';
import type { TimeRange } from './event-range.ts';
import { findTrack } from './find-track.ts';
import type { SessionParts } from './session-parts.ts';

/** A terminal's recording from a moment on. */
export interface TerminalRecording {
  /** As the archive has it. */
  readonly header: TerminalHeader;
  /** Size at the moment, cells. */
  readonly cols: number;
  readonly rows: number;
  /** In order. Those that lead to the screen of the moment come first, at its time. */
  readonly events: AsyncGenerator<TerminalEvent, void>;
}

/** Events that change a screen: what leads to one is made of them. */
const SCREEN_CODES: ReadonlySet<string> = new Set(['o', 'r']);

/**
 * What a terminal (track id) recorded in a stretch of time, so that whoever plays it sees what was seen. Loads one
 * segment after another and holds one.
 *
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function readRecording(
  { loader, tracks }: SessionParts,
  id: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<TerminalRecording> {
  const { entry } = findTrack(tracks, 'terminal', id);
  const locations = loader.locations(entry);
  const { header } = await loader.load<'terminal'>(entry, 0, signal);
  const size = { cols: header?.term.cols ?? 80, rows: header?.term.rows ?? 24 };
  const shown = { header: header ?? { version: 3 as const, term: size } };
  const last = segmentIndexAt(locations, range.to);
  const eventsFrom = async function* (first: number): AsyncGenerator<TerminalEvent, void> {
    for (let at = first; at <= last; at += 1) {
      const { events } = await loader.load<'terminal'>(entry, at, signal);
      for (const event of events) if (event.t <= range.to) yield event;
    }
  };
  if (range.from <= 0) return { ...shown, ...size, events: eventsFrom(0) };

  let index = Math.max(0, segmentIndexAt(locations, range.from - 1));
  let { keyframe } = await loader.load<'terminal'>(entry, index, signal);
  while (index > 0 && !keyframe) ({ keyframe } = await loader.load<'terminal'>(entry, --index, signal));
  const start = keyframe ?? { ...size, data: '' };
  const events = fromMoment(start.data, eventsFrom(index), range.from);
  return { ...shown, cols: start.cols, rows: start.rows, events };
}

/** The events from a moment on, behind those that lead to its screen. */
async function* fromMoment(
  screen: string,
  events: AsyncIterable<TerminalEvent>,
  from: number,
): AsyncGenerator<TerminalEvent, void> {
  if (screen !== '') yield { t: from, code: 'o', data: screen };
  for await (const event of events) {
    if (event.t >= from) yield event;
    else if (SCREEN_CODES.has(event.code)) yield { ...event, t: from };
  }
}

/** Events of a terminal (track id) in a stretch of time, as they are. Errors as {@link readRecording}. */
export async function* readTerminalEvents(
  { loader, tracks }: SessionParts,
  id: string,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<TerminalEvent, void> {
  const { entry } = findTrack(tracks, 'terminal', id);
  yield* readEvents<'terminal'>(loader, entry, range, signal);
}
