import { PiecewiseTimeMap } from './time-map.ts';

/** The wall clock: position is session time. */
export function wallClock(duration: number): PiecewiseTimeMap {
  return new PiecewiseTimeMap({ time: [duration], position: [duration] }, duration);
}
