import type { TerminalCursor } from '../state/index.ts';
import { readEvents } from './event-range.ts';
import type { TimeRange } from './event-range.ts';
import { findTrack } from './find-track.ts';
import { openTerminal } from './open-terminal.ts';
import { PlainOutput } from './plain-output.ts';
import { playheadAfter } from './playhead.ts';
import type { SessionParts } from './session-parts.ts';
import { TrackCursor } from './track-cursor.ts';

/** What a terminal's screen shows at a moment, as text. */
export interface TerminalSnapshot {
  /** Width in cells. */
  readonly cols: number;
  /** Height in cells. */
  readonly rows: number;
  /** Window title set by the program. */
  readonly title: string;
  /** Where the cursor is and how it looks. */
  readonly cursor: TerminalCursor;
  /** Text of each visible row, trailing blanks cut. */
  readonly lines: readonly string[];
}

/**
 * The screen of a terminal (track id) at a session time (ms). One segment is read, rarely one more.
 *
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segment gives
 */
export async function readTerminal(
  { loader, tracks }: SessionParts,
  id: string,
  time: number,
  signal: AbortSignal,
): Promise<TerminalSnapshot> {
  const track = findTrack(tracks, 'terminal', id);
  const state = await openTerminal(track);
  try {
    const cursor = new TrackCursor<'terminal'>(track.entry, state, loader);
    (await cursor.prepare(playheadAfter(time), signal)).finish();
    const { cols, rows, title, cursor: place, lines } = state.screen;
    return { cols, rows, title, cursor: place, lines };
  } finally {
    state.dispose();
  }
}

/**
 * The text that a terminal (track id) wrote in a stretch of time, in pieces as it came: escape sequences are removed,
 * and what was written over stays. Loads one segment after another and holds one.
 *
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* readTerminalText(
  { loader, tracks }: SessionParts,
  id: string,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { entry } = findTrack(tracks, 'terminal', id);
  const output = new PlainOutput();
  for await (const { code, data } of readEvents<'terminal'>(loader, entry, range, signal)) {
    const text = code === 'o' ? output.take(data) : '';
    if (text !== '') yield text;
  }
}
