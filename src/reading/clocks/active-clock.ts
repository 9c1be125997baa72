import type { TimeSpan } from '../../format/index.ts';
import { PiecewiseTimeMap } from './time-map.ts';

/** Idle time up to this long is played as it was, ms. */
export const IDLE_LIMIT = 2000;

/** Longer idle time is played as a pause of this length, ms. */
export const IDLE_PAUSE = 1000;

/**
 * The active clock: what happened at its own speed, idle time cut to a short pause.
 *
 * @param activity - spans in which anything happened, ordered
 * @param duration - length of the session, ms
 */
export function activeClock(activity: readonly TimeSpan[], duration: number): PiecewiseTimeMap {
  const time: number[] = [];
  const position: number[] = [];
  let end = 0;
  let total = 0;
  const advance = (to: number, length: number): void => {
    end = Math.max(end, to);
    total += length;
    time.push(end);
    position.push(total);
  };
  for (const span of activity) {
    advance(span.start, cut(span.start - end));
    advance(span.end, Math.max(0, span.end - end));
  }
  advance(duration, cut(duration - end));
  return new PiecewiseTimeMap({ time, position }, duration);
}

function cut(gap: number): number {
  return gap > IDLE_LIMIT ? IDLE_PAUSE : Math.max(0, gap);
}
