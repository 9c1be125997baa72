import { segmentIndexAt } from '../format/index.ts';
import type { ChangeEvent, Segment, TrackDescription, TranscriptEvent } from '../format/index.ts';
import type { Playhead } from './clocks/time-map.ts';
import { playheadAfter } from './clocks/time-map.ts';
import type { OpenSession } from './open-session.ts';
import type { PlayerRequests } from './requests.ts';

/** What to step to, and whether to the next or the previous one. */
export type Step = PlayerRequests['reprise-step-request'];

type AnyEvent = Segment['events'][number];

/** Which events a step stops at, on which track, and which stretches of it cannot hold any. */
interface Search {
  readonly track: TrackDescription | undefined;
  readonly matches: (event: AnyEvent) => boolean;
  /** Whether the index allows for a match between two session times. */
  readonly possible?: (start: number, end: number) => boolean;
}

/**
 * The nearest moment before or after `from` at which the thing asked for stands; `undefined` when there is none.
 *
 * Turns and chapters come from the index. Events, changes, errors and commits are looked for in their tracks,
 * one segment after another.
 */
export async function findStep(
  session: OpenSession,
  from: Playhead,
  step: Step,
  signal: AbortSignal,
): Promise<Playhead | undefined> {
  if (step.to === 'turn') return nearest(session.timeline.turns, from.time, step.direction);
  if (step.to === 'chapter') return nearest(session.timeline.chapters, from.time, step.direction);
  return searchTrack(session, from, { ...searchFor(session, step.to), direction: step.direction }, signal);
}

/** Session time of an event, by its id: from the index if it is a turn or chapter, else from the transcripts. */
export async function timeOfEvent(
  session: OpenSession,
  id: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { turns, chapters } = session.timeline;
  const known = turns.find((turn) => turn.id === id) ?? chapters.find((chapter) => chapter.event === id);
  if (known) return known.time;
  for (const track of session.tracks) {
    if (track.kind === 'terminal') continue;
    const matches = (event: AnyEvent): boolean => 'id' in event && event.id === id;
    const found = await searchTrack(session, BEFORE_ALL, { track, matches, direction: 1 }, signal);
    if (found) return found.time;
  }
  return undefined;
}

const BEFORE_ALL: Playhead = { time: -1, fraction: 1 };

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

function searchFor(session: OpenSession, to: 'event' | 'change' | 'error' | 'commit'): Search {
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
function mayHaveErrors({ timeline: { turns } }: OpenSession, start: number, end: number): boolean {
  if (turns.length === 0 || start < turns[0]!.time) return true;
  return turns.some(
    ({ errors, time }, i) => errors > 0 && time <= end && (turns[i + 1]?.time ?? Infinity) >= start,
  );
}

async function searchTrack(
  { loader, timeline }: OpenSession,
  from: Playhead,
  search: Search & { readonly direction: 1 | -1 },
  signal: AbortSignal,
): Promise<Playhead | undefined> {
  const { track, matches, possible, direction } = search;
  if (!track) return undefined;
  const locations = loader.locations(track.entry);
  // Events of the playhead's own millisecond may stand in the segment before.
  let index = segmentIndexAt(locations, direction === 1 ? from.time - 1 : from.time);
  for (; index >= 0 && index < locations.length; index += direction) {
    const end = locations[index + 1]?.time ?? timeline.duration;
    if (possible && !possible(locations[index]!.time, end)) continue;
    const { events } = await loader.load(track.entry, index, signal);
    const found = nearestEvent(events, from, direction, matches);
    if (found) return found;
  }
  return undefined;
}

function nearestEvent(
  events: readonly AnyEvent[],
  from: Playhead,
  direction: 1 | -1,
  matches: (event: AnyEvent) => boolean,
): Playhead | undefined {
  const start = direction === 1 ? 0 : events.length - 1;
  for (let i = start; i >= 0 && i < events.length; i += direction) {
    const distance = (events[i]!.t - from.time) * direction;
    if (distance < 0 || !matches(events[i]!)) continue;
    const playhead = playheadOf(events, i);
    if (distance > 0 || (playhead.fraction - from.fraction) * direction > 0) return playhead;
  }
  return undefined;
}

/** The moment at which `events[i]` is the last one shown of those that share its millisecond. */
function playheadOf(events: readonly AnyEvent[], i: number): Playhead {
  const time = events[i]!.t;
  let first = i;
  let end = i + 1;
  while (first > 0 && events[first - 1]!.t === time) first -= 1;
  while (end < events.length && events[end]!.t === time) end += 1;
  // The middle of its share, so that no rounding moves it to a neighbour.
  return { time, fraction: end === i + 1 ? 1 : (i - first + 0.5) / (end - first) };
}
