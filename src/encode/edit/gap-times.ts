import type { TimeSpan } from '../../format/index.ts';

/** Session times before a cut ⇄ after it has closed. */
export class GapTimes {
  readonly #gaps: readonly TimeSpan[];

  /** @param gaps - what is closed: ordered, apart from each other; none: all times stay */
  constructor(gaps: readonly TimeSpan[]) {
    this.#gaps = gaps;
  }

  /** Whether any time moves. */
  get moves(): boolean {
    return this.#gaps.length > 0;
  }

  /** Where a time has moved; of a time within a gap, the place where the gap was. O(gaps). */
  map(time: number): number {
    let moved = time;
    for (const { start, end } of this.#gaps) {
      if (start >= time) break;
      moved -= Math.min(end, time) - start;
    }
    return moved;
  }
}
