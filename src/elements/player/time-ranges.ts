import type { TimeSpan } from '../../format/index.ts';
import type { TimeMap } from '../../player/index.ts';

/** Spans of the current clock, in seconds, with the interface media controls expect. */
export class SecondRanges implements TimeRanges {
  readonly #ranges: readonly TimeSpan[];

  /** @param ranges - ms, ordered, not overlapping */
  constructor(ranges: readonly TimeSpan[]) {
    this.#ranges = ranges;
  }

  /** Number of ranges. */
  get length(): number {
    return this.#ranges.length;
  }

  /** Start of a range, s. Throws a `DOMException`, `IndexSizeError`, where there is none. */
  start(index: number): number {
    return this.#range(index).start / 1000;
  }

  /** End of a range, s; throws as `start` does. */
  end(index: number): number {
    return this.#range(index).end / 1000;
  }

  #range(index: number): TimeSpan {
    const range = this.#ranges[index];
    if (!range) throw new DOMException(`there is no range ${index}`, 'IndexSizeError');
    return range;
  }
}

/** Spans of session time as ranges of a clock; what the clock leaves out disappears. */
export function rangesOf(spans: readonly TimeSpan[], map: TimeMap): SecondRanges {
  const ranges = spans
    .map(({ start, end }) => ({ start: map.positionOf(start), end: map.positionOf(end) }))
    .filter(({ start, end }) => end > start);
  return new SecondRanges(ranges);
}
