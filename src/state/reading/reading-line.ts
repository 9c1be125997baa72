import { MapPairs } from './map-pairs.ts';
import { MOST } from './reading-cost.ts';

/** A moment at which something comes to be seen, ms. */
interface Arrival {
  readonly time: number;
  /** Where the line was when the first of its things came. */
  readonly position: number;
  /** How many things have come in it. */
  count: number;
}

/**
 * The line of a reading map, drawn from left to right: what comes at a time, and how long it is looked at.
 *
 * Things that come in one millisecond share the time spent on all but the last, as they do in playing, and the last
 * stands for its share and its own time together: bounded so that nothing stands longer than `MOST`.
 */
export class ReadingLine {
  readonly #pairs = new MapPairs();
  #position = 0;
  /** Time to be spent on what came last, until the next thing comes. */
  #unspent = 0;
  #arrival: Arrival = { time: 0, position: 0, count: 0 };

  /** Goes on to `time`, ms, not before the time of the last call. @param count - of things that come then */
  moveTo(time: number, count = 0): void {
    this.#spend(time, count);
    if (time > this.#arrival.time) this.#arrival = { time, position: this.#position, count };
    this.#pairs.add(time, this.#position);
  }

  /** What has come last is looked at for `cost` ms. */
  linger(cost: number): void {
    this.#unspent = cost;
  }

  /** The pairs of the map, from 0 to the last time. */
  columns(): { time: number[]; position: number[] } {
    return this.#pairs.columns();
  }

  #spend(time: number, count: number): void {
    const arrival = this.#arrival;
    const shared = this.#position - arrival.position;
    const next = time === arrival.time;
    if (next) arrival.count += count;
    const each = Math.max(arrival.count, 1);
    const most = next ? MOST * each - shared : MOST - Math.round(shared / each);
    this.#position += Math.max(0, Math.min(this.#unspent, most));
    this.#unspent = 0;
  }
}
