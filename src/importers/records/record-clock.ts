import { EventClock } from './event-clock.ts';

/** How long a record without a time stands before the next one: reading it, or waiting for it. Milliseconds. */
const PACE_BASE = 600;
const PACE_PER_CHARACTER = 4;
const PACE_MAX = 8000;

/** Times of the records of one source, in the order of the source. */
export interface RecordTimes {
  /** Wall time of each record (or ms from the first, when none has a time); never decreasing. */
  readonly times: Float64Array;
  /** 1 where the time is not from the record. */
  readonly approximate: Uint8Array;
  /** Records whose clock was set aside. */
  readonly outliers: number;
  /** Whether any record has a time. */
  readonly timed: boolean;
}

/**
 * Collects the time and length of each record. The order of the source stays: a clock that jumps back is held, one
 * that is far off its neighbours is set aside, and records without a time are paced by their length, as far as the
 * next known time leaves room.
 */
export class RecordClock {
  readonly #clock = new EventClock();
  readonly #known: boolean[] = [];
  readonly #lengths: number[] = [];
  readonly #pace: number;

  /** @param pace - the least time that a record without one stands before the next, ms */
  constructor(pace = PACE_BASE) {
    this.#pace = pace;
  }

  /**
   * @param time - wall time, ms since 1970 UTC, where the record has one
   * @param length - characters of the record
   */
  add(time: number | undefined, length: number): void {
    this.#clock.add(time);
    this.#known.push(time !== undefined);
    this.#lengths.push(length);
  }

  /** O(n log n). */
  resolve(): RecordTimes {
    const { times: resolved, approximate, outliers, timed } = this.#clock.resolve();
    const times = Float64Array.from(resolved);
    const limits = this.#nextKnown(times, approximate);
    let time = times.length > 0 ? Math.max(0, times[0]!) : 0;
    for (let index = 0; index < times.length; index++) {
      if (approximate[index] === 1) {
        const paced = index === 0 ? time : time + this.#standing(index - 1);
        times[index] = Math.max(time, Math.min(paced, limits[index]!));
      } else times[index] = Math.max(time, times[index]!);
      time = times[index]!;
    }
    return { times, approximate, outliers, timed };
  }

  #standing(index: number): number {
    return Math.round(Math.min(PACE_MAX, this.#pace + PACE_PER_CHARACTER * (this.#lengths[index] ?? 0)));
  }

  /** The next time that a record itself has, from each record on; infinite after the last one. */
  #nextKnown(times: Float64Array, approximate: Uint8Array): Float64Array {
    const next = new Float64Array(times.length).fill(Infinity);
    let known = Infinity;
    for (let index = times.length - 1; index >= 0; index--) {
      if (this.#known[index] && approximate[index] === 0) known = times[index]!;
      next[index] = known;
    }
    return next;
  }
}
