import type { PlayerState, TranscriptView } from '../../player/index.ts';
import type { TranscriptItem } from '../../state/index.ts';
import type { Row } from './rows.ts';

/** Share of the time for which a text is read in which its beginning rests, and in which its end does. */
const REST = { before: 0.15, after: 0.15 };
/** Nobody reads longer than this at one thing, ms of the clock: it is a pause that lies behind it. */
const MOST = 8000;

/** Where the playhead is: its position in the clock, ms, and the map of that. */
type Moment = Pick<PlayerState, 'position' | 'timeMap'>;

/**
 * How far the newest row has been read, by the clock that plays: from when it became the newest one until the next thing
 * comes. What is higher than the view goes through it in that time.
 */
export class ReadingProgress {
  #key: string | undefined;
  #begin = 0;
  #end = 0;

  /** Share of the newest row that is read by now, 0 … 1; its beginning and its end rest a little. */
  of(row: Row, view: TranscriptView, { position, timeMap }: Moment): number {
    const isOther = row.key !== this.#key || position < this.#begin;
    if (isOther) {
      this.#key = row.key;
      this.#begin = position;
      this.#end = Math.min(endOf(row, view, { position, timeMap }), position + MOST);
    }
    const length = this.#end - this.#begin;
    if (length <= 0) return 0;
    const share = ((position - this.#begin) / length - REST.before) / (1 - REST.before - REST.after);
    return Math.min(Math.max(share, 0), 1);
  }

  /** The row is not watched any more. */
  forget(): void {
    this.#key = undefined;
  }
}

/** Position at which the next thing comes. */
function endOf(row: Row, view: TranscriptView, { position, timeMap }: Moment): number {
  const positionOf = (time: number): number => timeMap?.positionOf(time) ?? time;
  const last = row.kind === 'item' ? row.item : row.kind === 'run' ? row.items.at(-1) : undefined;
  const following = last ? itemsAfter(last, row.part, view) : [];
  const next = following.find(({ time }) => time > row.time);
  // What comes at the same millisecond shares the time for which the clock stays there.
  const others = next ? following.indexOf(next) : following.length;
  if (others > 0) return position + (positionOf(row.time) - position) / (others + 1);
  return positionOf(next ? next.time - 1 : row.end);
}

/** Items behind another one, in its part and the next. */
function itemsAfter(
  item: TranscriptItem,
  part: number,
  { parts }: TranscriptView,
): readonly TranscriptItem[] {
  const items = [...(parts[part]?.items ?? []), ...(parts[part + 1]?.items ?? [])];
  return items.slice(items.findIndex(({ id }) => id === item.id) + 1);
}
