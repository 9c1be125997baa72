import type { Chapter, Fold, TimeSpan, TurnEntry } from '../format/index.ts';

/** Labelled point on the timeline. */
export interface Marker {
  /** Session time, ms. */
  readonly time: number;
  readonly kind: 'error' | 'change' | 'commit' | 'note';
  readonly title: string;
}

/** Ordered time structure of a session, built once from manifest and index, before any track is loaded. */
export interface Timeline {
  /** Session time, ms. */
  readonly duration: number;
  readonly chapters: readonly Chapter[];
  readonly turns: readonly TurnEntry[];
  readonly activity: readonly TimeSpan[];
  /** Stretches without activity of 2 s or more. */
  readonly gaps: readonly TimeSpan[];
  readonly folds: readonly Fold[];
  readonly markers: readonly Marker[];
}

/** Session time ⇄ playback time of one clock, ms; both directions are non-decreasing and clamped to the session. */
export interface TimeMap {
  positionOf(time: number): number;
  timeAt(position: number): number;
}
