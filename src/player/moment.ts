import { playheadAfter } from '../reading/playback.ts';
import type { PiecewiseTimeMap, Playhead } from '../reading/playback.ts';

/** A moment and where it lies in the current clock, ms. */
export interface Moment {
  /** In session time. */
  readonly playhead: Playhead;
  /** In the current clock, ms. */
  readonly position: number;
}

/** A moment as it is asked for: in terms of a clock that may not be known yet. */
export type Target = (map: PiecewiseTimeMap) => Moment;

/** All that happened up to a session time (ms). */
export function atTime(time: number): Target {
  return (map) => {
    const playhead = playheadAfter(Math.round(Math.min(Math.max(time, 0), map.sessionDuration)) || 0);
    return { playhead, position: map.positionOfPlayhead(playhead) };
  };
}

/** A position of the clock (ms). */
export function atPosition(position: number): Target {
  return (map) => {
    const within = Math.min(Math.max(position, 0), map.duration) || 0;
    return { playhead: map.playheadAt(within), position: within };
  };
}
