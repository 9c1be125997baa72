/**
 * A moment of a session, finer than a millisecond: all events before `time`, and of those at `time` a share.
 *
 * `fraction` is 1 wherever a clock does not linger on one millisecond; `seek(time)` always means 1.
 */
export interface Playhead {
  /** Session time, integer ms. */
  readonly time: number;
  /** Share of the events at exactly `time` that are shown, 0 … 1, counted by ordinal; 0 shows the first. */
  readonly fraction: number;
}

/** The moment at `time` with all that happened then. */
export function playheadAfter(time: number): Playhead {
  return { time, fraction: 1 };
}

/** How many of `count` events that share the playhead's millisecond are shown: 1 … `count`. */
export function shownOf(count: number, fraction: number): number {
  return fraction >= 1 ? count : Math.min(count, Math.floor(fraction * count) + 1);
}
