import type { ReadingMap } from '../../format/index.ts';
import { PiecewiseTimeMap } from './time-map.ts';

/** Words a minute that the encoder makes reading maps for (spec section 6). */
export const MAP_WORDS_PER_MINUTE = 240;

/** Most that one thing stands in the maps of today, and stood in those of before, ms. */
const MOST = 7500;
const MOST_BEFORE = 24_000;

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

/**
 * A map of before, in which a long message stood for up to 24 s, with such stretches cut to what they are today. A longer
 * one holds several things: as much is taken from it as from one of them. No order of times or positions changes.
 */
export function withoutStandstill({ time, position, folds }: ReadingMap): ReadingMap {
  const cut: number[] = [];
  let excess = 0;
  for (const [index, end] of position.entries()) {
    const length = end - (position[index - 1] ?? 0);
    excess += Math.min(Math.max(length - MOST, 0), MOST_BEFORE - MOST);
    cut.push(end - excess);
  }
  return { time, position: cut, folds };
}
