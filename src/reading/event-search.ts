import { segmentIndexAt } from '../format/index.ts';
import type { Segment, TrackDescription } from '../format/index.ts';
import { isDamage } from './damage.ts';
import type { Playhead } from './playhead.ts';
import type { SessionParts } from './session-parts.ts';

/** An event of any track. */
export type AnyEvent = Segment['events'][number];

/** Which events of a track are looked for, and in which direction: 1 forward, −1 backward. */
export interface EventSearch {
  /** Where to look; nothing is found without one. */
  readonly track: TrackDescription | undefined;
  /** Which way from the moment that the search begins at. */
  readonly direction: 1 | -1;
  /** Whether it is such an event. */
  readonly matches: (event: AnyEvent) => boolean;
  /** Whether there may be a match between two session times (ms), as far as it is known without loading. */
  readonly possible?: (start: number, end: number) => boolean;
}

/** Session time of an event, by its id: from the index if it is a turn or chapter, else from the transcripts. */
export async function timeOfEvent(
  session: SessionParts,
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

/**
 * The nearest moment before or after `from` at which such an event is the last one shown; `undefined` when there is
 * none. Loads one segment after another until one is found; those that are damaged are passed over.
 */
export async function searchTrack(
  { loader, timeline }: SessionParts,
  from: Playhead,
  search: EventSearch,
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
    const events = await eventsUnlessLost(loader.load(track.entry, index, signal));
    const found = nearestEvent(events, from, direction, matches);
    if (found) return found;
  }
  return undefined;
}

async function eventsUnlessLost(loading: Promise<Segment>): Promise<readonly AnyEvent[]> {
  try {
    return (await loading).events;
  } catch (error) {
    if (isDamage(error)) return [];
    throw error;
  }
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
