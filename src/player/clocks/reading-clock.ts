import type { ReadingMap } from '../../format/index.ts';
import { PiecewiseTimeMap } from './time-map.ts';

/** Words a minute that the encoder makes reading maps for (spec section 6). */
export const MAP_WORDS_PER_MINUTE = 240;

/**
 * The reading clock: text at reading pace, long runs folded, as the encoder laid it down in the index.
 *
 * @param duration - length of the session, ms
 * @param wordsPerMinute - how fast this viewer reads; the map is scaled from 240
 */
export function readingClock(map: ReadingMap, duration: number, wordsPerMinute: number): PiecewiseTimeMap {
  const clock = new PiecewiseTimeMap(map, duration);
  return wordsPerMinute === MAP_WORDS_PER_MINUTE
    ? clock
    : clock.scaled(MAP_WORDS_PER_MINUTE / wordsPerMinute);
}
