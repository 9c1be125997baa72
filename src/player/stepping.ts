import type { ChangeEvent, TrackDescription, TranscriptEvent } from '../format/index.ts';
import { searchTrack } from '../reading/event-search.ts';
import type { EventSearch } from '../reading/event-search.ts';
import { playheadAfter } from '../reading/playback.ts';
import type { Playhead } from '../reading/playback.ts';
import type { PlayedSession } from './played-session.ts';
import type { Step } from './step.ts';

/**
 * The nearest moment before or after `from` at which the thing asked for stands; `undefined` when there is none.
 *
 * Turns, chapters and what the timeline marks come from the index: errors there are those that somebody graded as such.
 * Events are looked for in their tracks, one segment after another, and so are changes, errors, commits and tests of
 * archives that know no exact marks.
 */
export async function findStep(
  session: PlayedSession,
  from: Playhead,
  step: Step,
  signal: AbortSignal,
): Promise<Playhead | undefined> {
  const { to, direction } = step;
  const { turns, chapters, markers, exact } = session.timeline;
  if (to === 'turn') return nearest(turns, from.time, direction);
  if (to === 'chapter') return nearest(chapters, from.time, direction);
  if (exact && to !== 'event') {
    const marked = markers.filter(({ kind }) => kind === to);
    return nearest(marked, from.time, direction);
  }
  return searchTrack(session, from, { ...searchFor(session, to), direction }, signal);
}

function nearest(
  points: readonly { readonly time: number }[],
  time: number,
  direction: 1 | -1,
): Playhead | undefined {
  const found =
    direction === 1
      ? points.find((point) => point.time > time)
      : points.findLast((point) => point.time < time);
  return found && playheadAfter(found.time);
}

function searchFor(
  session: PlayedSession,
  to: 'event' | 'change' | 'error' | 'commit' | 'test',
): Omit<EventSearch, 'direction'> {
  const shown = [...session.panes].map((pane) => pane.track);
  const ofKind = (kind: string): TrackDescription | undefined =>
    shown.find((track) => track.kind === kind) ?? session.tracks.find((track) => track.kind === kind);
  const transcript = ofKind('transcript');
  switch (to) {
    case 'event':
      return { track: transcript ?? shown[0] ?? session.tracks[0], matches: () => true };
    case 'change':
      return { track: ofKind('changes'), matches: (event) => (event as ChangeEvent).op !== 'observe' };
    case 'commit':
      return {
        track: transcript,
        matches: (event) => (event as TranscriptEvent).sessionUpdate === '_reprise/commit',
      };
    case 'test':
      // Nobody has said of what was run that it was a test.
      return { track: undefined, matches: () => false };
    case 'error':
      return {
        track: transcript,
        matches: (event) => isError(event as TranscriptEvent),
        possible: (start, end) => mayHaveErrors(session, start, end),
      };
  }
}

function isError(event: TranscriptEvent): boolean {
  if (event.sessionUpdate === '_reprise/error') return true;
  return 'status' in event && event.status === 'failed';
}

/** Turns count their errors; what comes before the first turn is not counted. */
function mayHaveErrors({ timeline: { turns } }: PlayedSession, start: number, end: number): boolean {
  if (turns.length === 0 || start < turns[0]!.time) return true;
  return turns.some(
    ({ errors, time }, i) => errors > 0 && time <= end && (turns[i + 1]?.time ?? Infinity) >= start,
  );
}
