import type { TimeSpan } from '../../format/index.ts';

/** Gaps shorter than this belong to the activity around them, ms. */
const MIN_GAP = 2000;
/** Most spans an index holds. */
const MAX_SPANS = 2048;

/**
 * Collects the spans in which anything happened.
 *
 * Holds at most twice `MAX_SPANS`: beyond that the smallest gaps are closed. A gap closed early has `MAX_SPANS`
 * larger ones beside it, so the result is the same as if all had been kept to the end.
 */
export class ActivitySpans {
  #starts: number[] = [];
  #ends: number[] = [];

  /** Something happened at `time`, ms; a time before the latest one counts as the latest. */
  add(time: number): void {
    const last = this.#ends.length - 1;
    const end = this.#ends[last];
    if (end !== undefined && time - end < MIN_GAP) {
      this.#ends[last] = Math.max(end, time);
      return;
    }
    this.#starts.push(time);
    this.#ends.push(time);
    if (this.#starts.length > 2 * MAX_SPANS) this.#closeSmallestGaps();
  }

  /** Ordered spans, at most `MAX_SPANS`; one that begins and ends with the same event has no length. */
  spans(): TimeSpan[] {
    this.#closeSmallestGaps();
    return this.#starts.map((start, index) => ({ start, end: this.#ends[index]! }));
  }

  #closeSmallestGaps(): void {
    if (this.#starts.length <= MAX_SPANS) return;
    const gap = (index: number) => this.#starts[index]! - this.#ends[index - 1]!;
    const largest = this.#starts
      .map((_, index) => index)
      .slice(1)
      .sort((a, b) => gap(b) - gap(a) || a - b)
      .slice(0, MAX_SPANS - 1)
      .sort((a, b) => a - b);
    const ends = [...largest.map((index) => this.#ends[index - 1]!), this.#ends.at(-1)!];
    this.#starts = [this.#starts[0]!, ...largest.map((index) => this.#starts[index]!)];
    this.#ends = ends;
  }
}
