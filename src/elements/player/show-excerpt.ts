import type { TimeSpan } from '../../format/index.ts';
import { parseTime, type Player } from '../../player/index.ts';
import type { ViewStore } from '../view/view-store.ts';
import type { Notices } from './notices.ts';

/** Where an excerpt begins and ends, as its page says it: times, or ids of events. */
export interface ExcerptEnds {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What showing an excerpt takes. */
interface ExcerptParts {
  readonly player: Player;
  readonly view: ViewStore;
  readonly notices: Notices;
  readonly ends: ExcerptEnds;
  /** A terminal is shown, and nobody plays yet: a still picture of it is that of the end. */
  readonly isStill: boolean;
  /** It is still this excerpt of this session that is wanted. */
  readonly isWanted: () => boolean;
}

/**
 * Keeps the player, whose session's head is there, within an excerpt, and goes to its beginning. What goes wrong is in
 * the player's state.
 */
export async function showExcerpt(parts: ExcerptParts): Promise<void> {
  const { player, view, notices, ends, isStill, isWanted } = parts;
  const { isWhole, start, end } = await findExcerpt(player, ends);
  if (!isWanted()) return;
  if (!isWhole) notices.say('unknownPlace');
  view.commit({ atCover: false });
  player.setRange({ start, end });
  await player.seek(isStill ? end : start);
}

/** An excerpt, and whether both of its ends are in the session. */
interface FoundExcerpt extends TimeSpan {
  readonly isWhole: boolean;
}

/**
 * Prompts and chapters are in the head of the archive; any other event is looked for in its tracks, one segment after
 * another. Without an end, or with one that comes before its beginning, an excerpt ends with the turn that it begins in.
 */
async function findExcerpt(player: Player, { from, to }: ExcerptEnds): Promise<FoundExcerpt> {
  const [begin, until] = [await timeOf(player, from), await timeOf(player, to)];
  const { turns = [], duration = 0 } = player.store.state.timeline ?? {};
  const start = Math.min(begin ?? 0, duration);
  const next = turns.find(({ time }) => time > start)?.time;
  const endOfTurn = next === undefined ? duration : next - 1;
  const end = until === undefined || until < start ? endOfTurn : Math.min(until, duration);
  const isFound = (place: string | undefined, time: number | undefined): boolean =>
    place === undefined || time !== undefined;
  return { start, end, isWhole: isFound(from, begin) && isFound(to, until) };
}

async function timeOf(player: Player, place: string | undefined): Promise<number | undefined> {
  if (place === undefined) return undefined;
  return parseTime(place) ?? player.timeOf(place);
}
