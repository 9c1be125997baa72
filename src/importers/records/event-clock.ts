/**
 * Puts the records of a source onto one clock (spec section 8): order by time, a child never before its parent,
 * far-off clocks set aside, missing times taken from neighbours.
 */

/** A record this far from both its neighbours, alone or in a short run, has a wrong clock: 1 hour in ms. */
const OUTLIER_DISTANCE = 3_600_000;

/** Longer runs are no accident: they are records in another order, and are sorted in. */
const MAX_OUTLIER_RUN = 16;

/** Less than 1 even over a chain of a million children that all stand before their parents. */
const RANK_STEP = 1e-7;

/** No record, in `order` or as a parent. */
const NONE = -1;

/** Times of the records of a source, after clocks that are off were set aside. */
export interface ResolvedTimes {
  /** Effective wall time of each record, ms since 1970 UTC; all 0 when no record has a time. */
  readonly times: Float64Array;
  /** Records whose time comes from their neighbours. */
  readonly approximate: Uint8Array;
  /** Record numbers (from 0) in the order they happened: by time, then as in the source. */
  readonly order: Uint32Array;
  /** Records whose clock was set aside. */
  readonly outliers: number;
  /** Whether any record has a time. */
  readonly timed: boolean;
}

/** Collects the time and parent of each record, in the order of the source; holds two numbers a record. */
export class EventClock {
  readonly #times: number[] = [];
  readonly #parents: number[] = [];

  /**
   * @param time - wall time, ms since 1970 UTC, where the record has one
   */
  add(time: number | undefined): void {
    this.#times.push(time ?? NaN);
    this.#parents.push(NONE);
  }

  /** Says that record `child` follows from record `parent` (numbers from 0). */
  follow(child: number, parent: number): void {
    this.#parents[child] = parent;
  }

  /** O(n log n). */
  resolve(): ResolvedTimes {
    const times = Float64Array.from(this.#times);
    const timed = times.some((time) => !Number.isNaN(time));
    const outliers = setAsideOutliers(times);
    const approximate = fillGaps(times);
    const ranks = this.#liftAboveParents(times);
    const order = Uint32Array.from(times.keys()).sort(
      (a, b) => times[a]! - times[b]! || ranks[a]! - ranks[b]!,
    );
    return { times, approximate, order, outliers, timed };
  }

  /** @returns the rank of each record among those of its time: as in the source, a child after its parent */
  #liftAboveParents(times: Float64Array): Float64Array {
    const ranks = Float64Array.from(times.keys());
    const done = new Uint8Array(times.length);
    for (let index = 0; index < times.length; index++) {
      const path: number[] = [];
      // A record on the path is marked at once, so that a circle of parents ends.
      for (let at = index; at >= 0 && done[at] === 0; at = this.#parents[at] ?? NONE) {
        done[at] = 1;
        path.push(at);
      }
      for (const at of path.reverse()) {
        const parent = this.#parents[at] ?? NONE;
        if (parent < 0) continue;
        if (times[parent]! > times[at]!) times[at] = times[parent]!;
        if (ranks[parent]! >= ranks[at]!) ranks[at] = ranks[parent]! + RANK_STEP;
      }
    }
    return ranks;
  }
}

/** Replaces the times of outliers by NaN and counts them. */
function setAsideOutliers(times: Float64Array): number {
  const known = Array.from(times.keys()).filter((index) => !Number.isNaN(times[index]!));
  const inOrder = longestRise(known.map((index) => times[index]!));
  let outliers = 0;
  for (let start = 0; start < known.length;) {
    if (inOrder[start] === 1) {
      start += 1;
      continue;
    }
    let end = start;
    while (end < known.length && inOrder[end] === 0) end += 1;
    const before = start > 0 ? times[known[start - 1]!]! : -Infinity;
    const after = end < known.length ? times[known[end]!]! : Infinity;
    if (end - start <= MAX_OUTLIER_RUN) {
      for (const index of known.slice(start, end)) {
        const time = times[index]!;
        if (time > after + OUTLIER_DISTANCE || time < before - OUTLIER_DISTANCE) {
          times[index] = NaN;
          outliers += 1;
        }
      }
    }
    start = end;
  }
  return outliers;
}

/** Marks (1) a longest non-decreasing subsequence. O(n log n). */
function longestRise(values: readonly number[]): Uint8Array {
  const tails: number[] = [];
  const previous = new Int32Array(values.length).fill(NONE);
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[tails[middle]!]! <= value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1]! : NONE;
    tails[low] = index;
  }
  const marks = new Uint8Array(values.length);
  for (let at = tails.at(-1) ?? NONE; at >= 0; at = previous[at]!) marks[at] = 1;
  return marks;
}

/** Gives records without a time that of the one before, else of the first one that has any; marks them (1). */
function fillGaps(times: Float64Array): Uint8Array {
  const approximate = new Uint8Array(times.length);
  let time = times.find((value) => !Number.isNaN(value)) ?? 0;
  for (const [index, value] of times.entries()) {
    if (Number.isNaN(value)) {
      times[index] = time;
      approximate[index] = 1;
    } else time = value;
  }
  return approximate;
}
