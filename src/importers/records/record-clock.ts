import { EventClock } from './event-clock.ts';

/** How long a record without a time stands before the next one: reading it, or waiting for it. Milliseconds. */
const PACE_BASE = 600;
const PACE_PER_CHARACTER = 4;
const PACE_MAX = 8000;

/** Times of the records of one source, by their positions in it (from 0). */
export interface RecordTimes {
  /** Wall time of each record (or ms from the first, when none has a time); never decreasing in their order. */
  readonly times: Float64Array;
  /** 1 where the time is not from the record. */
  readonly approximate: Uint8Array;
  /** Positions in the order in which the records happened. Absent: the order of the source. */
  readonly order?: Uint32Array;
  /** Records whose clock was set aside. */
  readonly outliers: number;
  /** Whether any record has a time. */
  readonly timed: boolean;
}

/** How the records of a source are ordered. */
export interface RecordClockOptions {
  /** The least time that a record without one stands before the next, ms. */
  readonly pace?: number | undefined;
  /** `time`: records may stand out of order and are sorted. Default: the order of the source holds. */
  readonly order?: 'source' | 'time' | undefined;
}

/**
 * Collects the time and length of each record. In the order of the source, a clock that jumps back is held, one that
 * is far off its neighbours is set aside, and records without a time are paced by their length, as far as the next
 * known time leaves room. In order of time, a record without one has that of the one before it.
 */
export class RecordClock {
  readonly #clock = new EventClock();
  readonly #known: boolean[] = [];
  readonly #lengths: number[] = [];
  readonly #pace: number;
  readonly #isSorted: boolean;

  constructor({ pace = PACE_BASE, order = 'source' }: RecordClockOptions = {}) {
    this.#pace = pace;
    this.#isSorted = order === 'time';
  }

  /**
   * @param time - wall time, ms since 1970 UTC, where the record has one
   * @param length - characters of the record
   */
  add(time: number | undefined, length: number): void {
    this.#clock.add(time);
    if (this.#isSorted) return;
    this.#known.push(time !== undefined);
    this.#lengths.push(length);
  }

  /** Says that the record at one position follows from that at another; of use in order of time only. */
  follow(child: number, parent: number): void {
    this.#clock.follow(child, parent);
  }

  /** O(n log n). */
  resolve(): RecordTimes {
    const resolved = this.#clock.resolve();
    if (this.#isSorted) return resolved;
    const { approximate, outliers, timed } = resolved;
    const times = Float64Array.from(resolved.times);
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
