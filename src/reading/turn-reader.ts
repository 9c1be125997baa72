import { segmentIndexAt } from '../format/index.ts';
import type { Segment, TurnEntry } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { PromptItem, TranscriptItem } from '../state/index.ts';
import { findTrack } from './find-track.ts';
import { ReadingError } from './reading-error.ts';
import type { SessionParts } from './session-parts.ts';

/** One human prompt and all that follows it until the next. */
export interface Turn {
  /** Counted from 1. */
  readonly number: number;
  /** Id of the event that began it; links point here. */
  readonly id: string;
  /** Session time at which it began, ms. */
  readonly time: number;
  /** Session time at which the next one began, or the session ended, ms. */
  readonly end: number;
  /** Absent where the log has a turn without a prompt. */
  readonly prompt: PromptItem | undefined;
  /** All its items in order, the prompt among them, as they stand when the next turn begins. */
  readonly items: readonly TranscriptItem[];
}

/**
 * Reads one turn of the main transcript: the segments it lies in, one request each. A call that an earlier turn made
 * is that turn's item, whatever comes of it in this one.
 *
 * @param which - its number, counted from 1, or the id of the event that began it
 * @throws {ReadingError} `unknown-turn`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function readTurn(
  { loader, tracks, timeline }: SessionParts,
  which: number | string,
  signal: AbortSignal,
): Promise<Turn> {
  const { turns, duration } = timeline;
  const position = typeof which === 'number' ? which - 1 : turns.findIndex(({ id }) => id === which);
  const [turn, next] = [turns[position], turns[position + 1]];
  if (!turn) throw new ReadingError('unknown-turn', `the session has no turn ${which}`);
  const { id, time } = turn;
  const end = next?.time ?? duration;

  const { entry } = findTrack(tracks, 'transcript', 'main');
  const locations = loader.locations(entry);
  const load = (index: number): Promise<Segment<'transcript'>> => loader.load(entry, index, signal);
  let index = segmentIndexAt(locations, time);
  // A segment that begins in the turn's first millisecond may begin behind the turn's first event.
  while (index > 0 && locations[index]!.time === time && !begins(turn, await load(index))) index -= 1;

  const state = new TranscriptState();
  /** Events of the turn: an item is the turn's if one of them began it. */
  const own = new Set<string>();
  let ended = false;
  for (let first = true; !ended && locations[index]; index += 1, first = false) {
    const segment = await load(index);
    if (first) state.restore(segment.keyframe);
    for (const event of segment.events) {
      ended = event.id === next?.id || event.t > end;
      if (ended) break;
      if (own.size > 0 || event.id === id || event.t > time) own.add(event.id);
      state.apply(event);
    }
  }
  const items = state.items.filter((item) => own.has(item.id));
  const prompt = items.find((item) => item.type === 'prompt');
  return { number: position + 1, id, time, end, prompt, items };
}

function begins({ id }: TurnEntry, { events }: Segment<'transcript'>): boolean {
  return events.some((event) => event.id === id);
}
