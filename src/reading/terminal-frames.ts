import type { TerminalScreen } from '../state/index.ts';
import { readEvents, type TimeRange } from './event-range.ts';
import { findTrack } from './find-track.ts';
import { openTerminal } from './open-terminal.ts';
import { playheadAfter } from './playhead.ts';
import type { SessionParts } from './session-parts.ts';
import { TrackCursor } from './track-cursor.ts';

/** A terminal's screen at a moment. */
export interface TerminalMoment {
  /** Session time since which it looks so, ms; at the start of a stretch, that. */
  readonly time: number;
  /** How it looks, for as long as nobody asks for the next moment: it is one emulator that goes on. */
  readonly screen: TerminalScreen;
}

/** A stretch of session time, and how closely it is looked at. */
export interface FrameRange extends TimeRange {
  /** Output that comes sooner than this after a moment's first belongs to the same moment, ms. */
  readonly apart: number;
}

/**
 * The screens of a terminal (track id) over a stretch of time: as it is at the start, then after all output that came
 * together. Loads one segment after another and holds one.
 *
 * @throws {ReadingError} `unknown-track`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* readTerminalFrames(
  { loader, tracks }: SessionParts,
  id: string,
  { from, to, apart }: FrameRange,
  signal: AbortSignal,
): AsyncGenerator<TerminalMoment, void> {
  const track = findTrack(tracks, 'terminal', id);
  const state = await openTerminal(track, 0);
  try {
    const cursor = new TrackCursor<'terminal'>(track.entry, state, loader);
    const goTo = async (time: number): Promise<void> => {
      (await cursor.prepare(playheadAfter(time), signal)).finish();
    };
    const { screen } = state;
    await goTo(from);
    yield { time: from, screen };
    let first: number | undefined;
    let last = from;
    for await (const { t } of readEvents<'terminal'>(loader, track.entry, { from: from + 1, to }, signal)) {
      if (first !== undefined && t - first >= apart) {
        await goTo(last);
        yield { time: first, screen };
        first = t;
      }
      first ??= t;
      last = t;
    }
    if (first === undefined) return;
    await goTo(last);
    yield { time: first, screen };
  } finally {
    state.dispose();
  }
}
