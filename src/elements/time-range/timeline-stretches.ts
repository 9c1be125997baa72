import type { TimeSpan } from '../../format/index.ts';
import type { ClockName, Timeline } from '../../player/index.ts';

/** Idle time from here on is worth a word in the reading clock, which leaves all of it out: ms. */
const LONG_PAUSE = 60_000;

/** A stretch that a clock passes over, or in which nothing happens; `label` says what was done in it, if anything. */
export interface Stretch extends TimeSpan {
  readonly label?: string;
}

/**
 * The stretches that are drawn otherwise than the rest, by their start.
 *
 * What the reading clock folds it also runs through quickly, and it leaves out all waiting; the other clocks know idle
 * time only.
 */
export function stretchesOf({ folds, gaps }: Timeline, clock: ClockName): readonly Stretch[] {
  if (clock !== 'reading') return gaps;
  const pauses = gaps.filter(({ start, end }) => end - start >= LONG_PAUSE);
  return [...folds, ...pauses].sort((a, b) => a.start - b.start);
}
